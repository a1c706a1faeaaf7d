package io.statarb.report.page;

import io.statarb.cli.Json;
import io.statarb.report.CauseWords;
import io.statarb.report.MeanInterval;
import io.statarb.report.ModeFigures;
import io.statarb.report.ModeFigures.EquityPoint;
import io.statarb.report.ModeFigures.PairFigures;
import io.statarb.report.Report;
import io.statarb.report.RoundTripLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the charts show, as JSON for the page's script; money in currency units. */
final class ChartData {
  /** More points than a chart has pixels tell nothing. */
  private static final int MAX_POINTS = 1200;

  private static final int BINS = 40;
  private static final double MICROS = 1e6;
  private static final double NS_PER_MS = 1e6;

  private ChartData() {}

  /** JSON that can stand in a script element. */
  static String json(Report report) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("currency", report.provenance().currency());
    data.put("equity", equity(report));
    data.put("waterfall", waterfall(report.live()));
    data.put("pairs", pairs(report.live()));
    data.put("histogram", histogram(report.roundTrips()));
    data.put(
        "means", List.of(mean("strategy", report.live()), mean("z-score rule", report.baseline())));
    // No markup can begin or end inside the element.
    return Json.text(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static Map<String, Object> equity(Report report) {
    Map<String, Object> series = new LinkedHashMap<>();
    for (ModeFigures mode : List.of(report.live(), report.baseline(), report.frictionless())) {
      series.put(mode.mode(), thinned(mode.equity()));
    }
    return series;
  }

  /** The first point and the last of each of equal spans of time, as [ms, money]. */
  static List<double[]> thinned(List<EquityPoint> points) {
    List<double[]> out = new ArrayList<>();
    if (points.isEmpty()) {
      return out;
    }
    out.add(point(points.getFirst()));
    long first = points.getFirst().tsNs();
    long span = Math.max(1, (points.getLast().tsNs() - first) / MAX_POINTS);
    for (int i = 1; i < points.size(); i++) {
      boolean lastOfSpan =
          i + 1 == points.size()
              || (points.get(i + 1).tsNs() - first) / span != (points.get(i).tsNs() - first) / span;
      if (lastOfSpan) {
        out.add(point(points.get(i)));
      }
    }
    return out;
  }

  private static double[] point(EquityPoint point) {
    return new double[] {Math.floor(point.tsNs() / NS_PER_MS), point.pnlMicros() / MICROS};
  }

  private static List<Map<String, Object>> waterfall(ModeFigures live) {
    List<Map<String, Object>> steps = new ArrayList<>();
    List<String> causes = CauseWords.ordered(live.attribution().keySet());
    boolean grossShown = false;
    for (String cause : causes) {
      if (CauseWords.isCost(cause) && !grossShown) {
        steps.add(step("Before costs", live.grossMicros(), true));
        grossShown = true;
      }
      steps.add(step(CauseWords.label(cause), CauseWords.micros(live.attribution(), cause), false));
    }
    steps.add(step("Net P&L", live.pnlMicros(), true));
    return steps;
  }

  private static Map<String, Object> step(String label, long micros, boolean total) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("label", label);
    step.put("value", micros / MICROS);
    step.put("total", total);
    return step;
  }

  private static Map<String, Object> pairs(ModeFigures live) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("names", live.pairs().stream().map(PairFigures::pair).toList());
    data.put("net", live.pairs().stream().map(pair -> pair.pnlMicros() / MICROS).toList());
    List<Map<String, Object>> causes = new ArrayList<>();
    for (String cause : CauseWords.ordered(live.attribution().keySet())) {
      Map<String, Object> series = new LinkedHashMap<>();
      series.put("key", cause);
      series.put("label", CauseWords.label(cause));
      series.put(
          "values",
          live.pairs().stream()
              .map(pair -> CauseWords.micros(pair.attribution(), cause) / MICROS)
              .toList());
      causes.add(series);
    }
    data.put("causes", causes);
    return data;
  }

  /**
   * Bins of equal width between the 1 % and 99 % quantiles; what is further out is in the end bins.
   */
  static Map<String, Object> histogram(List<RoundTripLine> trips) {
    Map<String, Object> data = new LinkedHashMap<>();
    double[] values =
        trips.stream().mapToDouble(trip -> trip.pnlMicros() / MICROS).sorted().toArray();
    if (values.length == 0) {
      data.put("edges", List.of());
      data.put("counts", List.of());
      return data;
    }
    double low = values[(int) (0.01 * (values.length - 1))];
    double high = values[(int) Math.ceil(0.99 * (values.length - 1))];
    double width = high > low ? (high - low) / BINS : 1;
    int bins = high > low ? BINS : 1;
    long[] counts = new long[bins];
    for (double value : values) {
      counts[Math.clamp((long) Math.floor((value - low) / width), 0, bins - 1)]++;
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = low + i * width;
    }
    data.put("edges", edges);
    data.put("counts", Arrays.stream(counts).boxed().toList());
    return data;
  }

  private static Map<String, Object> mean(String name, ModeFigures mode) {
    MeanInterval interval = mode.netPerRoundTrip();
    Double mean = interval.meanMicros();
    Double low = interval.lowMicros();
    Double high = interval.highMicros();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", name);
    if (mean != null) {
      data.put("mean", mean / MICROS);
      data.put("low", (low == null ? mean : low) / MICROS);
      data.put("high", (high == null ? mean : high) / MICROS);
    }
    return data;
  }
}
