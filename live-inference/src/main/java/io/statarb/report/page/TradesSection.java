package io.statarb.report.page;

import io.statarb.report.CauseWords;
import io.statarb.report.LeftoverLine;
import io.statarb.report.Report;
import io.statarb.report.RoundTripLine;
import java.util.ArrayList;
import java.util.List;

/** The round trips one by one, and what was left at the end of a date. */
final class TradesSection {
  /** Rows shown; the rest stands in the CSV file. */
  static final int MAX_ROWS = 200;

  private TradesSection() {}

  static Html html(Report report) {
    List<RoundTripLine> trips = report.roundTrips();
    return Html.of(
        """
        <section id="trades">
        <h2>Trades</h2>
        <p>%s Click a column to sort. <code>statarb explain FILL</code> follows a fill back to the raw files.</p>
        %s
        <h3>Left at the end of a date</h3>
        %s
        </section>
        """,
        trips.size() <= MAX_ROWS
            ? "All %s round trips; also in trades.csv.".formatted(Figures.count(trips.size()))
            : "The first %s of %s round trips; all of them in trades.csv."
                .formatted(Figures.count(MAX_ROWS), Figures.count(trips.size())),
        trades(report),
        leftovers(report.leftovers()));
  }

  private static Html trades(Report report) {
    List<String> causes = CauseWords.ordered(report.live().attribution().keySet());
    Table table =
        Table.sortable("trades-table")
            .text("Entered (UTC)")
            .text("Pair")
            .text("Spread")
            .number("Held")
            .number("z at entry")
            .number("Score")
            .text("Left because")
            .number("Lots Y / X");
    causes.forEach(cause -> table.number(CauseWords.label(cause)));
    table.number("Net P&L").text("First fill");
    report.roundTrips().stream()
        .limit(MAX_ROWS)
        .forEach(
            trip -> {
              List<Object> cells =
                  new ArrayList<>(
                      List.of(
                          new Table.Cell(Figures.utc(trip.openedNs()), (double) trip.openedNs(), ""),
                          trip.pair(),
                          trip.direction() > 0 ? "long" : "short",
                          new Table.Cell(
                              Figures.duration(trip.closedNs() - trip.openedNs()),
                              (double) (trip.closedNs() - trip.openedNs()),
                              ""),
                          Table.Cell.number(trip.entryZ(), 2),
                          Table.Cell.number(trip.entryScore(), 3),
                          trip.exitReason().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                          Figures.signedCount(trip.yLots()) + " / " + Figures.signedCount(trip.xLots())));
              cells.addAll(AttributionSection.moneys(causes, trip.attribution(), trip.pnlMicros()));
              cells.add(Html.of("<code>%s</code>", trip.firstFillId()));
              table.row(cells.toArray());
            });
    return table.html();
  }

  private static Html leftovers(List<LeftoverLine> leftovers) {
    if (leftovers.isEmpty()) {
      return Html.of("<p>Nothing: every position was closed by orders before its date ended.</p>");
    }
    Table table =
        Table.of("leftovers-table")
            .text("Session")
            .text("Pair")
            .text("Instrument")
            .number("Lots")
            .number("Marked at")
            .number("Mid then");
    for (LeftoverLine line : leftovers) {
      table.row(
          line.tradeDate(),
          line.pair(),
          line.instrument(),
          Figures.signedCount(line.positionLots()),
          Figures.number(line.price(), 6),
          Figures.number(line.mid(), 6));
    }
    return Html.of(
        "<p>Marked at the side they would leave at, and counted in the P&amp;L:</p>%s", table.html());
  }
}
