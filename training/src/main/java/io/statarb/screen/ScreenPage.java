package io.statarb.screen;

import io.statarb.screen.ScreenResult.Line;
import io.statarb.table.Panel;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The screen as one HTML page without anything from outside; plots are SVG. */
final class ScreenPage {
  private static final int PLOTS = 12;
  private static final int ROWS = 60;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 170;
  private static final int LEFT = 48;
  private static final int BOTTOM = 20;

  private final ScreenResult result;
  private final StringBuilder page = new StringBuilder(1 << 17);

  ScreenPage(ScreenResult result) {
    this.result = result;
  }

  String html() {
    page.append(ResearchPage.begin("Pair screen"));
    head();
    reasons();
    List<Integer> ranking = result.ranking();
    table(ranking);
    plots(ranking);
    page.append(ResearchPage.END);
    return page.toString();
  }

  private void head() {
    Panel panel = result.universe().panel();
    int selected = result.selected().size();
    page.append("<h1>Pair screen</h1><p class=\"soft\">")
        .append(text(panel.source()))
        .append(", formation window ")
        .append(panel.label(0))
        .append(" to ")
        .append(panel.label(panel.rows() - 1))
        .append(". What is selected may trade from the next day on.</p><div class=\"cards\">");
    card(count(result.universe().names().size()), "series");
    card(count(panel.rows()), "bars");
    card(count(result.screened()), "pairs");
    card(count(result.tested()), "tested");
    card(count(selected), "selected");
    page.append("</div>");
    ScreenRule rule = result.rule();
    page.append("<p>Of the pairs selected at most ")
        .append(percent(rule.fdrLevel()))
        .append(" are expected to be false, by ")
        .append(rule.fdr() == FalseDiscovery.BH ? "Benjamini-Hochberg" : "Benjamini-Yekutieli")
        .append(" over all ")
        .append(count(result.tested()))
        .append(" pairs tested, each both ways.</p>");
    if (selected == 0) {
      page.append("<p class=\"none\">No pair is selected. With this many tried, the best of them")
          .append(" looks no better than the best of as many pairs that have nothing to do with")
          .append(" each other.</p>");
    }
  }

  private void card(String number, String what) {
    page.append("<div class=\"card\"><b>")
        .append(number)
        .append("</b>")
        .append(what)
        .append("</div>");
  }

  private void reasons() {
    page.append("<h2>What became of the pairs</h2><table><tr><th>verdict<th class=\"n\">pairs<th>");
    for (Map.Entry<Verdict, Integer> entry : result.counts().entrySet()) {
      page.append("<tr><td>")
          .append(entry.getKey().word())
          .append("<td class=\"n\">")
          .append(count(entry.getValue()))
          .append("<td class=\"w\">")
          .append(entry.getKey().sentence());
    }
    page.append("</table>");
  }

  private void table(List<Integer> ranking) {
    page.append("<h2>The best ")
        .append(Math.min(ROWS, ranking.size()))
        .append("</h2><div class=\"wide\"><table><tr><th>y<th>x")
        .append("<th class=\"n\">EG t<th class=\"n\">p<th class=\"n\">q BH<th class=\"n\">q BY")
        .append("<th class=\"n\">hedge<th class=\"n\">sd bps<th class=\"n\">half-life")
        .append("<th class=\"n\">Hurst<th class=\"n\">corr.<th class=\"n\">SSD<th>verdict");
    for (int pair : ranking.subList(0, Math.min(ROWS, ranking.size()))) {
      Line line = result.line(pair);
      page.append(line.verdict() == Verdict.SELECTED ? "<tr class=\"selected\">" : "<tr>");
      cell(text(line.y()), "");
      cell(text(line.x()), "");
      number("%.2f", line.stat());
      number("%.2g", line.pValue());
      number("%.2g", line.qBh());
      number("%.2g", line.qBy());
      number("%.3f", line.hedgeRatio());
      number("%.0f", 1e4 * line.spreadSd());
      number("%.1f", line.halfLifeBars());
      number("%.2f", line.hurst());
      number("%.2f", line.correlation());
      number("%.2f", line.distance());
      cell(line.verdict().word(), "");
    }
    page.append("</table></div>");
  }

  private void cell(String value, String kind) {
    page.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">").append(value);
  }

  private void number(String format, double value) {
    cell(Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–", "n");
  }

  private void plots(List<Integer> ranking) {
    page.append(
            "<h2>Spreads of the best</h2><p class=\"soft\">In standard deviations from the mean")
        .append(" of the window; the band is two of them.</p>");
    for (int pair : ranking.subList(0, Math.min(PLOTS, ranking.size()))) {
      Line line = result.line(pair);
      page.append("<h3>log ")
          .append(text(line.y()))
          .append(String.format(Locale.ROOT, " − %.3f log ", line.hedgeRatio()))
          .append(text(line.x()))
          .append(" <span class=\"soft\">")
          .append(line.verdict().word())
          .append("</span></h3>");
      plot(line);
    }
  }

  private void plot(Line line) {
    Panel panel = result.universe().panel();
    double[] y = panel.column(line.y());
    double[] x = panel.column(line.x());
    double[] z = new double[y.length];
    double most = 3;
    for (int t = 0; t < z.length; t++) {
      double spread = Math.log(y[t]) - line.hedgeRatio() * Math.log(x[t]) - line.intercept();
      z[t] = spread / line.spreadSd();
      most = Math.max(most, Math.abs(z[t]));
    }
    double scale = (HEIGHT - BOTTOM) / 2.0 / most;
    double middle = (HEIGHT - BOTTOM) / 2.0;
    page.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"spread of %s and %s\">"
            .formatted(WIDTH, HEIGHT, text(line.y()), text(line.x())));
    page.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"var(--band)\"/>",
            LEFT,
            middle - 2 * scale,
            WIDTH - LEFT,
            4 * scale));
    for (int level : new int[] {-2, 0, 2}) {
      double at = middle - level * scale;
      page.append(
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
    page.append("<polyline fill=\"none\" stroke=\"var(--price)\" stroke-width=\"1.3\" points=\"");
    for (int t = 0; t < z.length; t++) {
      page.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + (WIDTH - LEFT) * t / (double) (z.length - 1),
              middle - z[t] * scale));
    }
    page.append(
        "\"/><text x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT, HEIGHT - 5, panel.label(0)));
    page.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text></svg>"
            .formatted(WIDTH, HEIGHT - 5, panel.label(z.length - 1)));
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * fraction);
  }

  private static String text(String plain) {
    return ResearchPage.text(plain);
  }
}
