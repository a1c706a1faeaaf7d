package io.statarb.report.page;

import io.statarb.report.ParityFigures;
import io.statarb.report.QualityFigures;
import io.statarb.report.QualityFigures.ClockFigures;
import io.statarb.report.QualityFigures.SeriesFigures;
import io.statarb.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What ingest read, accepted and set aside, and how live features compare with the batch's. */
final class QualitySection {
  private QualitySection() {}

  static Html html(Report report) {
    QualityFigures quality = report.quality();
    List<Html> notes =
        quality.notes().stream().map(note -> Html.of("<li>%s</li>\n", note)).toList();
    return Html.of(
        """
        <section id="quality">
        <h2>Data quality</h2>
        <p>%s quotes read: %s accepted, %s quarantined (%s). Accepted and quarantined add up to read.</p>
        %s%s
        %s
        <details><summary>By session and instrument (%s series)</summary>
        %s</details>
        %s
        </section>
        """,
        Figures.count(quality.read()),
        Figures.count(quality.accepted()),
        Figures.count(quality.quarantinedTicks()),
        Figures.share(quality.quarantinedTicks(), quality.read()),
        reasons(quality),
        notes.isEmpty() ? Html.EMPTY : Html.of("<ul>%s</ul>\n", Html.join(notes)),
        clocks(quality.clockOffsets()),
        Figures.count(quality.series().size()),
        series(quality),
        parity(report.parity()));
  }

  private static Html reasons(QualityFigures quality) {
    if (quality.quarantined().isEmpty()) {
      return Html.EMPTY;
    }
    Table table =
        Table.of("quarantine-table")
            .text("Quarantined as")
            .number("Quotes")
            .number("Share of read");
    for (Map.Entry<String, Long> reason : quality.quarantined().entrySet()) {
      table.row(
          reason.getKey().replace('_', ' '),
          Figures.count(reason.getValue()),
          Figures.percent((double) reason.getValue() / Math.max(1, quality.read()), 2));
    }
    return table.html();
  }

  private static Html series(QualityFigures quality) {
    List<String> reasons = new ArrayList<>(quality.quarantined().keySet());
    Table table =
        Table.sortable("series-table")
            .text("Session")
            .text("Instrument")
            .number("Read")
            .number("Accepted")
            .number("Locked");
    reasons.forEach(reason -> table.number(reason.replace('_', ' ')));
    table.number("Quarantined");
    for (SeriesFigures series : quality.series()) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  series.tradeDate(),
                  series.instrument(),
                  Table.Cell.count(series.read()),
                  Table.Cell.count(series.accepted()),
                  Table.Cell.count(series.locked())));
      for (String reason : reasons) {
        cells.add(Table.Cell.count(series.quarantined().getOrDefault(reason, 0L)));
      }
      cells.add(Figures.share(series.read() - series.accepted(), series.read()));
      table.row(cells.toArray());
    }
    return table.html();
  }

  private static Html clocks(List<ClockFigures> offsets) {
    if (offsets.isEmpty()) {
      return Html.EMPTY;
    }
    Table table =
        Table.sortable("clocks-table")
            .text("Session")
            .text("Symbol")
            .text("Venues")
            .number("The second is late by", "ms")
            .number("Correlation of changes")
            .text("Verdict");
    for (ClockFigures offset : offsets) {
      table.row(
          offset.tradeDate(),
          offset.symbol(),
          offset.venueA() + ", " + offset.venueB(),
          Table.Cell.number(offset.offsetMs(), 0),
          Table.Cell.number(offset.correlation(), 3),
          offset.verdict());
    }
    double largest =
        offsets.stream().mapToDouble(offset -> Math.abs(offset.offsetMs())).max().orElse(0);
    return Html.of(
        "<details><summary>Clocks of the venues, from their quotes alone: at most %s ms apart</summary>%s</details>",
        Figures.number(largest, 0), table.html());
  }

  private static Html parity(ParityFigures parity) {
    boolean equal = parity.rowsBitEqual() == parity.rowsCompared() && parity.rowsMissing() == 0;
    return Html.of(
        """
        <h3>Features: recorded by the trading process against written by the batch</h3>
        <p>%s rows compared: <span class="%s">%s bit-equal</span>, %s with every value finite, %s on one side only.%s</p>
        """,
        Figures.count(parity.rowsCompared()),
        equal ? "pass" : "fail",
        Figures.count(parity.rowsBitEqual()),
        Figures.share(parity.rowsAllFinite(), parity.rowsCompared()),
        Figures.count(parity.rowsMissing()),
        parity.firstMismatch().isEmpty()
            ? ""
            : " First difference: " + parity.firstMismatch() + ".");
  }
}
