package io.statarb.report;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.ModelCertificate;
import io.statarb.bundle.TrainingRun;
import io.statarb.cli.PeakMemory;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.cli.StageRecord;
import io.statarb.registry.PromotionRecord;
import io.statarb.replay.TradingSummary;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a report together from the records of the stages and the tapes. */
final class ReportBuilder {
  private final RunFolder out;
  private final RunRecords records;
  private final Progress progress;

  ReportBuilder(RunFolder out, Progress progress) {
    this.out = out;
    this.records = new RunRecords(out);
    this.progress = progress;
  }

  /**
   * A report and the lists that only its sheets hold.
   *
   * @param report the report
   * @param live the strategy's tapes
   * @param featureRows rows that the batch wrote
   */
  record Built(Report report, ModeFold live, long featureRows) {}

  /**
   * Builds it.
   *
   * @param reportSeconds tells how long the report has taken so far
   * @throws Refusal when an input is missing, or two inputs do not belong together
   */
  Built build(java.util.function.DoubleSupplier reportSeconds) {
    List<String> tradeDates = records.tradeDates();
    SortedMap<String, StageRecord> stages = records.stages();
    QualityFigures quality = records.quality();
    ParityFigures parity = records.parity();
    TradingSummary summary = records.trading("live");
    Bundle bundle = records.bundle(summary.bundleSha256());
    PromotionRecord promotion = records.promotion(summary.bundleSha256());
    Map<String, ModeFold> modes = new LinkedHashMap<>();
    for (String mode : RunRecords.MODES) {
      progress.update("tapes", modes.size(), RunRecords.MODES.size());
      modes.put(mode, fold(mode, tradeDates, bundle));
    }
    progress.update("tapes", modes.size(), RunRecords.MODES.size());
    ModeFold live = of(modes, "live");
    Report report =
        new Report(
            provenance(bundle, promotion, tradeDates),
            live.figures(),
            of(modes, "frictionless").figures(),
            of(modes, "baseline").figures(),
            live.trips(),
            firstOfEachCode(live.refusals()),
            live.health(),
            live.leftovers(),
            promotion.gates(),
            quality,
            parity,
            models(bundle),
            records.trials(),
            operations(stages, summary, reportSeconds.getAsDouble()));
    return new Built(report, live, featureRows(stages));
  }

  private static ModeFold of(Map<String, ModeFold> modes, String mode) {
    ModeFold fold = modes.get(mode);
    if (fold == null) {
      throw new IllegalStateException("Invariant: every mode was folded: mode=" + mode);
    }
    return fold;
  }

  private ModeFold fold(String mode, List<String> tradeDates, Bundle bundle) {
    ModeFold fold = ModeFold.of(out, mode, tradeDates, bundle.strategy(), null);
    TradingSummary summary = records.trading(mode);
    if (!fold.bundleSha256().equals(bundle.sha256())) {
      throw Refusal.data(
          "the tapes of %s were traded by another bundle than those of live: bundle=%s live=%s; run statarb %s"
              .formatted(mode, fold.bundleSha256(), bundle.sha256(), ModeFold.stage(mode)));
    }
    if (!fold.figures().tapeSha256().equals(summary.tapeSha256())) {
      throw Refusal.data(
          "the tapes of %s are not what their summary says: tape_sha256=%s summary=%s file=%s; run statarb %s"
              .formatted(
                  mode,
                  fold.figures().tapeSha256(),
                  summary.tapeSha256(),
                  out.tradingSummary(mode),
                  ModeFold.stage(mode)));
    }
    return fold;
  }

  private static Provenance provenance(
      Bundle bundle, PromotionRecord promotion, List<String> tradeDates) {
    Strategy strategy = bundle.strategy();
    TrainingRun training = bundle.trainingRun();
    return new Provenance(
        strategy.name(),
        strategy.description(),
        promotion.stage(),
        strategy.currency(),
        strategy.capital(),
        training.formationDates(),
        training.trainDates(),
        tradeDates,
        strategy.seed(),
        bundle.settings().sha256(),
        bundle.sha256(),
        bundle.manifest().dataVersion(),
        bundle.featureService().name(),
        bundle.featureService().schemaHash(),
        bundle.manifest().commit(),
        bundle.lineage().rawFiles().stream()
            .map(file -> new Provenance.RawFileLine(file.path(), file.sha256()))
            .toList());
  }

  private static List<ModelFigures> models(Bundle bundle) {
    List<ModelFigures> models = new ArrayList<>();
    for (ModelCertificate certificate : bundle.certificates()) {
      models.add(
          new ModelFigures(
              certificate.name(),
              certificate.modelKind(),
              certificate.rows(),
              certificate.rowsAbove(),
              certificate.rowsBelow(),
              certificate.maxAbsDiff(),
              certificate.decisionFlips(),
              certificate.threshold(),
              bundle.manifest().metrics().getOrDefault(certificate.name(), new TreeMap<>())));
    }
    return models;
  }

  private static List<RefusalLine> firstOfEachCode(List<RefusalLine> refusals) {
    SortedMap<String, RefusalLine> first = new TreeMap<>();
    for (RefusalLine line : refusals) {
      first.putIfAbsent(line.code(), line);
    }
    return List.copyOf(first.values());
  }

  private static Operations operations(
      SortedMap<String, StageRecord> stages, TradingSummary live, double reportSeconds) {
    SortedMap<String, Long> latency = new TreeMap<>();
    latency.put("p50", live.tickToOrderNs().p50());
    latency.put("p99", live.tickToOrderNs().p99());
    latency.put("p999", live.tickToOrderNs().p999());
    SortedMap<String, Long> memory = new TreeMap<>();
    SortedMap<String, Double> seconds = new TreeMap<>();
    stages.forEach((stage, record) -> {
      memory.put(stage, record.peakMemoryMb());
      seconds.put(stage, record.seconds());
    });
    memory.put("report", PeakMemory.megabytes());
    seconds.put("report", reportSeconds);
    return new Operations(latency, memory, seconds);
  }

  private static long featureRows(SortedMap<String, StageRecord> stages) {
    StageRecord features = stages.get("features");
    Double rows = features == null ? null : features.figures().get("rows");
    if (rows == null) {
      throw Refusal.data("the record of the stage features lacks the figure rows");
    }
    return rows.longValue();
  }
}
