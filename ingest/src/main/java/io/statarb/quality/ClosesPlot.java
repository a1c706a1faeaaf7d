package io.statarb.quality;

import io.statarb.quality.bars.BarProbe;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The closes of a series on a logarithmic scale, with what findings span shaded. */
final class ClosesPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 190;
  private static final int LEFT = 56;
  private static final int RIGHT = 4;
  private static final int MOST_POINTS = 2_500;
  private static final double MARGIN = 0.02;
  private static final int LEAST_SHADE = 3;

  private ClosesPlot() {}

  /** Nothing where there are fewer than two closes. */
  static String html(BarProbe.Closes panel, List<Finding> findings) {
    int[] days = panel.days();
    if (days.length < 2) {
      return "";
    }
    double low = Double.MAX_VALUE;
    double high = 0;
    for (double close : panel.closes()) {
      low = Math.min(low, close);
      high = Math.max(high, close);
    }
    double bottom = StrictMath.log(low) - MARGIN;
    double top = StrictMath.log(high) + MARGIN;
    int first = days[0];
    int last = days[days.length - 1];
    int span = Math.max(1, last - first);
    Svg svg = new Svg(WIDTH, HEIGHT + 22, "closes of " + panel.symbol());
    for (Finding finding : findings) {
      double from = x(day(finding.from()) - first, span);
      double to = Math.max(from + LEAST_SHADE, x(day(finding.to()) - first, span));
      svg.shape(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\" fill=\"var(--fail)\" opacity=\"0.22\"/>",
              from,
              to - from,
              HEIGHT));
    }
    StringBuilder path = new StringBuilder();
    int step = Math.max(1, days.length / MOST_POINTS);
    for (int i = 0; i < days.length; i += step) {
      double y = (top - StrictMath.log(panel.closes()[i])) / (top - bottom) * HEIGHT;
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x(days[i] - first, span), y));
    }
    svg.shape(
        "<path fill=\"none\" stroke=\"var(--price)\" stroke-width=\"1.2\" d=\"%s\"/>"
            .formatted(path));
    svg.text(LEFT - 6, 11, "end", String.format(Locale.ROOT, "%.4g", high));
    svg.text(LEFT - 6, HEIGHT - 2, "end", String.format(Locale.ROOT, "%.4g", low));
    svg.text(LEFT, HEIGHT + 16, "start", LocalDate.ofEpochDay(first).toString());
    svg.text(WIDTH - RIGHT, HEIGHT + 16, "end", LocalDate.ofEpochDay(last).toString());
    return svg.asWideAsThePage();
  }

  private static double x(int daysIn, int span) {
    return LEFT + (double) daysIn / span * (WIDTH - LEFT - RIGHT);
  }

  private static int day(String iso) {
    return (int) LocalDate.parse(iso.substring(0, 10)).toEpochDay();
  }
}
