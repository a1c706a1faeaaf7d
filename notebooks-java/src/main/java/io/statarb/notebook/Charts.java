package io.statarb.notebook;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Charts as SVG text, which needs no fonts and no screen where it is made. */
public final class Charts {
  private static final int WIDTH = 720;
  private static final int LINE_HEIGHT = 240;
  private static final int MARGIN = 12;
  private static final int TITLE = 28;
  private static final int BAR = 26;
  private static final int NAMES = 190;
  private static final int VALUES = 110;
  private static final String GAIN = "#2b6cb0";
  private static final String LOSS = "#c05621";
  private static final String AXIS = "#718096";

  private Charts() {}

  /**
   * Horizontal bars from a common zero.
   *
   * @param title what is shown, with its unit
   * @param values finite values by name
   * @param scale what values are divided by, e.g. 1e6 for micros
   * @throws IllegalArgumentException when a value is not finite
   */
  public static String bars(String title, SortedMap<String, Number> values, double scale) {
    double least = 0;
    double most = 0;
    for (Map.Entry<String, Number> entry : values.entrySet()) {
      double value = finite(entry.getKey(), entry.getValue().doubleValue() / scale);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double span = most > least ? most - least : 1;
    double width = WIDTH - NAMES - VALUES - MARGIN;
    double zero = NAMES - least / span * width;
    int height = TITLE + BAR * values.size() + MARGIN;
    StringBuilder svg = open(title, height);
    int y = TITLE;
    for (Map.Entry<String, Number> entry : values.entrySet()) {
      double value = entry.getValue().doubleValue() / scale;
      double length = Math.abs(value) / span * width;
      label(svg, NAMES - 8, y + BAR * 0.65, "end", entry.getKey());
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'/>",
              value < 0 ? zero - length : zero,
              y + 4,
              length,
              BAR - 8,
              value < 0 ? LOSS : GAIN));
      label(svg, WIDTH - MARGIN, y + BAR * 0.65, "end", String.format(Locale.ROOT, "%,.2f", value));
      y += BAR;
    }
    line(svg, zero, TITLE, zero, TITLE + (double) BAR * values.size());
    return svg.append("</svg>").toString();
  }

  /**
   * A line through points; where a value is not finite it is broken.
   *
   * @param title what is shown, with its unit
   * @param values at equal distances
   * @param scale what values are divided by
   * @throws IllegalArgumentException when no value is finite
   */
  public static String line(String title, double[] values, double scale) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        least = Math.min(least, value / scale);
        most = Math.max(most, value / scale);
      }
    }
    if (least > most) {
      throw new IllegalArgumentException("no finite value to draw: title=" + title);
    }
    double span = most > least ? most - least : 1;
    double height = LINE_HEIGHT - TITLE - MARGIN;
    double step = (WIDTH - VALUES - MARGIN) / Math.max(1.0, values.length - 1.0);
    StringBuilder svg = open(title, LINE_HEIGHT);
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        double y = TITLE + (most - values[i] / scale) / span * height;
        path.append(
            String.format(Locale.ROOT, "%s%.1f %.1f ", down ? "L" : "M", VALUES + i * step, y));
      }
      down = Double.isFinite(values[i]);
    }
    if (least < 0 && most > 0) {
      double zero = TITLE + most / span * height;
      line(svg, VALUES, zero, WIDTH - (double) MARGIN, zero);
    }
    svg.append("<path d='").append(path).append("' fill='none' stroke='" + GAIN + "'/>");
    label(svg, VALUES - 8, TITLE + 4, "end", String.format(Locale.ROOT, "%,.4g", most));
    label(svg, VALUES - 8, TITLE + height, "end", String.format(Locale.ROOT, "%,.4g", least));
    return svg.append("</svg>").toString();
  }

  private static StringBuilder open(String title, int height) {
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' role='img' width='%d' height='%d'"
                    + " font-family='sans-serif' font-size='12'>",
                WIDTH,
                height));
    svg.append("<title>").append(Html.text(title)).append("</title>");
    label(svg, MARGIN, 16, "start", title);
    return svg;
  }

  private static void label(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s'>%s</text>",
            x,
            y,
            anchor,
            AXIS,
            Html.text(text)));
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>",
            x1,
            y1,
            x2,
            y2,
            AXIS));
  }

  private static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite: %s=%s".formatted(name, value));
    }
    return value;
  }
}
