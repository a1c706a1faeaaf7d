package io.statarb.live;

import io.statarb.cli.Json;
import io.statarb.replay.TradingSummary;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what was traded. */
final class SummaryPrinter {
  private SummaryPrinter() {}

  /**
   * Prints a summary to standard output.
   *
   * @param summary the summary
   * @param file where it was written
   * @param json whether to print JSON alone
   */
  static void print(TradingSummary summary, Path file, boolean json) {
    if (json) {
      System.out.println(Json.text(summary));
      return;
    }
    System.out.println("mode %s, stage %s".formatted(summary.mode(), summary.stage()));
    for (TradingSummary.SessionSummary s : summary.sessions()) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "  %s %-8s ticks %,d, rows %,d, orders %,d, fills %,d, round trips %,d, P&L %.2f",
              s.tradeDate(),
              s.outcome(),
              s.ticks(),
              s.rows(),
              s.orders(),
              s.fills(),
              s.roundTrips(),
              s.pnlMicros() / 1e6));
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "P&L %.2f, residual %d micros, refusals %s",
            summary.pnlMicros() / 1e6,
            summary.attributionResidualMicros(),
            summary.riskRefusals()));
    System.out.println(
        String.format(
            Locale.ROOT,
            "tick to order ns: p50 %d, p99 %d, p99.9 %d (%d measured)",
            summary.tickToOrderNs().p50(),
            summary.tickToOrderNs().p99(),
            summary.tickToOrderNs().p999(),
            summary.tickToOrderNs().count()));
    System.out.println("tape sha256 " + summary.tapeSha256());
    System.out.println("summary " + file);
  }
}
