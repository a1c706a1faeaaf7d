package io.statarb.live;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.TradingSetup;
import io.statarb.registry.Registry;
import io.statarb.replay.Replay;
import io.statarb.replay.Replay.Replayed;
import io.statarb.settings.RunFolder;
import io.statarb.tape.TapeDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs tapes again from their input records. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Run a trading tape, or a folder of them, again from its input records alone, write new tapes and compare.",
      "Exit code 0 when every record is the same, 1 when not; with --set a difference is expected and the code is 0."
    },
    footer = {
      "",
      "Examples:",
      "  statarb replay run/tapes/live",
      "  statarb replay run/tapes/live/2014-05-07 --json",
      "  statarb replay run/tapes/live --set entry.z=2.5 --out-tape other"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String QUEUE_FILES = "*.cq4";

  @Parameters(
      paramLabel = "TAPE_OR_FOLDER",
      description = "A tape, or a folder whose subfolders are tapes")
  Path source = Path.of("");

  @Option(
      names = "--out-tape",
      paramLabel = "DIR",
      description =
          "Keep the new tapes here, one subfolder per date (default: a temporary folder, removed)")
  @Nullable Path outTape;

  @Option(
      names = {"--run", "--out"},
      paramLabel = "DIR",
      description =
          "Folder of the run whose registry and public key are used (default: the one that holds the tape)")
  @Nullable Path run;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting over those of the bundle, e.g. --set entry.z=2.5; may be given again")
  List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /**
   * What came of it.
   *
   * @param source what was replayed
   * @param sourceTapeSha256 digest over all records of the source's tapes in date order
   * @param tapeSha256 the same of the new tapes
   * @param identical whether the two are equal
   * @param orders orders sent
   * @param decisions decisions made
   * @param tapes each tape
   */
  record ReplayResult(
      String source,
      String sourceTapeSha256,
      String tapeSha256,
      boolean identical,
      long orders,
      long decisions,
      List<Replayed> tapes) {}

  @Override
  public Integer call() {
    Path from = source.toAbsolutePath().normalize();
    List<Path> tapes = tapes(from);
    RunFolder folder = new RunFolder(run == null ? runOf(from) : run.toAbsolutePath().normalize());
    Path target = target();
    try {
      ReplayResult result = replay(from, tapes, folder, target);
      print(result);
      return result.identical() || !sets.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    } finally {
      if (outTape == null) {
        AtomicFiles.delete(target);
      }
    }
  }

  private ReplayResult replay(Path from, List<Path> tapes, RunFolder folder, Path target) {
    Progress progress = Progress.standard();
    Registry registry = Registry.open(folder.registryFolder());
    Map<String, TradingSetup> setups = new TreeMap<>();
    List<Replayed> replayed = new ArrayList<>();
    List<Path> written = new ArrayList<>();
    try {
      for (Path tape : tapes) {
        progress.update("replay", replayed.size(), tapes.size());
        Path to = target.resolve(String.valueOf(tape.getFileName()));
        replayed.add(
            Replay.run(
                tape,
                to,
                activation ->
                    setups.computeIfAbsent(
                        activation.bundleSha256(), sha256 -> setup(registry, folder, sha256))));
        written.add(to);
      }
      progress.update("replay", tapes.size(), tapes.size());
    } finally {
      setups.values().forEach(TradingSetup::close);
    }
    String before = TapeDigest.of(tapes);
    String after = TapeDigest.of(written);
    return new ReplayResult(
        from.toString(),
        before,
        after,
        before.equals(after),
        replayed.stream().mapToLong(Replayed::orders).sum(),
        replayed.stream().mapToLong(Replayed::decisions).sum(),
        replayed);
  }

  private TradingSetup setup(Registry registry, RunFolder folder, String sha256) {
    return TradingSetup.of(
        Bundle.open(registry.version(sha256), SigningKeys.publicKey(folder.keysFolder())), sets);
  }

  private Path target() {
    Path given = outTape;
    if (given != null) {
      return given.toAbsolutePath().normalize();
    }
    try {
      return Files.createTempDirectory("statarb-replay");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> tapes(Path from) {
    if (!Files.isDirectory(from)) {
      throw Refusal.usage("no such tape or folder: " + from);
    }
    if (isTape(from)) {
      return List.of(from);
    }
    try (Stream<Path> children = Files.list(from)) {
      // Dates sort as text; what a killed process left beside its tape is no tape.
      List<Path> tapes =
          children
              .filter(child -> !String.valueOf(child.getFileName()).contains(".tmp-"))
              .filter(child -> !String.valueOf(child.getFileName()).contains(".old-"))
              .filter(ReplayCommand::isTape)
              .sorted()
              .toList();
      if (tapes.isEmpty()) {
        throw Refusal.usage("neither a tape nor a folder of tapes: " + from);
      }
      return tapes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTape(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.newDirectoryStream(folder, QUEUE_FILES)) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder above the tape that holds a registry. */
  private static Path runOf(Path tape) {
    for (Path folder = tape; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(new RunFolder(folder).registryFolder())) {
        return folder;
      }
    }
    throw Refusal.usage("no folder above %s holds a registry; give --run DIR".formatted(tape));
  }

  private void print(ReplayResult result) {
    if (json) {
      System.out.println(Json.text(result));
      return;
    }
    for (Replayed tape : result.tapes()) {
      System.out.println(
          "%s records %d, orders %d: %s"
              .formatted(
                  tape.tradeDate(),
                  tape.records(),
                  tape.orders(),
                  tape.firstDifferentSeq() < 0
                      ? "identical"
                      : "first different record seq=" + tape.firstDifferentSeq()));
    }
    System.out.println("source tape sha256 " + result.sourceTapeSha256());
    System.out.println("new tape sha256    " + result.tapeSha256());
    System.out.println(result.identical() ? "identical" : "not identical");
  }
}
