package io.statarb.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cleansing.RunQuality;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.cli.StageRecord;
import io.statarb.ledger.TrialLedger;
import io.statarb.registry.AliasEntry;
import io.statarb.registry.PromotionRecord;
import io.statarb.registry.Registry;
import io.statarb.replay.TradingSummary;
import io.statarb.settings.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the stages left in a run's folder, but for the tapes. A file that is missing is refused with
 * the stage that writes it.
 */
final class RunRecords {
  /** Stages whose record a whole run has, in the order in which they run. */
  private static final List<String> BATCH_STAGES =
      List.of("ingest", "features", "train", "export", "promote");

  /** Trading modes whose summary a whole run has. */
  static final List<String> MODES = List.of("live", "frictionless", "baseline");

  private static final String PARITY = "parity";

  private final RunFolder out;

  RunRecords(RunFolder out) {
    this.out = out;
  }

  /** Trading sessions in order. */
  List<String> tradeDates() {
    require(out.sessionsFile(), "ingest");
    List<String> dates = new ArrayList<>();
    for (PlannedSession planned : Json.read(out.sessionsFile(), PlannedSession[].class)) {
      if (planned.role().equals(PlannedSession.TRADE)) {
        dates.add(planned.session().tradeDate());
      }
    }
    if (dates.isEmpty()) {
      throw Refusal.data("%s names no session to trade".formatted(out.sessionsFile()));
    }
    return dates;
  }

  /** Records of the batch stages and of trading, by stage. */
  SortedMap<String, StageRecord> stages() {
    SortedMap<String, StageRecord> records = new TreeMap<>();
    for (String stage : BATCH_STAGES) {
      require(out.stageFile(stage), stage);
      records.put(stage, Json.read(out.stageFile(stage), StageRecord.class));
    }
    if (Files.exists(out.stageFile(PARITY))) {
      records.put(PARITY, Json.read(out.stageFile(PARITY), StageRecord.class));
    }
    for (String mode : MODES) {
      TradingSummary summary = trading(mode);
      records.put(
          mode, new StageRecord(mode, summary.seconds(), summary.peakMemoryMb(), new TreeMap<>()));
    }
    return records;
  }

  /** Summary of a trading mode. */
  TradingSummary trading(String mode) {
    require(out.tradingSummary(mode), ModeFold.stage(mode));
    return Json.read(out.tradingSummary(mode), TradingSummary.class);
  }

  /** The bundle of this digest, verified. */
  Bundle bundle(String sha256) {
    Registry registry = Registry.open(out.registryFolder());
    return Bundle.open(registry.version(sha256), SigningKeys.publicKey(out.keysFolder()));
  }

  /** The last promotion of a bundle. */
  PromotionRecord promotion(String sha256) {
    Registry registry = Registry.open(out.registryFolder());
    AliasEntry champion = registry.alias(Registry.CHAMPION);
    for (long number = champion == null ? 0 : champion.promotion(); number > 0; number--) {
      PromotionRecord record = registry.promotion(number);
      if (record.sha256().equals(sha256)) {
        return record;
      }
    }
    throw Refusal.data(
        "the registry %s has no promotion of the bundle that traded: bundle=%s; run statarb promote, then statarb live"
            .formatted(out.registryFolder(), sha256));
  }

  /** Distinct trials. */
  long trials() {
    require(out.ledgerFile(), "train");
    return TrialLedger.open(out.ledgerFile()).distinctTrials();
  }

  /** What ingest made of the raw files. */
  QualityFigures quality() {
    require(out.qualityFile(), "ingest");
    return QualityFigures.of(Json.read(out.qualityFile(), RunQuality.class));
  }

  /** Recorded feature values against those of the batch. */
  ParityFigures parity() {
    JsonNode tree = present(out.parityFile(), PARITY);
    JsonNode first = tree.path("first_mismatch");
    return new ParityFigures(
        number(tree, "rows_compared"),
        number(tree, "rows_bit_equal"),
        number(tree, "rows_all_finite"),
        number(tree, "rows_missing_in_table") + number(tree, "rows_missing_on_tape"),
        first.isNull() || first.isMissingNode() ? "" : Json.text(first));
  }

  private static long number(JsonNode tree, String key) {
    JsonNode value = tree.path(key);
    if (!value.isIntegralNumber()) {
      throw Refusal.data("a stage's record lacks a number: key=%s value=%s".formatted(key, value));
    }
    return value.asLong();
  }

  private static JsonNode present(Path file, String stage) {
    require(file, stage);
    return Json.read(file);
  }

  private static void require(Path file, String stage) {
    if (!Files.exists(file)) {
      throw Refusal.data("%s is missing; run statarb %s".formatted(file, stage));
    }
  }
}
