package io.statarb.screen;

import io.statarb.table.Panel;
import java.util.Locale;

/** A spread over a window as SVG, in standard deviations, with a band of two of them. */
public final class SpreadPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 170;
  private static final int LEFT = 48;
  private static final int BOTTOM = 20;

  /** Deviations that always fit in. */
  private static final double LEAST_RANGE = 3;

  private SpreadPlot() {}

  /**
   * Draws.
   *
   * @param label what it shows, plain text, for who cannot see it
   * @param z standard deviations from the mean, one a row of the panel
   * @param panel whose first and last label are written below
   */
  public static String svg(String label, double[] z, Panel panel) {
    double most = LEAST_RANGE;
    for (double value : z) {
      most = Math.max(most, Math.abs(value));
    }
    double middle = (HEIGHT - BOTTOM) / 2.0;
    double scale = middle / most;
    StringBuilder svg = new StringBuilder(1 << 12);
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, ResearchPage.text(label)));
    levels(svg, middle, scale);
    svg.append("<polyline fill=\"none\" stroke=\"var(--price)\" stroke-width=\"1.3\" points=\"");
    for (int t = 0; t < z.length; t++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + (WIDTH - LEFT) * t / (double) (z.length - 1),
              middle - z[t] * scale));
    }
    svg.append("\"/><text x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT, HEIGHT - 5, panel.label(0)));
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text></svg>"
            .formatted(WIDTH, HEIGHT - 5, panel.label(z.length - 1)));
    return svg.toString();
  }

  private static void levels(StringBuilder svg, double middle, double scale) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"var(--band)\"/>",
            LEFT,
            middle - 2 * scale,
            WIDTH - LEFT,
            4 * scale));
    for (int level : new int[] {-2, 0, 2}) {
      double at = middle - level * scale;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
              LEFT,
              WIDTH,
              at,
              at,
              LEFT - 6,
              at + 4,
              level));
    }
  }
}
