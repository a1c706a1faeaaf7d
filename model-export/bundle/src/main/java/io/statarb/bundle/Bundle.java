package io.statarb.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.features.FeatureService;
import io.statarb.instruments.Universe;
import io.statarb.scoring.OnnxScorer;
import io.statarb.scoring.Scorer;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * An opened bundle: everything in it has been checked, and its models have given the scores they
 * must. Immutable; scorers made from it are not.
 */
public final class Bundle {
  private final String sha256;
  private final Manifest manifest;
  private final Settings.Effective settings;
  private final FeatureService featureService;
  private final List<TradablePair> pairs;
  private final List<ModelCertificate> certificates;
  private final LineageRecord lineage;
  private final SortedMap<String, byte[]> files;

  private final long goldenVectors;
  private final long goldenBitEqual;

  private Bundle(String sha256, Manifest manifest, SortedMap<String, byte[]> files) {
    this.sha256 = sha256;
    this.manifest = manifest;
    this.files = files;
    this.settings = readSettings();
    this.featureService = readFeatures();
    this.pairs = readPairs();
    this.certificates = readCertificates();
    this.lineage = read(BundleFolder.LINEAGE, LineageRecord.class);
    checkNothingElse();
    long vectors = 0;
    long bitEqual = 0;
    for (TradablePair pair : pairs) {
      GoldenVectors golden = readGolden(pair);
      bitEqual += checkModel(pair, golden);
      vectors += golden.vectors().size();
    }
    this.goldenVectors = vectors;
    this.goldenBitEqual = bitEqual;
  }

  /**
   * Opens and checks a bundle: signature first, before anything is parsed.
   *
   * @param folder the bundle's folder
   * @param key the public key it must be signed with
   * @throws Refusal naming the file and the fact that is wrong
   */
  public static Bundle open(Path folder, PublicKey key) {
    byte[] bytes = BundleFolder.readFirst(folder, BundleFolder.MANIFEST);
    byte[] signature = BundleFolder.readFirst(folder, BundleFolder.SIGNATURE);
    if (!ManifestSignature.verifies(bytes, signature, key)) {
      throw Refusal.data(
          "%s does not sign this %s with the key that is trusted: bundle=%s"
              .formatted(BundleFolder.SIGNATURE, BundleFolder.MANIFEST, folder));
    }
    Manifest manifest = parse(BundleFolder.MANIFEST, bytes, Manifest.class);
    if (manifest.format() != Manifest.FORMAT) {
      throw Refusal.data(
          "%s has another layout than this build reads: format=%d needed=%d"
              .formatted(BundleFolder.MANIFEST, manifest.format(), Manifest.FORMAT));
    }
    for (GateVerdict gate : manifest.gates()) {
      if (gate.kind() == GateVerdict.Kind.INTEGRITY && !gate.passed()) {
        throw Refusal.data(
            "%s records a failed integrity gate: gate=%s value=%s limit=%s"
                .formatted(BundleFolder.MANIFEST, gate.name(), gate.value(), gate.limit()));
      }
    }
    return new Bundle(
        Sha256.ofBytes(bytes), manifest, BundleFolder.readAll(folder, manifest.files()));
  }

  /** The bundle's name: sha256 of its manifest, hex. */
  public String sha256() {
    return sha256;
  }

  /** The manifest. */
  public Manifest manifest() {
    return manifest;
  }

  /** The settings that the bundle was made with. */
  public Settings.Effective settings() {
    return settings;
  }

  /** The strategy in them. */
  public Strategy strategy() {
    return settings.strategy();
  }

  /** The instruments of the strategy. */
  public Universe universe() {
    return Settings.universe(strategy());
  }

  /** The feature service, equal in the bundle and in this build. */
  public FeatureService featureService() {
    return featureService;
  }

  /** The pairs, by ascending id. */
  public List<TradablePair> pairs() {
    return pairs;
  }

  /** One certificate per pair, in the same order. */
  public List<ModelCertificate> certificates() {
    return certificates;
  }

  /** Raw files and table versions behind the models. */
  public Lineage lineage() {
    return lineage.data();
  }

  /** The training run that made the models. */
  public TrainingRun trainingRun() {
    return lineage.training();
  }

  /** Golden vectors that were run. */
  public long goldenVectors() {
    return goldenVectors;
  }

  /** Those of them that gave the recorded bits; the others agreed within rounding. */
  public long goldenBitEqual() {
    return goldenBitEqual;
  }

  /** A copy of the verified bytes of a pair's model. */
  public byte[] modelBytes(TradablePair pair) {
    return content(pair.modelFile()).clone();
  }

  /** A scorer of a pair's model, owned by the thread that uses it; to be closed. */
  public Scorer scorer(TradablePair pair) {
    return OnnxScorer.of(content(pair.modelFile()), featureService.size());
  }

  private Settings.Effective readSettings() {
    Settings.Effective read;
    try {
      read = Settings.parse(new String(content(BundleFolder.STRATEGY), UTF_8).strip());
    } catch (Refusal e) {
      throw Refusal.data(
          "%s cannot be read by this build: %s".formatted(BundleFolder.STRATEGY, e.getMessage()));
    }
    if (!read.sha256().equals(manifest.settingsSha256())
        || !read.strategy().name().equals(manifest.strategy())) {
      throw Refusal.data(
          "%s is not what the manifest says: strategy=%s sha256=%s manifest=%s %s"
              .formatted(
                  BundleFolder.STRATEGY,
                  read.strategy().name(),
                  read.sha256(),
                  manifest.strategy(),
                  manifest.settingsSha256()));
    }
    return read;
  }

