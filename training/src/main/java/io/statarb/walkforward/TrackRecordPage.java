package io.statarb.walkforward;

import io.statarb.walkforward.TrackRecord.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A track record as one HTML page without anything from outside; the plot is SVG. */
public final class TrackRecordPage {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int BOTTOM = 24;
  private static final int LABEL_HEIGHT = 14;
  private static final double MICROS = 1e6;

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d8dde4;--card:#f6f7f9;--page:#fff;
      --bad:#c0392b;--good:#1f7a5c;--curve:#2563a8}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa5b4;--line:#333c48;--card:#1b222c;
      --page:#12171e;--bad:#e8705f;--good:#4fc39a;--curve:#6aa9e9}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:1320px;
      margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}.soft{color:var(--soft)}
      .note{border-left:4px solid var(--bad);padding:.3rem .8rem;background:var(--card);margin:1rem 0}
      .cards{display:flex;flex-wrap:wrap;gap:.7rem;margin:1rem 0}
      .card{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.5rem .9rem;min-width:8rem}
      .card b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}
      table{border-collapse:collapse;width:100%;font-size:.86rem}th,td{text-align:left;padding:.2rem .5rem;
      border-bottom:1px solid var(--line);white-space:nowrap}td.n,th.n{text-align:right;
      font-variant-numeric:tabular-nums}.loss{color:var(--bad)}.gain{color:var(--good)}
      svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:12px}.wide{overflow-x:auto}
      a{color:var(--curve)}
      """;

  private final TrackRecord record;
  private final StringBuilder page = new StringBuilder(1 << 16);

  /**
   * A page to be made.
   *
   * @param record what it shows
   */
  public TrackRecordPage(TrackRecord record) {
    this.record = record;
  }

  /** The page. */
  public String html() {
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(escaped(record.strategy()))
        .append(" walk forward</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    head();
    curve();
    folds();
    table("Pairs and baskets", "kind", record.byKind());
    table("By sector", "sector", record.bySector());
    table("By pair and basket", "legs", record.byPair());
    page.append("</body></html>\n");
    return page.toString();
  }

  private void head() {
    List<FoldFigures> folds = record.folds();
    page.append("<h1>")
        .append(escaped(record.strategy()))
        .append(": walk forward</h1><p class=\"soft\">")
        .append(
            "%d folds, %d days traded from %s to %s that no pair, model or threshold of their fold had seen. Decided on the close, dealt at the next opening. Seed %d."
                .formatted(
                    folds.size(),
                    record.tradedDays(),
                    folds.getFirst().tradedFrom(),
                    folds.getLast().tradedTo(),
                    record.seed()))
        .append("</p>");
    long discovered = folds.stream().mapToLong(FoldFigures::pairsDiscovered).sum();
    long chosen = folds.stream().mapToLong(FoldFigures::pairsChosen).sum();
    if (record.stage().equals("paper")) {
      page.append(
              "<p class=\"note\">Traded on <b>paper</b> only: at least one fold failed a gate of merit. ")
          .append(
              "%d of %d chosen pairs and baskets stand at the false discovery rate over all that were tested; the others were chosen for their rank."
                  .formatted(discovered, chosen))
          .append("</p>");
    }
    if (!folds.stream().allMatch(FoldFigures::membersKnown)) {
      page.append(
          "<p class=\"note\">The data have no dated member lists, so companies that joined the universe later were traded before they did: these results are better than anyone's could have been.</p>");
    }
    page.append("<div class=\"cards\">");
    card("Net P&amp;L", money(record.pnlMicros()));
    card(
        "Sharpe, annualised",
        record.sharpe() == null
            ? "none"
            : "%.2f &plusmn; %.2f".formatted(record.sharpe(), record.sharpeSe()));
    card("Largest drawdown", money(-record.maxDrawdownMicros()));
    card("Round trips", Long.toString(record.roundTrips()));
    card("Plain z-score rule", money(record.baselinePnlMicros()));
    card("Dealt at the close's mid", money(record.frictionlessPnlMicros()));
    card("Unexplained", money(record.residualMicros()));
    card("Feature rows bit-equal", record.rowsBitEqual() + " of " + record.rowsCompared());
    page.append("</div><p class=\"soft\">Money in ")
        .append(escaped(record.currency()))
        .append(" on a capital of ")
        .append(String.format(Locale.ROOT, "%,d", record.capital()))
        .append(". P&amp;L by cause: ")
        .append(
            "spread convergence %s, hedge mismatch %s, crossing %s, fees %s, move between decision and fill %s."
                .formatted(
                    money(record.causes().spreadConvergence()),
                    money(record.causes().hedgeMismatch()),
                    money(record.causes().crossing()),
                    money(record.causes().fees()),
                    money(record.causes().legging())))
        .append(" Dividends are in neither prices nor P&amp;L.</p>");
  }

  private void card(String name, String value) {
    page.append("<div class=\"card\"><span class=\"soft\">")
        .append(name)
        .append("</span><b>")
        .append(value)
        .append("</b></div>");
  }

  private void curve() {
    SortedMap<String, Long> days = record.days();
    double low = Math.min(0, days.values().stream().mapToLong(Long::longValue).min().orElse(0));
    double high = Math.max(0, days.values().stream().mapToLong(Long::longValue).max().orElse(0));
    double span = Math.max(1, high - low);
    StringBuilder points = new StringBuilder();
    int i = 0;
    for (long pnl : days.values()) {
      points.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(i++, days.size()), y((double) pnl, low, span)));
    }
    page.append("<h2>P&amp;L at days' ends</h2><svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" role=\"img\" aria-label=\"cumulative P&amp;L\">");
    for (double level : new double[] {low, 0, high}) {
      if (level != 0 && Math.abs(y(level, low, span) - y(0, low, span)) < LABEL_HEIGHT) {
        continue;
      }
      page.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT,
              WIDTH,
              y(level, low, span),
              y(level, low, span),
              LEFT - 6,
              y(level, low, span) + 4,
              String.format(Locale.ROOT, "%,.0f", level / MICROS)));
    }
    int start = 0;
    for (FoldFigures fold : record.folds()) {
      page.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\" stroke=\"var(--line)\" stroke-dasharray=\"3 4\"/><text x=\"%3$.1f\" y=\"%4$d\">%5$s</text>",
              x(start, days.size()),
              HEIGHT - BOTTOM,
              x(start, days.size()) + 4,
              HEIGHT - 6,
              fold.tradedFrom()));
      start += fold.days().size();
    }
    page.append("<polyline fill=\"none\" stroke=\"var(--curve)\" stroke-width=\"1.6\" points=\"")
        .append(points)
        .append("\"/></svg>");
  }

  private static double x(int i, int count) {
    return LEFT + (double) (WIDTH - LEFT) * i / Math.max(1, count - 1);
  }

  private static double y(double pnl, double low, double span) {
    return 8 + (HEIGHT - BOTTOM - 16) * (1 - (pnl - low) / span);
  }

  private void folds() {
    page.append(
        "<h2>Folds</h2><div class=\"wide\"><table><tr><th>formation<th>traded<th class=\"n\">pairs tested<th class=\"n\">baskets tested<th class=\"n\">stand at FDR<th class=\"n\">chosen<th>stage<th class=\"n\">round trips<th class=\"n\">net P&amp;L<th class=\"n\">z-score rule<th class=\"n\">at the close<th>report</tr>");
    for (FoldFigures fold : record.folds()) {
      page.append(
          "<tr><td>%s to %s<td>%s to %s<td class=\"n\">%,d<td class=\"n\">%,d<td class=\"n\">%d<td class=\"n\">%d<td>%s<td class=\"n\">%d<td class=\"n\">%s<td class=\"n\">%s<td class=\"n\">%s<td><a href=\"../folds/%d/report/index.html\">trades</a> <a href=\"../folds/%d/screen/screen.html\">pairs</a>%s <a href=\"../folds/%d/quality/quality.html\">data</a></tr>"
              .formatted(
                  fold.formationFrom(),
                  fold.formationTo(),
                  fold.tradedFrom(),
                  fold.tradedTo(),
                  fold.pairsTested(),
                  fold.basketsTested(),
                  fold.pairsDiscovered(),
                  fold.pairsChosen(),
                  escaped(fold.stage()),
                  fold.roundTrips(),
                  money(fold.pnlMicros()),
                  money(fold.baselinePnlMicros()),
                  money(fold.frictionlessPnlMicros()),
                  fold.fold(),
                  fold.fold(),
                  baskets(fold),
                  fold.fold()));
    }
    page.append("</table></div>");
  }

  private static String baskets(FoldFigures fold) {
    return fold.basketsTested() == 0
        ? ""
        : " <a href=\"../folds/%d/screen/baskets/baskets.html\">baskets</a>".formatted(fold.fold());
  }

  private void table(String title, String group, Map<String, Line> lines) {
    page.append("<h2>")
        .append(title)
        .append("</h2><div class=\"wide\"><table><tr><th>")
        .append(group)
        .append(
            "<th class=\"n\">number<th class=\"n\">round trips<th class=\"n\">net P&amp;L</tr>");
    page.append(
        lines.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                    (Map.Entry<String, Line> line) -> -line.getValue().pnlMicros()))
            .map(line ->
                "<tr><td>%s<td class=\"n\">%d<td class=\"n\">%d<td class=\"n\">%s</tr>"
                    .formatted(
                        escaped(line.getKey().isEmpty() ? "(none)" : line.getKey()),
                        line.getValue().pairs(),
                        line.getValue().roundTrips(),
                        money(line.getValue().pnlMicros())))
            .collect(Collectors.joining()));
    page.append("</table></div>");
  }

  private static String money(long micros) {
    String text = String.format(Locale.ROOT, "%,.0f", micros / MICROS);
    return micros < 0
        ? "<span class=\"loss\">" + text + "</span>"
        : micros > 0 ? "<span class=\"gain\">" + text + "</span>" : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
