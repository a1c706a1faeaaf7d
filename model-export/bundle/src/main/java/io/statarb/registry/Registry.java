package io.statarb.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Stage;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registry of one folder. Every change is made under a lock and survives a crash whole. */
public final class Registry {
  /** The version that trades. */
  public static final String CHAMPION = "champion";

  /** The version that may become champion. */
  public static final String CHALLENGER = "challenger";

  /** The champion before. */
  public static final String PREVIOUS = "previous";

  private static final List<String> ALIASES = List.of(CHALLENGER, CHAMPION, PREVIOUS);

  private final Path folder;
  private final Versions versions;

  /** Called between the steps of a change; a test stops there as a crash would. */
  private final Consumer<String> afterStep;

  private Registry(Path folder, Consumer<String> afterStep) {
    this.folder = folder;
    this.versions = new Versions(folder.resolve("versions"));
    this.afterStep = afterStep;
  }

  /**
   * Opens a registry; a folder that does not exist is an empty one and is made by the first change.
   */
  public static Registry open(Path folder) {
    return open(folder, step -> {});
  }

  static Registry open(Path folder, Consumer<String> afterStep) {
    return new Registry(folder, afterStep);
  }

  /**
   * Adds a bundle as an immutable version; adding it again changes nothing.
   *
   * @param bundleFolder the bundle, which stays where it is
   * @return its sha256
   * @throws Refusal when the folder is no bundle or a file is not what its manifest says
   */
  public String add(Path bundleFolder) {
    return locked(() -> versions.add(bundleFolder));
  }

  /**
   * Folder of a version.
   *
   * @throws Refusal when there is none
   */
  public Path version(String sha256) {
    return versions.folder(sha256);
  }

  /**
   * What an alias means now, or null when it is not set.
   *
   * @param name {@link #CHAMPION}, {@link #CHALLENGER} or {@link #PREVIOUS}
   */
  public @Nullable AliasEntry alias(String name) {
    Path file = aliasFile(name);
    return Files.exists(file) ? Json.read(file, AliasEntry.class) : null;
  }

  /**
   * The champion.
   *
   * @throws Refusal when nothing has been promoted, or when the alias is not what its promotion
   *     decided: a stage is earned at the gates, not written into a file
   */
  public AliasEntry champion() {
    AliasEntry entry = alias(CHAMPION);
    if (entry == null) {
      throw Refusal.data(
          "the registry %s has no champion: nothing has been promoted".formatted(folder));
    }
    return decided(CHAMPION, entry);
  }

  private AliasEntry decided(String name, AliasEntry entry) {
    PromotionRecord record = promotion(entry.promotion());
    if (!record.champion().equals(entry)) {
      throw Refusal.data(
          "%s is not what promotion %d decided: alias=%s/%s promotion=%s/%s"
              .formatted(
                  aliasFile(name),
                  entry.promotion(),
                  entry.sha256(),
                  entry.stage(),
                  record.sha256(),
                  record.stage()));
    }
    if (record.stage() != Stage.PAPER) {
      for (GateVerdict gate : record.gates()) {
        if (!gate.passed()) {
          throw Refusal.data(
              "promotion %d says stage %s although the gate %s failed: file=%s"
                  .formatted(
                      entry.promotion(),
                      record.stage(),
                      gate.name(),
                      promotionFile(entry.promotion())));
        }
      }
    }
    return entry;
  }

  /**
   * Makes a version the challenger; nothing trades it yet.
   *
   * @throws Refusal when there is no such version
   */
  public void challenge(String sha256) {
    locked(() -> {
      versions.folder(sha256);
      AliasEntry entry = new AliasEntry(sha256, Stage.PAPER, 0);
      if (!entry.equals(alias(CHALLENGER))) {
        writeAlias(CHALLENGER, entry);
      }
      return entry;
    });
  }

  /**
   * Makes a version the champion and the champion the previous one. A failed merit gate leaves the
   * version at {@link Stage#PAPER} whatever was asked for. Promoting the champion again by the same
   * verdicts changes nothing.
   *
   * @param sha256 the version
   * @param stage the stage asked for
   * @param verdicts the verdict of every gate, integrity gates among them
   * @throws Refusal when there is no such version, an integrity gate failed or none was evaluated;
   *     nothing moves then
   */
  public void promote(String sha256, Stage stage, List<GateVerdict> verdicts) {
    locked(() -> {
      versions.folder(sha256);
      checkIntegrity(sha256, verdicts);
      boolean merit = verdicts.stream().allMatch(GateVerdict::passed);
      Stage reached = merit ? stage : Stage.PAPER;
      long last = settle();
      AliasEntry old = alias(CHAMPION);
      if (old == null || !isSame(old, sha256, reached, verdicts)) {
        boolean again = old != null && old.sha256().equals(sha256);
        // The same version by other verdicts: the way back stays the version before it.
        AliasEntry previous = again ? alias(PREVIOUS) : old;
        apply(
            new PromotionRecord(
                last + 1,
                PromotionRecord.Action.PROMOTE,
                sha256,
                reached,
                stage,
                verdicts,
                previous));
      }
      return sha256;
    });
  }

