package io.statarb.report.page;

import io.statarb.report.CauseWords;
import io.statarb.report.ModeFigures;
import io.statarb.report.ModeFigures.PairFigures;
import io.statarb.report.Report;
import java.util.ArrayList;
import java.util.List;

/** P&amp;L by pair and cause. */
final class PairsSection {
  private PairsSection() {}

  static Html html(Report report) {
    return Html.of(
        """
        <section id="pairs">
        <h2>P&amp;L by pair</h2>
        <figure><div class="chart" id="chart-pairs"></div></figure>
        %s
        <p class="note">%s. All rows: <code>pairs.csv</code> and <code>attribution.csv</code> beside this page.</p>
        </section>
        """,
        table(report.live()), "Money in " + report.provenance().currency());
  }

  private static Html table(ModeFigures live) {
    List<String> causes = CauseWords.ordered(live.attribution().keySet());
    Table table =
        Table.sortable("pairs-table")
            .text("Pair")
            .number("Round trips")
            .number("Won")
            .number("Orders")
            .number("Fills")
            .number("Refusals");
    causes.forEach(cause -> table.number(CauseWords.label(cause)));
    table.number("Net P&L").number("Net per round trip");
    for (PairFigures pair : live.pairs()) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  pair.pair(),
                  Table.Cell.count(pair.roundTrips()),
                  Figures.share(pair.winners(), pair.roundTrips()),
                  Table.Cell.count(pair.orders()),
                  Table.Cell.count(pair.fills()),
                  Table.Cell.count(pair.refusals())));
      cells.addAll(AttributionSection.moneys(causes, pair.attribution(), pair.pnlMicros()));
      cells.add(perTrip(pair.pnlMicros(), pair.roundTrips()));
      table.row(cells.toArray());
    }
    return table.html();
  }

  private static Object perTrip(long micros, long roundTrips) {
    return roundTrips == 0 ? Figures.NONE : Table.Cell.money((double) micros / roundTrips);
  }
}
