package io.statarb.report.page;

import io.statarb.report.HealthLine;
import io.statarb.report.ModeFigures.EquityPoint;
import io.statarb.report.ModeFigures.PairFigures;
import io.statarb.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of the verdicts: a row for each pair, time from left to right with all sessions equally
 * wide. The worse a verdict the higher its bar, so that it is told without colours too.
 */
final class HealthStrip {
  private static final List<String> STATES =
      List.of("healthy", "size_down", "exit_only", "quarantined");
  private static final int WIDTH = 1100;
  private static final int LABEL = 260;
  private static final int ROW = 26;
  private static final int TOP = 40;
  private static final int BAR = 5;

  /** More labels of sessions than this overlap. */
  private static final int MOST_LABELS = 8;

  private final Report report;
  private final List<String> sessions;
  private final StringBuilder out = new StringBuilder();

  private HealthStrip(Report report) {
    this.report = report;
    this.sessions = report.live().equity().stream().map(EquityPoint::tradeDate).distinct().toList();
  }

  static Html svg(Report report) {
    return new HealthStrip(report).draw();
  }

  private Html draw() {
    List<PairFigures> pairs = report.live().pairs();
    int height = TOP + ROW * pairs.size() + 4;
    legend();
    for (int s = 0; s < sessions.size(); s++) {
      session(s, height);
    }
    for (int p = 0; p < pairs.size(); p++) {
      pair(pairs.get(p).pair(), TOP + ROW * (p + 1));
    }
    return Html.of(
        "<figure><svg class=\"strip\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"Verdicts on each pair over time\">%s</svg></figure>",
        WIDTH, height, new Html(out.toString()));
  }

  private void legend() {
    int x = 0;
    for (int level = 0; level < STATES.size(); level++) {
      rect(x, 14, 18, level, STATES.get(level));
      text(x + 24, 13, "", STATES.get(level).replace('_', ' '));
      x += 110;
    }
  }

  private void session(int s, int height) {
    double x = xOf(s, 0);
    if (s == 0 || sessions.size() <= MOST_LABELS) {
      text(x, TOP - 5, "", sessions.get(s));
    } else if (s == sessions.size() - 1) {
      text(xOf(s, 1), TOP - 5, "end", sessions.get(s));
    }
    out.append(
        Html.of(
                "<line x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
                coordinate(x), coordinate(x), TOP, height)
            .markup());
  }

  private void pair(String pair, int bottom) {
    text(0, bottom - 3, "", pair);
    for (int s = 0; s < sessions.size(); s++) {
      String session = sessions.get(s);
      String state = STATES.getFirst();
      double from = 0;
      for (HealthLine line : linesOf(pair, session)) {
        double at = positionIn(session, line.tsNs());
        bar(s, from, at, bottom, state);
        state = line.state();
        from = at;
      }
      bar(s, from, 1, bottom, state);
    }
  }

  private List<HealthLine> linesOf(String pair, String session) {
    return report.health().stream()
        .filter(line -> line.pair().equals(pair) && line.tradeDate().equals(session))
        .toList();
  }

  private double positionIn(String session, long tsNs) {
    List<Long> times = new ArrayList<>();
    for (EquityPoint point : report.live().equity()) {
      if (point.tradeDate().equals(session)) {
        times.add(point.tsNs());
      }
    }
    double length = Math.max(1, times.getLast() - times.getFirst());
    return Math.clamp((tsNs - times.getFirst()) / length, 0.0, 1.0);
  }

  private void bar(int session, double from, double to, int bottom, String state) {
    if (to > from) {
      double x = xOf(session, from);
      rect(x, bottom, xOf(session, to) - x, STATES.indexOf(state), state);
    }
  }

  private double xOf(int session, double position) {
    return LABEL + (WIDTH - LABEL) * (session + position) / sessions.size();
  }

  private void rect(double x, int bottom, double width, int level, String state) {
    int high = BAR * (level + 1);
    out.append(
        Html.of(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>",
                state,
                coordinate(x),
                bottom - high,
                coordinate(width),
                high,
                state.replace('_', ' '))
            .markup());
  }

  private void text(double x, int y, String anchor, String shown) {
    Html attribute = anchor.isEmpty() ? Html.EMPTY : Html.of(" text-anchor=\"%s\"", anchor);
    out.append(
        Html.of("<text x=\"%s\" y=\"%s\"%s>%s</text>", coordinate(x), y, attribute, shown)
            .markup());
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
