package io.statarb.screen;

import io.statarb.screen.ScreenResult.Line;
import io.statarb.table.Panel;
import java.util.List;
import java.util.Locale;

/** The screen as one HTML page without anything from outside; plots are SVG. */
final class ScreenPage {
  private static final int PLOTS = 12;
  private static final int ROWS = 60;

  private final ScreenResult result;
  private final StringBuilder page = new StringBuilder(1 << 17);

  ScreenPage(ScreenResult result) {
    this.result = result;
  }

  String html() {
    page.append(ResearchPage.begin("Pair screen"));
    head();
    page.append(ResearchPage.verdicts(result.counts(), "pairs"));
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
    page.append(ResearchPage.card(ResearchPage.count(result.universe().names().size()), "series"));
    page.append(ResearchPage.card(ResearchPage.count(panel.rows()), "bars"));
    page.append(ResearchPage.card(ResearchPage.count(result.screened()), "pairs"));
    page.append(ResearchPage.card(ResearchPage.count(result.tested()), "tested"));
    page.append(ResearchPage.card(ResearchPage.count(selected), "selected"));
    page.append("</div>");
    ScreenRule rule = result.rule();
    page.append("<p>Of the pairs selected at most ")
        .append(ResearchPage.percent(rule.fdrLevel()))
        .append(" are expected to be false, by ")
        .append(rule.fdr() == FalseDiscovery.BH ? "Benjamini-Hochberg" : "Benjamini-Yekutieli")
        .append(" over all ")
        .append(ResearchPage.count(result.tested()))
        .append(" pairs tested, each both ways.</p>");
    if (selected == 0) {
      page.append("<p class=\"none\">No pair is selected. With this many tried, the best of them")
          .append(" looks no better than the best of as many pairs that have nothing to do with")
          .append(" each other.</p>");
    }
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
      page.append(ResearchPage.cell(text(line.y())));
      page.append(ResearchPage.cell(text(line.x())));
      page.append(ResearchPage.cell("%.2f", line.stat()));
      page.append(ResearchPage.cell("%.2g", line.pValue()));
      page.append(ResearchPage.cell("%.2g", line.qBh()));
      page.append(ResearchPage.cell("%.2g", line.qBy()));
      page.append(ResearchPage.cell("%.3f", line.hedgeRatio()));
      page.append(ResearchPage.cell("%.0f", 1e4 * line.spreadSd()));
      page.append(ResearchPage.cell("%.1f", line.halfLifeBars()));
      page.append(ResearchPage.cell("%.2f", line.hurst()));
      page.append(ResearchPage.cell("%.2f", line.correlation()));
      page.append(ResearchPage.cell("%.2f", line.distance()));
      page.append(ResearchPage.cell(line.verdict().word()));
    }
    page.append("</table></div>");
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
      page.append(
          SpreadPlot.svg(
              "spread of " + line.y() + " and " + line.x(),
              zScores(line),
              result.universe().panel()));
    }
  }

  private double[] zScores(Line line) {
    Panel panel = result.universe().panel();
    double[] y = panel.column(line.y());
    double[] x = panel.column(line.x());
    double[] z = new double[y.length];
    for (int t = 0; t < z.length; t++) {
      double spread = Math.log(y[t]) - line.hedgeRatio() * Math.log(x[t]) - line.intercept();
      z[t] = spread / line.spreadSd();
    }
    return z;
  }

  private static String text(String plain) {
    return ResearchPage.text(plain);
  }
}
