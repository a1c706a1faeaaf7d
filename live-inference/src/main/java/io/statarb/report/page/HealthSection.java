package io.statarb.report.page;

import io.statarb.report.HealthLine;
import io.statarb.report.HealthLine.Measures;
import io.statarb.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How healthy each pair was, as a picture of all sessions and change by change. */
final class HealthSection {
  /** Rows shown; the rest stands in the CSV file. */
  private static final int MAX_ROWS = 100;

  private HealthSection() {}

  static Html html(Report report) {
    return Html.of(
        """
        <section id="health">
        <h2>Health of the pairs</h2>
        %s
        <p class="note">A verdict is read from rolling windows against the formation window: unit root, half-life, hedge ratio, sd of \
        the spread, and a break of its level. Size down enters fewer lots, exit only enters nothing, quarantined leaves as well. It goes on into the \
        next session of the same bundle. All changes: <code>health.csv</code>.</p>
        </section>
        """,
        body(report));
  }

  private static Html body(Report report) {
    List<HealthLine> lines = report.health();
    if (lines.isEmpty()) {
      return Html.of("<p>Every pair was healthy throughout.</p>");
    }
    return Html.of(
        """
        %s
        <p>%s</p>
        <div class="tall">%s</div>
        """,
        HealthStrip.svg(report),
        lines.size() <= MAX_ROWS
            ? "All %s verdicts.".formatted(Figures.count(lines.size()))
            : "The last %s of %s verdicts."
                .formatted(Figures.count(MAX_ROWS), Figures.count(lines.size())),
        table(lines.subList(Math.max(0, lines.size() - MAX_ROWS), lines.size())));
  }

  private static Html table(List<HealthLine> lines) {
    Table table =
        Table.sortable("health-table")
            .text("When, UTC")
            .text("Pair")
            .text("From")
            .text("To")
            .text("Why")
            .number("p unit root")
            .number("sd", "of formation")
            .number("Hedge drift", "t")
            .number("Shift", "sd")
            .number("Break", "of limit");
    for (HealthLine line : lines) {
      Measures of = line.measures();
      table.row(
          Figures.utc(line.tsNs()),
          line.pair(),
          line.broughtFrom().isEmpty()
              ? words(line.before())
              : "brought from " + line.broughtFrom(),
          words(line.state()),
          String.join(", ", line.reasons()),
          number(of == null ? null : of.pValue(), 3),
          number(of == null ? null : of.sdRatio(), 2),
          number(of == null ? null : of.hedgeDriftT(), 1),
          number(of == null ? null : of.shiftSd(), 2),
          number(of == null ? null : of.breakRatio(), 2));
    }
    return table.html();
  }

  private static Object number(@Nullable Double value, int digits) {
    return value == null ? Figures.NONE : Table.Cell.number(value, digits);
  }

  private static String words(String state) {
    return state.replace('_', ' ');
  }
}
