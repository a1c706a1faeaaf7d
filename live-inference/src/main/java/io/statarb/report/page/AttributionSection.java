package io.statarb.report.page;

import io.statarb.report.CauseWords;
import io.statarb.report.ModeFigures;
import io.statarb.report.ModeFigures.SessionFigures;
import io.statarb.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From gross to net by cause, and by session. */
final class AttributionSection {
  private AttributionSection() {}

  static Html html(Report report) {
    ModeFigures live = report.live();
    return Html.of(
        """
        <section id="attribution">
        <h2>From gross to net</h2>
        <figure><div class="chart" id="chart-waterfall"></div></figure>
        %s
        <p class="note">Each cause has its own formula; none is a remainder. The residual is P&amp;L from cash and closing marks
        less the sum of the causes, to the millionth of a %s: <strong>%s</strong>.</p>
        </section>
        """,
        table(live),
        report.provenance().currency(),
        Figures.signed(live.attributionResidualMicros() / 1e6, 6));
  }

  private static Html table(ModeFigures live) {
    List<String> causes = CauseWords.ordered(live.attribution().keySet());
    Table table =
        Table.of("attribution-by-session").text("Session").number("Ticks").number("Round trips");
    causes.forEach(cause -> table.number(CauseWords.label(cause)));
    table.number("Net P&L");
    for (SessionFigures session : live.sessions()) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  session.tradeDate(),
                  Figures.count(session.ticks()),
                  Figures.count(session.roundTrips())));
      cells.addAll(moneys(causes, session.attribution(), session.pnlMicros()));
      table.row(cells.toArray());
    }
    List<Object> total =
        new ArrayList<>(
            List.of(
                "All",
                Figures.count(live.sessions().stream().mapToLong(SessionFigures::ticks).sum()),
                Figures.count(live.roundTrips())));
    total.addAll(moneys(causes, live.attribution(), live.pnlMicros()));
    return table.total(total.toArray()).html();
  }

  /** Cells of the causes and of their sum. */
  static List<Object> moneys(List<String> causes, Map<String, Long> attribution, long pnlMicros) {
    List<Object> cells = new ArrayList<>();
    for (String cause : causes) {
      cells.add(Table.Cell.money(CauseWords.micros(attribution, cause)));
    }
    cells.add(Table.Cell.money(pnlMicros));
    return cells;
  }
}
