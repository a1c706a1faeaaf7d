package io.statarb.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Stage;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.export.ExportStage;
import io.statarb.features.FeatureService;
import io.statarb.ledger.TrialLedger;
import io.statarb.offline.HistoryIngest;
import io.statarb.offline.Materialization;
import io.statarb.offline.SparkSessions;
import io.statarb.pairs.FittedPairs;
import io.statarb.pairs.PairStage;
import io.statarb.registry.Registry;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.time.TradingSession;
import io.statarb.training.TrainStage;
import io.statarb.training.TrainSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages from raw files to a champion, one after the other, on an hour of real quotes. */
final class StagesTest {
  private static final Path HOME = Path.of(System.getProperty("statarb.home", ".."));
  private static final Settings.Effective SETTINGS =
      Settings.load(
          HOME.resolve("dags/strategies/fx-two-venue.yaml"),
          Map.of(),
          List.of(
              "gates.min_parity_rows=1000", "label.horizon_ms=5000", "training.embargo_ms=5000"));
  private static final FeatureService SERVICE =
      FeatureService.named(SETTINGS.strategy().features().service());

  @TempDir static Path folder;
  private static RunFolder out = new RunFolder(Path.of("."));
  private static SparkSession spark = SparkSessions.open(SETTINGS.strategy(), null);

  @BeforeAll
  static void ingestAndFeatures() {
    out = new RunFolder(folder.resolve("run"));
    HistoryIngest.run(
        spark, SETTINGS, HOME.resolve("ingest/samples/ci-sample"), out, Progress.quiet(), null);
    FittedPairs fitted = PairStage.run(SETTINGS, out, Progress.quiet());
    List<TradingSession> sessions =
        List.of(Json.read(out.sessionsFile(), PlannedSession[].class)).stream()
            .map(PlannedSession::session)
            .toList();
    Materialization.run(
        spark, SETTINGS.strategy(), out, SERVICE, fitted.definitions(), sessions, Progress.quiet());
  }

  @Test
  void shouldTrainTheSameBytesAgainAndPromoteWhatTheGatesAllow() throws IOException {
    TrainSummary first = TrainStage.run(spark, SETTINGS, out, Progress.quiet());
    String digest = Sha256.ofFolder(out.trainingFolder());
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    try {
      TrainSummary again = TrainStage.run(spark, SETTINGS, out, Progress.quiet());
      assertThat(again).isEqualTo(first);
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(Sha256.ofFolder(out.trainingFolder())).isEqualTo(digest);
    long pairs = FittedPairs.read(out.pairsFile()).accepted().size();
    assertThat(first.run().pairs()).hasSize((int) pairs);
    assertThat(first.trials())
        .isEqualTo(SETTINGS.strategy().pairs().size() + first.fits())
        .isEqualTo(TrialLedger.open(out.ledgerFile()).distinctTrials());

    String sha256 = ExportStage.run(SETTINGS, out, SERVICE);
    Promotion promotion = PromoteStage.run(spark, SETTINGS, out, Progress.quiet());

    assertThat(promotion.bundleSha256()).isEqualTo(sha256);
    assertThat(promotion.verdicts().stream().filter(v -> v.kind() == GateVerdict.Kind.INTEGRITY))
        .allMatch(GateVerdict::passed);
    boolean merit = promotion.verdicts().stream().allMatch(GateVerdict::passed);
    assertThat(promotion.stage()).isEqualTo(merit ? Stage.LIVE : Stage.PAPER);
    Registry registry = Registry.open(out.registryFolder());
    assertThat(registry.champion().sha256()).isEqualTo(sha256);
    assertThat(registry.champion().stage()).isEqualTo(promotion.stage());

    // One byte of a model: nothing is promoted, and the sentence names gate and file.
    Path model = model(registry.version(sha256));
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(model, bytes);
    assertThatThrownBy(() -> PromoteStage.run(spark, SETTINGS, out, Progress.quiet()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("signature")
        .hasMessageContaining(model.getFileName().toString());
  }

  private static Path model(Path bundle) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(bundle.resolve("models"))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }
}
