package io.statarb.report.page;

import io.statarb.report.CauseWords;
import io.statarb.report.ModeFigures;
import io.statarb.report.Report;
import java.util.List;
import java.util.Locale;

/** The numbers a reader looks for first, as tiles and as one paragraph. */
final class HeadlineSection {
  private static final double BPS = 1e4;
  private static final double MICROS = 1e6;

  private HeadlineSection() {}

  static Html html(Report report) {
    ModeFigures live = report.live();
    String currency = report.provenance().currency();
    List<Html> tiles =
        List.of(
            tile(
                "Net P&L", Figures.signedMoney(live.pnlMicros()), currency, tone(live.pnlMicros())),
            tile(
                "Return on capital",
                Figures.signed(returnBps(report, live), 1),
                "bps",
                tone(live.pnlMicros())),
            tile(
                "Before costs",
                Figures.signedMoney(live.grossMicros()),
                currency,
                tone(live.grossMicros())),
            tile(
                "Costs",
                Figures.signedMoney(live.costsMicros()),
                currency,
                tone(live.costsMicros())),
            tile(
                "Round trips",
                Figures.count(live.roundTrips()),
                Figures.share(live.winners(), live.netPerRoundTrip().observations()) + " won",
                ""),
            tile("Orders", Figures.count(live.orders()), perTrip(live.orders(), live), ""),
            tile("Fills", Figures.count(live.fills()), perTrip(live.fills(), live), ""),
            tile("Risk refusals", Figures.count(refusals(live)), "checks failed", ""));
    return Html.of(
        """
        <section id="headline" aria-label="Headline">
        <div class="tiles">
        %s</div>
        <p class="summary">%s</p>
        </section>
        """,
        Html.join(tiles), summary(report));
  }

  static double returnBps(Report report, ModeFigures mode) {
    return mode.pnlMicros() / MICROS / report.provenance().capital() * BPS;
  }

  private static Html tile(String name, String value, String unit, String tone) {
    return Html.of(
        """
        <div class="tile"><div class="name">%s</div><div class="value %s">%s</div><div class="unit">%s</div></div>
        """,
        name, tone, value, unit);
  }

  private static String perTrip(long count, ModeFigures live) {
    return live.roundTrips() == 0
        ? ""
        : Figures.number((double) count / live.roundTrips(), 1) + " per round trip";
  }

  private static long refusals(ModeFigures mode) {
    return mode.riskRefusals().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String tone(long micros) {
    return micros > 0 ? "gain" : micros < 0 ? "loss" : "";
  }

  /** What happened, in the words of someone who has to say it to somebody else. */
  static String summary(Report report) {
    ModeFigures live = report.live();
    String currency = report.provenance().currency();
    long dates = report.provenance().tradingDates();
    StringBuilder text = new StringBuilder();
    text.append(
        "Over %s trading %s the strategy made %s round trips and %s %s %s (%s bps of capital). "
            .formatted(
                Figures.count(dates),
                dates == 1 ? "date" : "dates",
                Figures.count(live.roundTrips()),
                verb(live.pnlMicros()),
                Figures.money(Math.abs(live.pnlMicros())),
                currency,
                Figures.signed(returnBps(report, live), 1)));
    text.append(
        "Before costs it %s %s; crossing came to %s, fees to %s, legging and delay to %s. "
            .formatted(
                verb(live.grossMicros()),
                Figures.money(Math.abs(live.grossMicros())),
                Figures.signedMoney(CauseWords.micros(live.attribution(), "crossing")),
                Figures.signedMoney(CauseWords.micros(live.attribution(), "fees")),
                Figures.signedMoney(CauseWords.micros(live.attribution(), "legging"))));
    ModeFigures baseline = report.baseline();
    text.append(
        "A plain z-score rule without a model %s %s in %s round trips after the same costs. "
            .formatted(
                verb(baseline.pnlMicros()),
                Figures.money(Math.abs(baseline.pnlMicros())),
                Figures.count(baseline.roundTrips())));
    text.append(
        "On the mean net P&L per round trip: %s."
            .formatted(live.netPerRoundTrip().verdict().toLowerCase(Locale.ROOT)));
    return text.toString();
  }

  private static String verb(long micros) {
    return micros < 0 ? "lost" : "earned";
  }
}
