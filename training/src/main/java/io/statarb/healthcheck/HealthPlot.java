package io.statarb.healthcheck;

import io.statarb.tape.sbe.HealthState;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Curves of one timeline as SVG over rows, on a ground coloured by the verdict. */
final class HealthPlot {
  static final List<HealthState> STATES =
      List.of(
          HealthState.HEALTHY,
          HealthState.SIZE_DOWN,
          HealthState.EXIT_ONLY,
          HealthState.QUARANTINED);

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 130;
  private static final int LEFT = 56;
  private static final int BOTTOM = 18;

  /** Points drawn at most: the lowest and the highest of each stretch of rows. */
  private static final int STRETCHES = 900;

  private final HealthTimeline timeline;

  HealthPlot(HealthTimeline timeline) {
    this.timeline = timeline;
  }

  /** The spread in sd with a band of two. */
  String spread(double sd) {
    double most = 3;
    for (int row = 0; row < timeline.rows(); row++) {
      double z = Math.abs(timeline.spread(row)) / sd;
      most = z > most ? z : most;
    }
    Frame frame = new Frame(-most, most);
    frame.band(-2, 2);
    frame.levels(-2, 0, 2);
    int stretch = Math.max(1, timeline.rows() / STRETCHES);
    frame.begin();
    for (int from = 0; from < timeline.rows(); from += stretch) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int row = from; row < Math.min(from + stretch, timeline.rows()); row++) {
        double z = timeline.spread(row) / sd;
        low = z < low ? z : low;
        high = z > high ? z : high;
      }
      if (low <= high) {
        frame.point(from, low);
        if (high > low) {
          frame.point(from, high);
        }
      }
    }
    return frame.end();
  }

  /** A measure of the checks, and levels to compare it with. */
  String curve(ToDoubleFunction<Check> of, double... levels) {
    double low = levels[0];
    double high = levels[0];
    for (double level : levels) {
      low = Math.min(low, level);
      high = Math.max(high, level);
    }
    for (Check check : timeline.checks()) {
      double value = of.applyAsDouble(check);
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    double margin = high > low ? 0.05 * (high - low) : 1;
    Frame frame = new Frame(low - margin, high + margin);
    frame.levels(levels);
    frame.begin();
    for (Check check : timeline.checks()) {
      double value = of.applyAsDouble(check);
      if (Double.isFinite(value)) {
        frame.point(check.row(), value);
      }
    }
    return frame.end();
  }

  /** One plot being drawn. */
  private final class Frame {
    private final StringBuilder svg = new StringBuilder();
    private final double low;
    private final double high;

    Frame(double low, double high) {
      this.low = low;
      this.high = high;
      svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, HEIGHT));
      ground();
    }

    private void ground() {
      List<Check> checks = timeline.checks();
      int from = 0;
      while (from < checks.size()) {
        int to = from;
        while (to < checks.size() && checks.get(to).state() == checks.get(from).state()) {
          to++;
        }
        double begin = across(checks.get(from).row());
        double end = across(to < checks.size() ? checks.get(to).row() : timeline.rows() - 1);
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>",
                Check.word(checks.get(from).state()),
                begin,
                Math.max(0.5, end - begin),
                HEIGHT - BOTTOM));
        from = to;
      }
    }

    void band(double from, double to) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"var(--band)\"/>",
              LEFT,
              up(to),
              WIDTH - LEFT,
              up(from) - up(to)));
    }

    void levels(double... levels) {
      for (double level : levels) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--soft)\" stroke-dasharray=\"4 4\" opacity=\".6\"/>"
                    + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>",
                LEFT,
                WIDTH,
                up(level),
                up(level),
                LEFT - 6,
                up(level) + 4,
                level));
      }
    }

    void begin() {
      svg.append("<polyline fill=\"none\" stroke=\"var(--price)\" stroke-width=\"1.3\" points=\"");
    }

    void point(int row, double value) {
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", across(row), up(value)));
    }

    String end() {
      svg.append("\"/>");
      label(LEFT, "start", timeline.labels().getFirst());
      label(WIDTH, "end", timeline.labels().getLast());
      return svg.append("</svg>").toString();
    }

    private void label(int at, String anchor, String text) {
      svg.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
              .formatted(at, HEIGHT - 4, anchor, text));
    }

    private double across(int row) {
      return LEFT + (WIDTH - LEFT) * row / (double) Math.max(1, timeline.rows() - 1);
    }

    private double up(double value) {
      return (HEIGHT - BOTTOM) * (1 - (value - low) / (high - low));
    }
  }
}
