package io.statarb.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.ModelChoice;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.TradablePair;
import io.statarb.bundle.TrainedPair;
import io.statarb.bundle.TrainingRun;
import io.statarb.bundle.ValidationRows;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.registry.AliasEntry;
import io.statarb.registry.Registry;
import io.statarb.scoring.Scorer;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.regression.GradientTreeBoost;

final class ExportStageTest {
  private static final int ROWS = 3_000;

  @TempDir private Path temp;

  private Settings.Effective settings;
  private FeatureService service;
  private RunFolder out;
  private ValidationRows rows;
  private byte[] onnx;

  @BeforeEach
  void train() throws IOException {
    Path home = Path.of(System.getProperty("statarb.home", "../.."));
    settings =
        Settings.load(home.resolve("dags/strategies/fx-two-venue.yaml"), Map.of(), List.of());
    service = FeatureService.named(settings.strategy().features().service());
    out = new RunFolder(temp.resolve("out"));
    Files.createDirectories(out.rawFilesFile().getParent());
    Files.writeString(
        out.rawFilesFile(),
        "[{\"path\":\"forex/fxcm/a.zip\",\"sha256\":\"" + "a".repeat(64) + "\",\"lines\":3}]");
    fit(Fitted.seed(21));
    write(Fitted.threshold(rows));
  }

  @Test
  void shouldRegisterBundleThatScoresAsSmileWhenExported() {
    String sha256 = ExportStage.run(settings, out, service);

    Registry registry = Registry.open(out.registryFolder());
    AliasEntry challenger = registry.alias(Registry.CHALLENGER);
    assertThat(challenger).isNotNull().extracting(AliasEntry::sha256).isEqualTo(sha256);
    Bundle bundle = Bundle.open(registry.version(sha256), SigningKeys.publicKey(out.keysFolder()));
    assertThat(bundle.certificates())
        .singleElement()
        .satisfies(certificate -> {
          assertThat(certificate.rows()).isEqualTo(ROWS);
          assertThat(certificate.decisionFlips()).isZero();
          assertThat(certificate.maxAbsDiff()).isZero();
        });
    assertThat(bundle.lineage().rawFiles().getFirst().path()).isEqualTo("forex/fxcm/a.zip");
    assertThat(bundle.lineage().tableVersions()).containsEntry("features", "d".repeat(64));
    assertThat(bundle.manifest().versions()).containsEntry("smile", "6.2.5");
    assertThat(bundle.manifest().versions()).containsEntry("onnxruntime", "1.28.0");
    assertThat(bundle.manifest().gates())
        .singleElement()
        .satisfies(gate -> assertThat(gate.name()).isEqualTo("export_certificate"));
    TradablePair pair = bundle.pairs().getFirst();
    double[] row = new double[service.size()];
    try (Scorer scorer = bundle.scorer(pair)) {
      for (int i = 0; i < ROWS; i++) {
        rows.copyRow(i, row);
        assertThat(scorer.score(row)).isEqualTo(rows.prediction(i));
      }
    }
  }

  @Test
  void shouldGiveEqualBundleWhenRunAgainHereOrElsewhere() throws IOException {
    String sha256 = ExportStage.run(settings, out, service);
    String before = Sha256.ofFolder(out.registryFolder());
    assertThat(ExportStage.run(settings, out, service)).isEqualTo(sha256);
    assertThat(Sha256.ofFolder(out.registryFolder())).isEqualTo(before);

    RunFolder elsewhere = new RunFolder(temp.resolve("elsewhere"));
    copy(out.trainingFolder(), elsewhere.trainingFolder());
    copy(out.rawFilesFile(), elsewhere.rawFilesFile());
    assertThat(ExportStage.run(settings, elsewhere, service)).isEqualTo(sha256);
  }

  @Test
  void shouldRefuseWhenVersionWasSignedWithAKeyThatIsGone() {
    ExportStage.run(settings, out, service);
    AtomicFiles.delete(out.keysFolder());
    assertThatThrownBy(() -> ExportStage.run(settings, out, service))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("manifest.sig does not sign this manifest.json");
  }

