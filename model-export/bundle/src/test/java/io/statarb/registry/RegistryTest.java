package io.statarb.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.BundleWriter;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.GateVerdict.Kind;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.Stage;
import io.statarb.bundle.TestBundles;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryTest {
  private static final List<GateVerdict> ALL_PASSED =
      List.of(gate("parity", Kind.INTEGRITY, true), gate("net_of_costs", Kind.MERIT, true));
  private static final List<GateVerdict> MERIT_FAILED =
      List.of(gate("parity", Kind.INTEGRITY, true), gate("net_of_costs", Kind.MERIT, false));

  @TempDir private Path temp;

  private Path folder;
  private SigningKeys keys;
  private Registry registry;

  /** A crash between two steps of a change. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void openRegistry() {
    folder = temp.resolve("registry");
    keys = SigningKeys.developmentKey(temp.resolve("keys"));
    registry = Registry.open(folder);
  }

  @Test
  void shouldKeepBundleReadOnlyWhenAdded() throws IOException {
    String sha256 = add(1);

    Path version = registry.version(sha256);
    assertThat(Bundle.open(version, keys.publicKey()).sha256()).isEqualTo(sha256);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(version.resolve("models/0.onnx"))))
        .isEqualTo("r--r--r--");
    assertThat(registry.list())
        .singleElement()
        .satisfies(v -> assertThat(v.strategy()).isEqualTo("fx-two-venue"));
  }

  @Test
  void shouldChangeNothingWhenAddedAgain() {
    String sha256 = add(1);
    String before = Sha256.ofFolder(folder);
    assertThat(registry.add(temp.resolve("bundle-1"))).isEqualTo(sha256);
    assertThat(Sha256.ofFolder(folder)).isEqualTo(before);
  }

  @Test
  void shouldLeaveNothingWhenBundleIsNotWhole() throws IOException {
    write(1);
    Files.writeString(temp.resolve("bundle-1/pairs.json"), "[]");
    assertThatThrownBy(() -> registry.add(temp.resolve("bundle-1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("pairs.json is not the file that its manifest names");
    Files.delete(temp.resolve("bundle-1/pairs.json"));
    assertThatThrownBy(() -> registry.add(temp.resolve("bundle-1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("names a file that is not in the bundle: pairs.json");
    assertThatThrownBy(() -> registry.add(temp.resolve("nowhere")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no bundle at");
    assertThat(registry.list()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.equals(".lock") || name.equals("versions"));
    }
  }

  @Test
  void shouldRemoveWhatAKilledAddLeft() throws IOException {
    String sha256 = write(1);
    Path left = folder.resolve("versions").resolve(sha256 + ".tmp-12345");
    Files.createDirectories(left);
    Files.writeString(left.resolve("manifest.json"), "half");
    registry.add(temp.resolve("bundle-1"));
    assertThat(left).doesNotExist();
    assertThat(registry.list()).hasSize(1);
  }

  @Test
  void shouldRefuseChampionWhoseStageWasWrittenByHand() throws IOException {
    String sha256 = add(1);
    registry.promote(sha256, Stage.LIVE, MERIT_FAILED);
    Path alias = folder.resolve("aliases/champion.json");
    Path promotion = folder.resolve("promotions/000001.json");
    String decided = Files.readString(promotion);
    Files.writeString(alias, Files.readString(alias).replace("paper", "live"));
    assertThatThrownBy(registry::champion)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("champion.json is not what promotion 1 decided");
    Files.writeString(promotion, decided.replace("\"stage\" : \"paper\"", "\"stage\" : \"live\""));
    assertThatThrownBy(registry::champion)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("although the gate net_of_costs failed");
    Files.delete(promotion);
    assertThatThrownBy(registry::champion)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("000001.json is missing");
  }

  @Test
  void shouldMoveNothingWhenIntegrityGateFailed() {
    String first = add(1);
    String second = add(2);
    registry.promote(first, Stage.LIVE, ALL_PASSED);
    String before = Sha256.ofFolder(folder);
    List<GateVerdict> failed =
        List.of(gate("parity", Kind.INTEGRITY, false), gate("net_of_costs", Kind.MERIT, true));

    assertThatThrownBy(() -> registry.promote(second, Stage.PAPER, failed))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the integrity gate parity failed")
        .hasMessageContaining("value=1.0 limit=2.0");
    assertThatThrownBy(() ->
            registry.promote(second, Stage.PAPER, List.of(gate("net_of_costs", Kind.MERIT, true))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no integrity gate was evaluated");
    assertThatThrownBy(() -> registry.promote("0".repeat(64), Stage.PAPER, ALL_PASSED))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has no version");
    assertThatThrownBy(() -> registry.promote("../../etc", Stage.PAPER, ALL_PASSED))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("64 hex digits");

    assertThat(Sha256.ofFolder(folder)).isEqualTo(before);
  }

  @Test
  void shouldStayAtPaperWhenMeritGateFailed() {
    String sha256 = add(1);
    registry.promote(sha256, Stage.LIVE, MERIT_FAILED);
    assertThat(registry.champion()).isEqualTo(new AliasEntry(sha256, Stage.PAPER, 1));
    assertThat(registry.promotion(1).asked()).isEqualTo(Stage.LIVE);
    assertThat(registry.promotion(1).gates()).isEqualTo(MERIT_FAILED);
  }

  @Test
  void shouldNotGoLiveWhenOnlyPaperWasAsked() {
    String sha256 = add(1);
    registry.promote(sha256, Stage.PAPER, ALL_PASSED);
    assertThat(registry.champion().stage()).isEqualTo(Stage.PAPER);
    registry.promote(sha256, Stage.LIVE, ALL_PASSED);
    assertThat(registry.champion().stage()).isEqualTo(Stage.LIVE);
    assertThat(registry.alias(Registry.PREVIOUS)).isNull();
  }

  @Test
  void shouldChangePlacesWhenRolledBack() {
    String first = add(1);
    String second = add(2);
    registry.promote(first, Stage.LIVE, ALL_PASSED);
    registry.promote(second, Stage.LIVE, MERIT_FAILED);
    assertThat(previous()).isEqualTo(new AliasEntry(first, Stage.LIVE, 1));

    registry.rollback();
    assertThat(registry.champion()).isEqualTo(new AliasEntry(first, Stage.LIVE, 3));
    assertThat(previous()).isEqualTo(new AliasEntry(second, Stage.PAPER, 2));
    assertThat(registry.promotion(3).gates()).isEqualTo(ALL_PASSED);
    assertThat(registry.promotion(3).action()).isEqualTo(PromotionRecord.Action.ROLLBACK);

    registry.rollback();
    assertThat(registry.champion()).isEqualTo(new AliasEntry(second, Stage.PAPER, 4));
    assertThat(previous().sha256()).isEqualTo(first);
    assertThat(registry.promotion(4).gates()).isEqualTo(MERIT_FAILED);
  }

  @Test
  void shouldRefuseRollbackWhenThereIsNoWayBack() {
    assertThatThrownBy(() -> registry.rollback())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has no champion");
    registry.promote(add(1), Stage.PAPER, ALL_PASSED);
    assertThatThrownBy(() -> registry.rollback())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has no previous champion");
  }

  @Test
  void shouldChangeNothingWhenPromotedAgainByTheSameVerdicts() {
    String first = add(1);
    String second = add(2);
    registry.promote(first, Stage.PAPER, ALL_PASSED);
    registry.promote(second, Stage.PAPER, ALL_PASSED);
    String before = Sha256.ofFolder(folder);
    registry.promote(second, Stage.PAPER, ALL_PASSED);
    assertThat(Sha256.ofFolder(folder)).isEqualTo(before);
  }

  @Test
  void shouldNameChallengerWhenSet() {
    String sha256 = add(1);
    registry.challenge(sha256);
    assertThat(registry.alias(Registry.CHALLENGER))
        .isEqualTo(new AliasEntry(sha256, Stage.PAPER, 0));
    assertThat(registry.list().getFirst().aliases()).containsExactly(Registry.CHALLENGER);
    assertThatThrownBy(() -> registry.alias("winner")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHaveValidChampionWhenAnyStepIsTheLast() {
    String first = add(1);
    String second = add(2);
    for (String step : List.of("record", "champion", "previous")) {
      registry.promote(first, Stage.LIVE, ALL_PASSED);
      registry.promote(second, Stage.PAPER, ALL_PASSED);
      crash(step, r -> r.promote(first, Stage.LIVE, ALL_PASSED));
      boolean counted = !step.equals("record");
      assertThat(registry.champion().sha256()).isEqualTo(counted ? first : second);
      // The next change finds the one that counted finished and the other gone.
      registry.rollback();
      assertThat(registry.champion().sha256()).isEqualTo(counted ? second : first);
      assertThat(previous().sha256()).isEqualTo(counted ? first : second);
    }
  }

  @Test
  void shouldFollowTheModelWhenSeededChangesCrashAnywhere() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 41 : Long.parseLong(given);
    System.out.println("seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<String> versions = List.of(add(1), add(2), add(3));
    @Nullable String champion = null;
    @Nullable String previous = null;
    for (int i = 0; i < 300; i++) {
      String step = List.of("record", "champion", "previous", "never").get(random.nextInt(4));
      boolean counts = !step.equals("record");
      if (random.nextInt(3) > 0) {
        String next = versions.get(random.nextInt(3));
        boolean changes = !next.equals(champion);
        crash(step, r -> r.promote(next, Stage.PAPER, ALL_PASSED));
        if (changes && counts) {
          previous = champion;
          champion = next;
        }
      } else if (previous != null) {
        crash(step, Registry::rollback);
        if (counts) {
          String back = previous;
          previous = champion;
          champion = back;
        }
      }
      AliasEntry now = registry.alias(Registry.CHAMPION);
      assertThat(now == null ? null : now.sha256()).as("step %d", i).isEqualTo(champion);
      if (now != null) {
        assertThat(registry.version(now.sha256())).isDirectory();
        assertThat(registry.promotion(now.promotion()).sha256()).isEqualTo(now.sha256());
        assertThat(registry.promotion(now.promotion()).gates()).isEqualTo(ALL_PASSED);
      }
    }
  }

  private void crash(String step, Consumer<Registry> change) {
    try {
      change.accept(
          Registry.open(
              folder,
              done -> {
                if (done.equals(step)) {
                  throw new Crash();
                }
              }));
    } catch (Crash expected) {
      // As a killed process leaves it.
    }
  }

  private AliasEntry previous() {
    AliasEntry entry = registry.alias(Registry.PREVIOUS);
    assertThat(entry).isNotNull();
    return java.util.Objects.requireNonNull(entry);
  }

  private String add(long seed) {
    write(seed);
    return registry.add(temp.resolve("bundle-" + seed));
  }

  private String write(long seed) {
    return BundleWriter.write(
        TestBundles.contents(temp.resolve("training-" + seed), TestBundles.service(), seed),
        keys,
        temp.resolve("bundle-" + seed));
  }

  private static GateVerdict gate(String name, Kind kind, boolean passed) {
    return new GateVerdict(name, kind, passed, 1.0, 2.0, "measured against its limit");
  }
}