  /**
   * Champion and previous change places.
   *
   * @throws Refusal when there is no previous champion
   */
  public void rollback() {
    locked(() -> {
      long last = settle();
      AliasEntry old = champion();
      AliasEntry back = alias(PREVIOUS);
      if (back == null) {
        throw Refusal.data("the registry %s has no previous champion".formatted(folder));
      }
      versions.folder(back.sha256());
      decided(PREVIOUS, back);
      PromotionRecord origin = promotion(back.promotion());
      apply(
          new PromotionRecord(
              last + 1,
              PromotionRecord.Action.ROLLBACK,
              back.sha256(),
              back.stage(),
              back.stage(),
              origin.gates(),
              old));
      return back;
    });
  }

  /**
   * The record of a promotion or rollback.
   *
   * @param number its number, as in {@link AliasEntry#promotion()}
   * @throws Refusal when there is none
   */
  public PromotionRecord promotion(long number) {
    return Json.read(promotionFile(number), PromotionRecord.class);
  }

  /** All versions by name, with the aliases that mean them. */
  public List<RegisteredVersion> list() {
    List<RegisteredVersion> list = new ArrayList<>();
    for (String sha256 : versions.names()) {
      JsonNode manifest = versions.manifest(sha256);
      List<String> aliases =
          ALIASES.stream()
              .filter(name -> {
                AliasEntry entry = alias(name);
                return entry != null && entry.sha256().equals(sha256);
              })
              .toList();
      list.add(
          new RegisteredVersion(
              sha256,
              manifest.path("strategy").asText(),
              manifest.path("data_version").asText(),
              aliases));
    }
    return list;
  }

  private static void checkIntegrity(String sha256, List<GateVerdict> verdicts) {
    boolean evaluated = false;
    for (GateVerdict verdict : verdicts) {
      if (verdict.kind() == GateVerdict.Kind.INTEGRITY) {
        evaluated = true;
        if (!verdict.passed()) {
          throw Refusal.data(
              "the integrity gate %s failed, so nothing is promoted: value=%s limit=%s bundle=%s (%s)"
                  .formatted(
                      verdict.name(), verdict.value(), verdict.limit(), sha256, verdict.detail()));
        }
      }
    }
    if (!evaluated) {
      throw Refusal.data(
          "no integrity gate was evaluated, so nothing is promoted: bundle=%s".formatted(sha256));
    }
  }

  private boolean isSame(
      AliasEntry champion, String sha256, Stage stage, List<GateVerdict> verdicts) {
    return champion.sha256().equals(sha256)
        && champion.stage() == stage
        && promotion(champion.promotion()).gates().equals(verdicts);
  }

  private void apply(PromotionRecord record) {
    writeJson(promotionFile(record.number()), record);
    afterStep.accept("record");
    writeAlias(CHAMPION, record.champion());
    afterStep.accept("champion");
    if (record.previous() != null) {
      writeAlias(PREVIOUS, record.previous());
      afterStep.accept("previous");
    }
  }

  /** Finishes or discards what a crash interrupted; returns the number of the last record. */
  private long settle() {
    long last = lastPromotion();
    AliasEntry champion = alias(CHAMPION);
    if (last > 0 && (champion == null || champion.promotion() < last)) {
      AtomicFiles.delete(promotionFile(last));
      return settle();
    }
    if (last > 0) {
      AliasEntry previous = promotion(last).previous();
      if (previous != null && !Objects.equals(previous, alias(PREVIOUS))) {
        writeAlias(PREVIOUS, previous);
      }
    }
    return last;
  }

  private long lastPromotion() {
    Path promotions = folder.resolve("promotions");
    if (!Files.isDirectory(promotions)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(promotions)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("[0-9]{6}\\.json"))
          .mapToLong(name -> Long.parseLong(name.substring(0, 6)))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeAlias(String name, AliasEntry entry) {
    writeJson(aliasFile(name), entry);
  }

  private static void writeJson(Path file, Object value) {
    AtomicFiles.removeLeftovers(file);
    AtomicFiles.write(file, Json.pretty(value).getBytes(UTF_8));
  }

  private Path aliasFile(String name) {
    if (!ALIASES.contains(name)) {
      throw new IllegalArgumentException(
          "no such alias: name=%s known=%s".formatted(name, ALIASES));
    }
    return folder.resolve("aliases").resolve(name + ".json");
  }

  private Path promotionFile(long number) {
    // Padded by hand: a format would use the digits of the machine's language.
    String digits = "000000" + number;
    return folder.resolve("promotions").resolve(digits.substring(digits.length() - 6) + ".json");
  }

  private <T> T locked(Supplier<T> change) {
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return change.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