  @Test
  void shouldRemoveDraftThatAKilledExportLeft() throws IOException {
    Path left = out.registryFolder().resolve("draft.tmp-1");
    Files.createDirectories(left);
    Files.writeString(left.resolve("manifest.json"), "half");
    ExportStage.run(settings, out, service);
    try (Stream<Path> files = Files.list(out.registryFolder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "aliases", "versions");
    }
  }

  @Test
  void shouldRefuseAndRegisterNothingWhenPredictionsAreNotTheModels() throws IOException {
    double[] others = IntStream.range(0, ROWS).mapToDouble(i -> -rows.prediction(i)).toArray();
    float[] features = new float[ROWS * service.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = rows.feature(i / service.size(), i % service.size());
    }
    ValidationRows.of(service.size(), features, others)
        .write(out.trainingFolder().resolve("0/validation-rows.bin"));

    assertThatThrownBy(() -> ExportStage.run(settings, out, service))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("EURUSD.FXCM-EURUSD.OANDA decides otherwise than Smile");
    assertThat(out.registryFolder()).doesNotExist();
  }

  @Test
  void shouldRefuseWhenRowsLieOnOneSideOfTheThreshold() {
    write(1e9);
    assertThatThrownBy(() -> ExportStage.run(settings, out, service))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rowsAbove=0 rowsBelow=3000");
  }

  @Test
  void shouldRefuseWhenThereIsNothingToExport() {
    new TrainingRun(
            "d".repeat(64),
            service.name(),
            service.schemaHash(),
            List.of(),
            List.of(),
            1,
            List.of())
        .write(out.trainingFolder());
    assertThatThrownBy(() -> ExportStage.run(settings, out, service))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds no trained pair");
  }

  @Test
  void shouldRefuseWhenTrainedOnOtherFeatures() {
    FeatureService fewer = new FeatureService(service.name(), service.fields().subList(0, 3));
    assertThatThrownBy(() -> ExportStage.run(settings, out, fewer))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("was made with other features");
  }

  private void fit(long seed) {
    int k = service.size();
    SplittableRandom random = new SplittableRandom(seed);
    float[] features = new float[ROWS * k];
    double[][] table = new double[ROWS][k + 1];
    for (int i = 0; i < ROWS; i++) {
      for (int c = 0; c < k; c++) {
        features[i * k + c] = (float) random.nextGaussian();
        table[i][c] = features[i * k + c];
      }
      table[i][k] = table[i][0] - 0.5 * table[i][1] + 0.1 * random.nextGaussian();
    }
    String[] names = new String[k + 1];
    Arrays.setAll(names, c -> c == k ? "label" : "x" + c);
    MathEx.setSeed(3);
    GradientTreeBoost model =
        GradientTreeBoost.fit(
            Formula.lhs("label"),
            DataFrame.of(table, names),
            new GradientTreeBoost.Options(Loss.ls(), 30, 20, 6, 5, 0.1, 0.7, null, null));
    double[] predictions = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      predictions[i] = Fitted.predict(model, Arrays.copyOf(table[i], k));
    }
    rows = ValidationRows.of(k, features, predictions);
    onnx = OnnxExporter.gradientTreeBoost(model, service.names());
  }

  private void write(double threshold) {
    PairDefinition definition =
        new PairDefinition(0, "EURUSD.FXCM", "EURUSD.OANDA", 1.0, 0.0, 0.0, 1e-4, 30.0);
    rows.write(out.trainingFolder().resolve("0/validation-rows.bin"));
    AtomicFiles.write(out.trainingFolder().resolve("0/model.onnx"), onnx);
    TrainedPair pair =
        new TrainedPair(
            0,
            definition.name(),
            definition,
            1e-5,
            new ModelChoice("gradient-boosting", new TreeMap<>(Map.of("trees", "30"))),
            threshold,
            new TreeMap<>(Map.of("validation_net_bps", -0.1)),
            "0/model.onnx",
            "0/validation-rows.bin");
    new TrainingRun(
            "d".repeat(64),
            service.name(),
            service.schemaHash(),
            List.of("2014-05-01"),
            List.of("2014-05-01", "2014-05-02"),
            1,
            List.of(pair))
        .write(out.trainingFolder());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.toAbsolutePath().getParent());
          Files.copy(path, from.equals(path) ? to : target);
        }
      }
    }
  }
}
