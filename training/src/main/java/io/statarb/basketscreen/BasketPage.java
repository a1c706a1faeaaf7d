package io.statarb.basketscreen;

import static io.statarb.screen.ResearchPage.card;
import static io.statarb.screen.ResearchPage.cell;
import static io.statarb.screen.ResearchPage.count;
import static io.statarb.screen.ResearchPage.percent;
import static io.statarb.screen.ResearchPage.text;

import io.statarb.screen.FalseDiscovery;
import io.statarb.screen.ResearchPage;
import io.statarb.screen.SpreadPlot;
import io.statarb.screen.Verdict;
import io.statarb.table.Panel;
import java.util.List;
import java.util.Locale;

/** The screen of baskets as one HTML page without anything from outside; plots are SVG. */
final class BasketPage {
  private static final int PLOTS = 12;
  private static final int ROWS = 60;

  private final BasketResult result;
  private final Panel panel;
  private final List<BasketCandidate> best;
  private final StringBuilder page = new StringBuilder(1 << 17);

  BasketPage(BasketResult result) {
    this.result = result;
    this.panel = result.universe().panel();
    this.best = result.ranking().stream().filter(BasketCandidate::tested).limit(ROWS).toList();
  }

  String html() {
    page.append(ResearchPage.begin("Basket screen"));
    head();
    method();
    page.append(ResearchPage.verdicts(result.counts(), "baskets"));
    table();
    plots();
    page.append(ResearchPage.END);
    return page.toString();
  }

  private void head() {
    int selected = result.selected().size();
    page.append("<h1>Basket screen</h1><p class=\"soft\">")
        .append(text(panel.source()))
        .append(", formation window ")
        .append(panel.label(0))
        .append(" to ")
        .append(panel.label(panel.rows() - 1))
        .append(". What is selected may trade from the next day on.</p><div class=\"cards\">")
        .append(card(count(result.universe().names().size()), "series"))
        .append(card(count(panel.rows()), "bars"))
        .append(card(count(result.ranking().size()), "baskets"))
        .append(card(count(result.tested()), "tested"))
        .append(card(count(selected), "selected"))
        .append(card(count(result.rule().worlds()), "null worlds"))
        .append("</div><p>Of the baskets selected at most ")
        .append(percent(result.rule().fdrLevel()))
        .append(" are expected to be false, by ")
        .append(
            result.rule().fdr() == FalseDiscovery.BH ? "Benjamini-Hochberg" : "Benjamini-Yekutieli")
        .append(" over all ")
        .append(count(result.tested()))
        .append(" baskets tested.</p>");
    if (selected == 0) {
      page.append("<p class=\"none\">No basket is selected. The best of as many baskets look as")
          .append(" good when the days are put in random order.</p>");
    }
    if (result.leastAdjustedPValue() > result.rule().fdrLevel()) {
      page.append("<p class=\"none\">With so few null worlds one basket alone could not reach the")
          .append(" level, whatever the data; take more.</p>");
    }
  }

  private void method() {
    page.append("<h2>How they were made and tested</h2><table>");
    for (BasketMethod method : result.rule().methods()) {
      page.append("<tr>")
          .append(cell(method.word()))
          .append("<td class=\"w\">")
          .append(method.sentence());
    }
    page.append("</table><p class=\"soft\">A basket that was chosen for looking good passes the")
        .append(" tables of a unit root test too often. Here its statistic is ranked among those")
        .append(" that the same choice gives in ")
        .append(count(result.rule().worlds()))
        .append(" worlds in which the days of the window stand in random order, seeds ")
        .append(result.rule().seed())
        .append(" to ")
        .append(result.rule().seed() + result.rule().worlds() - 1)
        .append(", all stocks of a day together and each as volatile as it was then.</p>");
  }

  private void table() {
    page.append("<h2>The best ")
        .append(best.size())
        .append("</h2><div class=\"wide\"><table><tr><th>y<th>method<th>hedge<th class=\"n\">ADF t")
        .append("<th class=\"n\">p<th class=\"n\">q BH<th class=\"n\">q BY<th class=\"n\">sd bps")
        .append("<th class=\"n\">cost bps<th class=\"n\">half-life<th class=\"n\">± se")
        .append("<th class=\"n\">s-score<th class=\"n\">Hurst<th class=\"n\">replicated")
        .append("<th>sector<th>verdict");
    for (BasketCandidate basket : best) {
      ResidualFigures residual = basket.residual();
      page.append(basket.verdict() == Verdict.SELECTED ? "<tr class=\"selected\">" : "<tr>")
          .append(cell(text(basket.y())))
          .append(cell(basket.method().word()))
          .append(cell(hedge(basket)))
          .append(cell("%.2f", residual.statistic()))
          .append(cell("%.2g", basket.pValue()))
          .append(cell("%.2g", basket.pValueBh()))
          .append(cell("%.2g", basket.pValueBy()))
          .append(cell("%.0f", 1e4 * residual.sd()))
          .append(cell("%.0f", basket.costBps()))
          .append(cell("%.1f", residual.halfLifeBars()))
          .append(cell("%.1f", residual.halfLifeSe()))
          .append(cell("%.2f", residual.sScore()))
          .append(cell("%.2f", residual.hurst()))
          .append(cell("%.2f", basket.replicated()))
          .append(cell(text(basket.sector())))
          .append(cell(basket.verdict().word()));
    }
    page.append("</table></div>");
  }

  /** The hedge as a sum, a leg a line, each ratio with its standard error. */
  private static String hedge(BasketCandidate basket) {
    StringBuilder sum = new StringBuilder();
    for (HedgeLeg leg : basket.legs()) {
      sum.append(sum.isEmpty() ? "" : "<br>")
          .append(String.format(Locale.ROOT, "%.3f ± %.3f ", leg.hedgeRatio(), leg.standardError()))
          .append(text(leg.name()));
    }
    return sum.toString();
  }

  private void plots() {
    page.append("<h2>Residuals of the best</h2><p class=\"soft\">In standard deviations from the")
        .append(" mean of the window; the band is two of them.</p>");
    for (BasketCandidate basket : best.subList(0, Math.min(PLOTS, best.size()))) {
      page.append("<h3>log ").append(text(basket.y()));
      for (HedgeLeg leg : basket.legs()) {
        page.append(
                String.format(
                    Locale.ROOT,
                    " %s %.3f log ",
                    leg.hedgeRatio() < 0 ? "+" : "−",
                    Math.abs(leg.hedgeRatio())))
            .append(text(leg.name()));
      }
      page.append(" <span class=\"soft\">").append(basket.verdict().word()).append("</span></h3>");
      double[] z = result.residual(basket);
      for (int t = 0; t < z.length; t++) {
        z[t] /= basket.residualSd();
      }
      page.append(SpreadPlot.svg("residual of " + basket.y(), z, panel));
    }
  }
}
