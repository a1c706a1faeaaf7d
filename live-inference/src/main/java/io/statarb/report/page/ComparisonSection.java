package io.statarb.report.page;

import io.statarb.report.CauseWords;
import io.statarb.report.MeanInterval;
import io.statarb.report.ModeFigures;
import io.statarb.report.Report;
import java.util.List;
import java.util.function.Function;

/** Round trips: their spread, their mean with its interval, and the two yardsticks beside them. */
final class ComparisonSection {
  private ComparisonSection() {}

  static Html html(Report report) {
    MeanInterval interval = report.live().netPerRoundTrip();
    return Html.of(
        """
        <section id="round-trips">
        <h2>Round trips, and what they are worth</h2>
        <div class="two">
        <figure><figcaption>Net P&amp;L of each round trip (%s)</figcaption>
        <div class="chart" id="chart-histogram"></div></figure>
        <figure><figcaption>Mean net P&amp;L per round trip with its 95 %% interval (%s)</figcaption>
        <div class="chart" id="chart-means"></div></figure>
        </div>
        <p class="verdict">%s</p>
        %s
        <p class="note">%s</p>
        </section>
        """,
        report.provenance().currency(),
        report.provenance().currency(),
        sentence(interval, report.provenance().currency()),
        table(report),
        method(interval));
  }

  /** The interval and what may be concluded from it. */
  static String sentence(MeanInterval interval, String currency) {
    Double mean = interval.meanMicros();
    Double low = interval.lowMicros();
    Double high = interval.highMicros();
    if (mean == null || low == null || high == null) {
      return "The strategy made %s: %s."
          .formatted(
              interval.observations() == 0 ? "no round trip" : "one round trip",
              interval.verdict());
    }
    return "Mean net P&L per round trip %s %s, 95 %% interval %s to %s: %s."
        .formatted(
            Figures.signedMoney(mean),
            currency,
            Figures.signedMoney(low),
            Figures.signedMoney(high),
            interval.verdict());
  }

  private static String method(MeanInterval interval) {
    return ("Circular block bootstrap (Politis and Romano 1992) of the round trips in the order of their exits:"
            + " blocks of %s (n^(1/3), Hall, Horowitz and Jing 1995), %s resamples, seed %s, percentile interval."
            + " It covers the luck of these days, not that other days are different: below 20 trading dates nothing"
            + " is concluded.")
        .formatted(interval.blockLength(), Figures.count(interval.replications()), interval.seed());
  }

  private static Html table(Report report) {
    List<ModeFigures> modes = List.of(report.live(), report.baseline(), report.frictionless());
    Table table =
        Table.of("comparison-table")
            .text("")
            .number("Strategy")
            .number("z-score rule, no model")
            .number("Frictionless");
    line(table, "Orders", modes, mode -> Figures.count(mode.orders()));
    line(table, "Fills", modes, mode -> Figures.count(mode.fills()));
    line(table, "Round trips", modes, mode -> Figures.count(mode.roundTrips()));
    line(
        table,
        "Won",
        modes,
        mode -> Figures.share(mode.winners(), mode.netPerRoundTrip().observations()));
    for (String cause : CauseWords.ordered(report.live().attribution().keySet())) {
      line(
          table,
          CauseWords.label(cause),
          modes,
          mode -> Table.Cell.money(CauseWords.micros(mode.attribution(), cause)));
    }
    table.total(cells("Net P&L", modes, mode -> Table.Cell.money(mode.pnlMicros())));
    line(
        table,
        "Return on capital, bps",
        modes,
        mode -> Figures.signed(HeadlineSection.returnBps(report, mode), 1));
    line(table, "Net per round trip", modes, mode -> mean(mode.netPerRoundTrip()));
    line(table, "95 % interval", modes, mode -> ends(mode.netPerRoundTrip()));
    return table.html();
  }

  private static void line(
      Table table, String name, List<ModeFigures> modes, Function<ModeFigures, Object> of) {
    table.row(cells(name, modes, of));
  }

  private static Object[] cells(
      String name, List<ModeFigures> modes, Function<ModeFigures, Object> of) {
    Object[] cells = new Object[modes.size() + 1];
    cells[0] = name;
    for (int i = 0; i < modes.size(); i++) {
      cells[i + 1] = of.apply(modes.get(i));
    }
    return cells;
  }

  private static Object mean(MeanInterval interval) {
    Double mean = interval.meanMicros();
    return mean == null ? Figures.NONE : Table.Cell.money((double) mean);
  }

  private static Object ends(MeanInterval interval) {
    Double low = interval.lowMicros();
    Double high = interval.highMicros();
    return low == null || high == null
        ? Figures.NONE
        : Figures.signedMoney((double) low) + " to " + Figures.signedMoney((double) high);
  }
}