  private FeatureService readFeatures() {
    FeatureSchema schema = read(BundleFolder.FEATURES, FeatureSchema.class);
    FeatureService service = schema.match();
    if (!schema.schemaHash().equals(manifest.featureSchemaHash())
        || !service.name().equals(manifest.featureService())
        || !service.name().equals(strategy().features().service())) {
      throw Refusal.data(
          "%s is not what manifest and strategy say: service=%s manifest=%s strategy=%s"
              .formatted(
                  BundleFolder.FEATURES,
                  service.name(),
                  manifest.featureService(),
                  strategy().features().service()));
    }
    return service;
  }

  private List<TradablePair> readPairs() {
    List<TradablePair> read = List.of(read(BundleFolder.PAIRS, TradablePair[].class));
    if (read.isEmpty()) {
      throw Refusal.data("%s holds no pair".formatted(BundleFolder.PAIRS));
    }
    Set<String> known = new HashSet<>();
    universe().instruments().forEach(instrument -> known.add(instrument.name()));
    int lastId = -1;
    for (TradablePair pair : read) {
      int id = pair.definition().pairId();
      if (id <= lastId || !pair.modelFile().equals(BundleFolder.modelFile(id))) {
        throw Refusal.data(
            "%s: pairs must have ascending ids and models of their own: pairId=%d model=%s"
                .formatted(BundleFolder.PAIRS, id, pair.modelFile()));
      }
      for (String leg : pair.definition().legs()) {
        if (!known.contains(leg)) {
          throw Refusal.data(
              "%s: the strategy has no such instrument: pairId=%d instrument=%s"
                  .formatted(BundleFolder.PAIRS, id, leg));
        }
      }
      lastId = id;
    }
    return read;
  }

  private List<ModelCertificate> readCertificates() {
    List<ModelCertificate> read =
        List.of(read(BundleFolder.CERTIFICATES, ModelCertificate[].class));
    for (int i = 0; i < Math.max(read.size(), pairs.size()); i++) {
      String pair = i < pairs.size() ? pairs.get(i).definition().name() : "none";
      boolean certified =
          i < read.size()
              && i < pairs.size()
              && read.get(i).name().equals(pair)
              && read.get(i).threshold() == pairs.get(i).entryScore()
              && read.get(i).decisionFlips() == 0
              && read.get(i).rowsAbove() > 0
              && read.get(i).rowsBelow() > 0;
      if (!certified) {
        throw Refusal.data(
            "%s: a pair and its certificate do not fit: position=%d pair=%s certificate=%s"
                .formatted(
                    BundleFolder.CERTIFICATES, i, pair, i < read.size() ? read.get(i) : "none"));
      }
    }
    return read;
  }

  private void checkNothingElse() {
    Set<String> expected =
        new HashSet<>(
            Set.of(
                BundleFolder.STRATEGY,
                BundleFolder.FEATURES,
                BundleFolder.PAIRS,
                BundleFolder.CERTIFICATES,
                BundleFolder.LINEAGE,
                BundleFolder.MODEL_CARD));
    for (TradablePair pair : pairs) {
      expected.add(pair.modelFile());
      expected.add(BundleFolder.goldenFile(pair.definition().pairId()));
    }
    List<String> surplus = new ArrayList<>(files.keySet());
    surplus.removeAll(expected);
    expected.removeAll(files.keySet());
    if (!surplus.isEmpty() || !expected.isEmpty()) {
      throw Refusal.data(
          "%s does not name the files of a bundle: missing=%s surplus=%s"
              .formatted(BundleFolder.MANIFEST, expected.stream().sorted().toList(), surplus));
    }
  }

  private GoldenVectors readGolden(TradablePair pair) {
    String file = BundleFolder.goldenFile(pair.definition().pairId());
    GoldenVectors golden = read(file, GoldenVectors.class);
    if (!golden.features().equals(featureService.names())
        || golden.threshold() != pair.entryScore()) {
      throw Refusal.data(
          "%s was made for other features or another threshold: pair=%s"
              .formatted(file, pair.definition().name()));
    }
    // Golden vectors are large and needed once.
    files.put(file, new byte[0]);
    return golden;
  }

  private int checkModel(TradablePair pair, GoldenVectors golden) {
    OnnxCheck.check(pair.modelFile(), content(pair.modelFile()), featureService.names());
    try (Scorer scorer = scorer(pair)) {
      return golden.verify(BundleFolder.goldenFile(pair.definition().pairId()), scorer);
    } catch (Refusal e) {
      throw Refusal.data("%s: %s".formatted(pair.modelFile(), e.getMessage()));
    }
  }

  private <T> T read(String file, Class<T> type) {
    return parse(file, content(file), type);
  }

  private byte[] content(String file) {
    byte[] content = files.get(file);
    if (content == null) {
      throw Refusal.data("%s is not in the bundle".formatted(file));
    }
    return content;
  }

  private static <T> T parse(String file, byte[] content, Class<T> type) {
    try {
      return Json.mapper().readValue(content, type);
    } catch (JsonProcessingException e) {
      throw Refusal.data(
          "%s cannot be read by this build: %s".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
