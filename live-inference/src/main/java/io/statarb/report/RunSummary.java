package io.statarb.report;

import io.statarb.bundle.GateVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code run.json}: the summary of a run for machines. */
final class RunSummary {
  private RunSummary() {}

  /** The summary as a map that {@link io.statarb.cli.Json} writes. */
  static SortedMap<String, Object> of(Report report, long featureRows) {
    Provenance of = report.provenance();
    ModeFigures live = report.live();
    SortedMap<String, Object> run = new TreeMap<>();
    run.put("strategy", of.strategy());
    run.put("stage", of.stage().word());
    run.put("currency", of.currency());
    run.put("capital", of.capital());
    run.put("sessions", of.sessions());
    run.put("seed", of.seed());
    run.put("settings_sha256", of.settingsSha256());
    run.put("data_version", of.dataVersion());
    run.put("commit", of.commit());
    run.put("gates", report.gates().stream().map(RunSummary::gate).toList());
    run.put("ticks_read", report.quality().read());
    run.put("ticks_accepted", report.quality().accepted());
    run.put("ticks_quarantined", report.quality().quarantined());
    run.put("feature_rows", featureRows);
    run.put("parity", parity(report.parity()));
    run.put("trials", report.trials());
    run.put("models", report.models().stream().map(RunSummary::model).toList());
    run.put("bundle_sha256", of.bundleSha256());
    run.put("orders", live.orders());
    run.put("fills", live.fills());
    run.put("round_trips", live.roundTrips());
    run.put("risk_refusals", live.riskRefusals());
    run.put("pnl_micros", live.pnlMicros());
    run.put("attribution", live.attribution());
    run.put("attribution_residual_micros", live.attributionResidualMicros());
    run.put("net_per_round_trip", live.netPerRoundTrip());
    run.put("leftovers", report.leftovers().size());
    run.put("frictionless", mode(report.frictionless()));
    run.put("baseline", mode(report.baseline()));
    run.put("tape_sha256", live.tapeSha256());
    run.put("tick_to_order_ns", report.operations().tickToOrderNs());
    run.put("peak_memory_mb", report.operations().peakMemoryMb());
    run.put("stage_seconds", report.operations().stageSeconds());
    return run;
  }

  private static SortedMap<String, @Nullable Object> gate(GateVerdict gate) {
    SortedMap<String, @Nullable Object> map = new TreeMap<>();
    map.put("name", gate.name());
    map.put("kind", gate.kind());
    map.put("passed", gate.passed());
    map.put("value", finite(gate.value()));
    map.put("limit", finite(gate.limit()));
    map.put("detail", gate.detail());
    return map;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static SortedMap<String, Object> parity(ParityFigures parity) {
    SortedMap<String, Object> map = new TreeMap<>();
    map.put("rows_compared", parity.rowsCompared());
    map.put("rows_bit_equal", parity.rowsBitEqual());
    map.put("rows_all_finite", parity.rowsAllFinite());
    map.put("rows_missing", parity.rowsMissing());
    return map;
  }

  private static SortedMap<String, Object> model(ModelFigures model) {
    SortedMap<String, Object> map = new TreeMap<>();
    map.put("name", model.name());
    map.put("model_kind", model.modelKind());
    map.put("rows", model.rows());
    map.put("rows_above", model.rowsAbove());
    map.put("rows_below", model.rowsBelow());
    map.put("max_abs_diff", model.maxAbsDiff());
    map.put("decision_flips", model.decisionFlips());
    map.put("threshold", model.threshold());
    return map;
  }

  private static SortedMap<String, Object> mode(ModeFigures mode) {
    SortedMap<String, Object> map = new TreeMap<>();
    map.put("orders", mode.orders());
    map.put("fills", mode.fills());
    map.put("round_trips", mode.roundTrips());
    map.put("pnl_micros", mode.pnlMicros());
    map.put("attribution", mode.attribution());
    map.put("attribution_residual_micros", mode.attributionResidualMicros());
    map.put("tape_sha256", mode.tapeSha256());
    return map;
  }

  /** One sentence for each session of a mode whose causes do not add up to its P&amp;L. */
  static List<String> residuals(Report report) {
    List<String> sentences = new ArrayList<>();
    for (ModeFigures mode : List.of(report.live(), report.frictionless(), report.baseline())) {
      for (ModeFigures.SessionFigures session : mode.sessions()) {
        if (session.attributionResidualMicros() != 0) {
          sentences.add(
              "mode=%s session=%s residual_micros=%s"
                  .formatted(
                      mode.mode(), session.tradeDate(), session.attributionResidualMicros()));
        }
      }
    }
    return sentences;
  }
}
