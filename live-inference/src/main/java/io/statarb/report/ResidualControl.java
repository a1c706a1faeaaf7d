package io.statarb.report;

import io.statarb.bundle.Bundle;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;

/**
 * The negative control of the attribution: the residual as it is, and with the price of one fill
 * altered by one tick.
 *
 * @param fillId the altered fill
 * @param alteredByTicks ticks added to its price
 * @param attributionResidualMicros residual of the session as the tape has it
 * @param alteredResidualMicros residual with the altered fill
 */
record ResidualControl(
    String fillId, int alteredByTicks, long attributionResidualMicros, long alteredResidualMicros) {

  /**
   * Runs the control on the fill's session in the live mode; writes nothing.
   *
   * @throws Refusal when the run does not trade that session or the session has no such fill
   */
  static ResidualControl of(RunFolder out, String fillId) {
    AlteredFill altered = AlteredFill.of(fillId);
    RunRecords records = new RunRecords(out);
    if (!records.tradeDates().contains(altered.tradeDate())) {
      throw Refusal.usage(
          "the run does not trade the date of this fill: fill=%s known=%s"
              .formatted(fillId, records.tradeDates()));
    }
    Bundle bundle = records.bundle(records.trading("live").bundleSha256());
    return new ResidualControl(
        fillId, 1, residual(out, bundle, altered, false), residual(out, bundle, altered, true));
  }

  private static long residual(RunFolder out, Bundle bundle, AlteredFill altered, boolean alter) {
    return ModeFold.of(
            out,
            "live",
            java.util.List.of(altered.tradeDate()),
            bundle.strategy(),
            alter ? altered : null)
        .figures()
        .attributionResidualMicros();
  }
}
