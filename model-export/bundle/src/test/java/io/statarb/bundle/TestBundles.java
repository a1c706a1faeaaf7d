package io.statarb.bundle;

import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A training folder with two pairs and the bundle made from it. */
public final class TestBundles {
  static final double THRESHOLD = 0.2;

  private TestBundles() {}

  /** Settings of the strategy that ships. */
  public static Settings.Effective settings() {
    Path home = Path.of(System.getProperty("statarb.home", "../.."));
    return Settings.load(home.resolve("dags/strategies/fx-two-venue.yaml"), Map.of(), List.of());
  }

  /** Its feature service. */
  public static FeatureService service() {
    return FeatureService.named(settings().strategy().features().service());
  }

  /** Writes a training folder and returns what goes into a bundle. */
  public static BundleContents contents(Path trainingFolder, FeatureService service, long seed) {
    List<TrainedPair> pairs = new ArrayList<>();
    List<ModelCertificate> certificates = new ArrayList<>();
    List<String> legs = List.of("EURUSD.FXCM", "EURUSD.OANDA", "NZDUSD.FXCM");
    for (int id = 0; id < 2; id++) {
      double[] weights = TestModels.weights(seed + id, service.size());
      PairDefinition definition =
          new PairDefinition(id, legs.get(id), legs.get(id + 1), 1.0, 0.0, 0.0, 1e-4, 30.0);
      ValidationRows rows = rows(weights, seed + 10 + id);
      rows.write(trainingFolder.resolve(id + "/validation-rows.bin"));
      write(
          trainingFolder.resolve(id + "/model.onnx"),
          TestModels.linear(service.names(), weights, 0.01).build().toByteArray());
      SortedMap<String, Double> metrics = new TreeMap<>(Map.of("validation_net_bps", 0.125));
      pairs.add(
          new TrainedPair(
              id,
              definition.name(),
              definition,
              2e-5,
              new ModelChoice("ridge", new TreeMap<>(Map.of("lambda", "1.0"))),
              THRESHOLD,
              metrics,
              id + "/model.onnx",
              id + "/validation-rows.bin"));
      certificates.add(
          new ModelCertificate(
              definition.name(), "ridge", rows.rows(), 10, rows.rows() - 10, 0.0, 0, THRESHOLD));
    }
    TrainingRun run =
        new TrainingRun(
            "d".repeat(64),
            service.name(),
            service.schemaHash(),
            List.of("2014-05-01"),
            List.of("2014-05-01", "2014-05-02"),
            seed,
            pairs);
    run.write(trainingFolder);
    return new BundleContents(
        settings(),
        service,
        trainingFolder,
        run,
        certificates,
        new Lineage(
            List.of(new Lineage.RawFileDigest("forex/a.zip", "a".repeat(64))),
            new TreeMap<>(Map.of("features", "d".repeat(64)))),
        List.of(
            new GateVerdict("export_certificate", GateVerdict.Kind.INTEGRITY, true, 0, 0, "flips")),
        "unknown",
        new TreeMap<>(Map.of("onnxruntime", "1")));
  }

  /** Seeded rows of the usual size of features, with the model's scores. */
  static ValidationRows rows(double[] weights, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int rows = 1_500;
    float[] features = new float[rows * weights.length];
    double[] predictions = new double[rows];
    for (int i = 0; i < rows; i++) {
      predictions[i] = 0.01;
      for (int c = 0; c < weights.length; c++) {
        float value = (float) random.nextGaussian();
        features[i * weights.length + c] = value;
        predictions[i] += weights[c] * value;
      }
    }
    return ValidationRows.of(weights.length, features, predictions);
  }

  /** Writes a file and its folders. */
  static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs a folder anew after a test changed files in it: a forger with the right key. */
  static void resign(Path folder, SigningKeys keys, Manifest manifest) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String name : manifest.files().keySet()) {
      Path file = folder.resolve(name);
      digests.put(
          name,
          Files.exists(file)
              ? io.statarb.digest.Sha256.ofFile(file)
              : String.valueOf(manifest.files().get(name)));
    }
    sign(folder, keys, withFiles(manifest, digests));
  }

  static void sign(Path folder, SigningKeys keys, Manifest manifest) throws IOException {
    byte[] bytes = io.statarb.cli.Json.canonical(manifest);
    Files.write(folder.resolve("manifest.json"), bytes);
    Files.write(folder.resolve("manifest.sig"), ManifestSignature.sign(bytes, keys.privateKey()));
  }

  static Manifest withFiles(Manifest manifest, SortedMap<String, String> files) {
    return new Manifest(
        manifest.format(),
        manifest.strategy(),
        manifest.settingsSha256(),
        manifest.dataVersion(),
        manifest.featureService(),
        manifest.featureSchemaHash(),
        manifest.commit(),
        manifest.seed(),
        files,
        manifest.metrics(),
        manifest.gates(),
        manifest.versions());
  }
}
