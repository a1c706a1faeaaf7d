package io.statarb.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.scoring.OnnxScorer;
import io.statarb.scoring.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a bundle's folder:
 *
 * <pre>
 * manifest.json      sha256 of every file below, and where they come from
 * manifest.sig       Ed25519 over the bytes of manifest.json
 * strategy.json      settings in force
 * features.json      feature service, its columns and hash
 * pairs.json         pairs with hedge ratio, threshold and model
 * models/ID.onnx     one model per pair
 * golden/ID.json     rows and the scores they must give
 * certificates.json  the model against the library that fitted it
 * lineage.json       raw files, table versions, the training run
 * model_card.md      for people
 * </pre>
 *
 * <p>The same contents and key give the same bytes. The signature is written last, so that a folder
 * left half-written is not a bundle.
 */
public final class BundleWriter {
  private final Path folder;
  private final SortedMap<String, String> digests = new TreeMap<>();

  private BundleWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a bundle.
   *
   * @param contents what goes in
   * @param keys keys that sign
   * @param folder the bundle's folder, which must not exist
   * @return sha256 of the manifest, the bundle's name
   * @throws Refusal when a model or its rows are missing, outside the training folder, not
   *     admissible, or not finite
   */
  public static String write(BundleContents contents, SigningKeys keys, Path folder) {
    if (Files.exists(folder)) {
      throw new IllegalArgumentException("folder must not exist: folder=" + folder);
    }
    BundleWriter writer = new BundleWriter(folder);
    for (TrainedPair pair : contents.run().pairs()) {
      writer.model(contents, pair);
    }
    writer.json(BundleFolder.FEATURES, FeatureSchema.of(contents.featureService()));
    writer.json(BundleFolder.PAIRS, tradablePairs(contents.run()));
    writer.json(BundleFolder.CERTIFICATES, contents.certificates());
    writer.json(BundleFolder.LINEAGE, new LineageRecord(contents.lineage(), contents.run()));
    writer.file(BundleFolder.MODEL_CARD, ModelCard.of(contents).getBytes(UTF_8));
    writer.file(
        BundleFolder.STRATEGY, (contents.settings().canonicalJson() + "\n").getBytes(UTF_8));
    byte[] manifest = Json.canonical(manifest(contents, writer.digests));
    AtomicFiles.write(folder.resolve(BundleFolder.MANIFEST), manifest);
    AtomicFiles.write(
        folder.resolve(BundleFolder.SIGNATURE),
        ManifestSignature.sign(manifest, keys.privateKey()));
    return Sha256.ofBytes(manifest);
  }

  private void model(BundleContents contents, TrainedPair pair) {
    byte[] onnx = read(inside(contents.trainingFolder(), pair.onnx()));
    ValidationRows rows = ValidationRows.read(inside(contents.trainingFolder(), pair.rowsFile()));
    String modelFile = BundleFolder.modelFile(pair.pairId());
    List<String> features = contents.featureService().names();
    OnnxCheck.check(modelFile, onnx, features);
    if (rows.columns() != features.size()) {
      throw Refusal.data(
          "%s has other columns than the feature service: rows=%d features=%d"
              .formatted(pair.rowsFile(), rows.columns(), features.size()));
    }
    try (Scorer scorer = OnnxScorer.of(onnx, features.size())) {
      json(
          BundleFolder.goldenFile(pair.pairId()),
          GoldenVectors.record(
              pair.name(), pair.entryScore(), features, rows, scorer, contents.run().seed()));
    } catch (Refusal e) {
      throw Refusal.data("%s: %s".formatted(pair.onnx(), e.getMessage()));
    }
    file(modelFile, onnx);
  }

  private static List<TradablePair> tradablePairs(TrainingRun run) {
    return run.pairs().stream()
        .map(pair ->
            new TradablePair(
                pair.definition(),
                pair.labelSd(),
                pair.entryScore(),
                BundleFolder.modelFile(pair.pairId()),
                pair.winner().kind()))
        .toList();
  }

  private static Manifest manifest(BundleContents contents, SortedMap<String, String> digests) {
    SortedMap<String, SortedMap<String, Double>> metrics = new TreeMap<>();
    contents.run().pairs().forEach(pair -> metrics.put(pair.name(), pair.metrics()));
    return new Manifest(
        Manifest.FORMAT,
        contents.settings().strategy().name(),
        contents.settings().sha256(),
        contents.run().dataVersion(),
        contents.featureService().name(),
        contents.featureService().schemaHash(),
        contents.commit(),
        contents.run().seed(),
        digests,
        metrics,
        contents.gates(),
        contents.versions());
  }

  private void json(String name, Object value) {
    file(name, (Json.text(value) + "\n").getBytes(UTF_8));
  }

  private void file(String name, byte[] content) {
    AtomicFiles.write(folder.resolve(name), content);
    digests.put(name, Sha256.ofBytes(content));
  }

  private static Path inside(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw Refusal.data("%s lies outside the training folder".formatted(name));
    }
    return file;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw Refusal.data("%s is missing: a pair needs its model".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
