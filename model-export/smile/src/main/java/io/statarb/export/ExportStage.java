package io.statarb.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bundle.Bundle;
import io.statarb.bundle.BundleContents;
import io.statarb.bundle.BundleWriter;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Lineage;
import io.statarb.bundle.ModelCertificate;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.TrainedPair;
import io.statarb.bundle.TrainingRun;
import io.statarb.bundle.ValidationRows;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.features.FeatureService;
import io.statarb.registry.Registry;
import io.statarb.scoring.OnnxScorer;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import smile.regression.LinearModel;

/**
 * The export stage: certifies every trained model, writes and signs the bundle, opens it as the
 * trading side will, and puts it into the registry as challenger. Run again it gives the same
 * bundle.
 */
public final class ExportStage {
  private ExportStage() {}

  /**
   * Exports what {@code train} left in a run folder.
   *
   * @param settings settings in force
   * @param out the run folder
   * @param service the feature service
   * @return sha256 of the bundle
   * @throws Refusal when a model fails its certificate or the bundle cannot be opened
   */
  public static String run(Settings.Effective settings, RunFolder out, FeatureService service) {
    return run(out.trainingFolder(), out, settings, service, lineage(out), List.of());
  }

  /**
   * The same with lineage and verdicts given.
   *
   * @param trainingFolder folder with {@code training.json}
   * @param out the run folder: keys and registry
   * @param settings settings in force
   * @param service the feature service
   * @param lineage raw files and table versions
   * @param gates verdicts known so far
   * @return sha256 of the bundle
   */
  public static String run(
      Path trainingFolder,
      RunFolder out,
      Settings.Effective settings,
      FeatureService service,
      Lineage lineage,
      List<GateVerdict> gates) {
    TrainingRun run = TrainingRun.read(trainingFolder);
    if (run.pairs().isEmpty()) {
      throw Refusal.data(
          "%s holds no trained pair, so there is nothing to export"
              .formatted(TrainingRun.file(trainingFolder)));
    }
    if (!run.featureSchemaHash().equals(service.schemaHash())) {
      throw Refusal.data(
          "%s was made with other features: service=%s schema=%s now=%s"
              .formatted(
                  TrainingRun.file(trainingFolder),
                  run.featureService(),
                  run.featureSchemaHash(),
                  service.schemaHash()));
    }
    List<ModelCertificate> certificates = certify(trainingFolder, run, service);
    List<GateVerdict> verdicts = new ArrayList<>(gates);
    verdicts.add(certificateGate(certificates));
    BundleContents contents =
        new BundleContents(
            settings,
            service,
            trainingFolder,
            run,
            certificates,
            withFeatures(lineage, run),
            verdicts,
            System.getProperty("statarb.commit", "unknown"),
            versions());
    return register(contents, out);
  }

  private static List<ModelCertificate> certify(
      Path trainingFolder, TrainingRun run, FeatureService service) {
    List<ModelCertificate> certificates = new ArrayList<>();
    for (TrainedPair pair : run.pairs()) {
      ValidationRows rows = ValidationRows.read(trainingFolder.resolve(pair.rowsFile()));
      if (rows.columns() != service.size()) {
        throw Refusal.data(
            "%s has other columns than the feature service: rows=%d features=%d"
                .formatted(pair.rowsFile(), rows.columns(), service.size()));
      }
      certificates.add(
          ParityCertificate.of(
              pair.name(),
              pair.winner().kind(),
              read(trainingFolder.resolve(pair.onnx())),
              service.names(),
              rows,
              pair.entryScore()));
    }
    return certificates;
  }

  private static GateVerdict certificateGate(List<ModelCertificate> certificates) {
    long flips = certificates.stream().mapToLong(ModelCertificate::decisionFlips).sum();
    long rows = certificates.stream().mapToLong(ModelCertificate::rows).sum();
    return new GateVerdict(
        "export_certificate",
        GateVerdict.Kind.INTEGRITY,
        flips == 0,
        flips,
        0,
        "decisions changed by the export on %s validation rows of %s models"
            .formatted(rows, certificates.size()));
  }

  private static String register(BundleContents contents, RunFolder out) {
    SigningKeys keys = SigningKeys.developmentKey(out.keysFolder());
    Registry registry = Registry.open(out.registryFolder());
    Path draft = out.registryFolder().resolve("draft");
    AtomicFiles.removeLeftovers(draft);
    Path folder = AtomicFiles.temporary(draft);
    AtomicFiles.delete(folder);
    try {
      String sha256 = BundleWriter.write(contents, keys, folder);
      Bundle opened = Bundle.open(folder, keys.publicKey());
      if (!opened.sha256().equals(sha256) || !registry.add(folder).equals(sha256)) {
        throw new IllegalStateException("Invariant: a bundle keeps its name: sha256=" + sha256);
      }
      // A version that was there before may have been signed with a key that is gone.
      Bundle.open(registry.version(sha256), keys.publicKey());
      registry.challenge(sha256);
      return sha256;
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  private static Lineage lineage(RunFolder out) {
    List<Lineage.RawFileDigest> files = new ArrayList<>();
    for (JsonNode file : Json.read(out.rawFilesFile())) {
      files.add(
          new Lineage.RawFileDigest(file.path("path").asText(), file.path("sha256").asText()));
    }
    return new Lineage(files, new TreeMap<>());
  }

  private static Lineage withFeatures(Lineage lineage, TrainingRun run) {
    SortedMap<String, String> versions = new TreeMap<>(lineage.tableVersions());
    versions.putIfAbsent("features", run.dataVersion());
    return new Lineage(lineage.rawFiles(), versions);
  }

  private static SortedMap<String, String> versions() {
    String smile = LinearModel.class.getPackage().getImplementationVersion();
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("smile", smile == null ? "unknown" : smile);
    versions.put("onnxruntime", OnnxScorer.runtimeVersion());
    return versions;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (java.nio.file.NoSuchFileException e) {
      throw Refusal.data("%s is missing: a pair needs its model".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
