package io.statarb.report.page;

import io.statarb.attribution.Leftover;
import io.statarb.report.CauseWords;
import io.statarb.report.Report;
import io.statarb.report.RoundTripLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
        <p>%s Click a column to sort; money in %s. <code>statarb explain FILL</code> follows a fill back to the raw files.</p>
        %s
        <h3>Left at the end of a date</h3>
        %s
        </section>
        """,
        trips.size() <= MAX_ROWS
            ? "All %s round trips; also in trades.csv.".formatted(Figures.count(trips.size()))
            : "The first %s of %s round trips; all of them in trades.csv."
                .formatted(Figures.count(MAX_ROWS), Figures.count(trips.size())),
        report.provenance().currency(),
        trades(report),
        leftovers(report.leftovers(), report.provenance().currency()));
  }

  private static Html trades(Report report) {
    List<String> causes = CauseWords.ordered(report.live().attribution().keySet());
    Table table =
        Table.sortable("trades-table")
            .text("Entered, UTC")
            .text("Pair")
            .text("Spread")
            .number("Held")
            .number("z")
            .number("Score")
            .text("Left by")
            .number("Lots Y / X");
    causes.forEach(cause -> table.number(CauseWords.label(cause)));
    table.number("Net P&L").text("First fill");
    report.roundTrips().stream()
        .limit(MAX_ROWS)
        .forEach(trip -> table.row(trade(trip, causes).toArray()));
    return Html.of("<div class=\"tall\">%s</div>", table.html());
  }

  private static List<Object> trade(RoundTripLine trip, List<String> causes) {
    long heldNs = trip.closedNs() - trip.openedNs();
    Double score = trip.entryScore();
    List<Object> cells = new ArrayList<>();
    cells.add(new Table.Cell(Figures.monthToSecond(trip.openedNs()), (double) trip.openedNs(), ""));
    cells.add(trip.pair());
    cells.add(trip.direction() > 0 ? "long" : "short");
    cells.add(new Table.Cell(Figures.duration(heldNs), (double) heldNs, ""));
    cells.add(Table.Cell.number(trip.entryZ(), 2));
    cells.add(score == null ? Figures.NONE : Table.Cell.number(score, 2));
    cells.add(trip.exitReason().replace('_', ' '));
    cells.add(
        trip.legs().stream()
            .map(leg -> Figures.signedCount(leg.lots()))
            .collect(Collectors.joining(" / ")));
    cells.addAll(AttributionSection.moneys(causes, trip.attribution(), trip.pnlMicros()));
    cells.add(Html.of("<code>%s</code>", trip.firstFillId()));
    return cells;
  }

  private static Html leftovers(List<Leftover> leftovers, String currency) {
    if (leftovers.isEmpty()) {
      return Html.of("<p>Nothing: every position was closed by orders before its date ended.</p>");
    }
    Table table =
        Table.of("leftovers-table")
            .text("Session")
            .text("Pair")
            .text("Leg")
            .text("Instrument")
            .number("Lots")
            .number("Marked at, half ticks")
            .number("Value", currency);
    for (Leftover line : leftovers) {
      table.row(
          line.tradeDate(),
          line.pair(),
          line.leg(),
          line.instrument(),
          Figures.signedCount(line.positionLots()),
          Figures.count(line.px2Ticks()),
          Figures.signedMoney(line.valueMicros()));
    }
    return Html.of(
        "<p>Marked at the side they would leave at, and counted in the P&amp;L:</p>%s",
        table.html());
  }
}
