package io.statarb.risk;

import io.statarb.settings.Strategy;
import io.statarb.settings.Strategy.RiskSettings;

/**
 * The gate's limits in its integer units; each is inclusive, and 0 denies.
 *
 * @param maxOrderLots most lots of one order
 * @param maxOrderMicros largest notional of one order
 * @param collarE8 furthest limit price from its reference, parts of 1e8
 * @param maxGrossMicros largest gross exposure, orders in flight included
 * @param maxMessages most orders within the window
 * @param maxEntryMessages most orders within the window when one of them opens risk; the rest is
 *     kept for orders that reduce it
 * @param messageWindowNs length of that window
 * @param duplicateWindowNs the same order again within this is a duplicate
 * @param maxLossMicros largest loss of a session
 */
record RiskLimits(
    long maxOrderLots,
    long maxOrderMicros,
    long collarE8,
    long maxGrossMicros,
    int maxMessages,
    int maxEntryMessages,
    long messageWindowNs,
    long duplicateWindowNs,
    long maxLossMicros) {
  private static final long MICROS = 1_000_000L;
  private static final long NS_PER_MS = 1_000_000L;

  /** One order in this many is kept for orders that reduce risk. */
  private static final int RESERVED_SHARE = 5;

  static RiskLimits of(Strategy strategy) {
    RiskSettings r = strategy.risk();
    return new RiskLimits(
        r.maxOrderLots(),
        Math.multiplyExact(r.maxOrderNotional(), MICROS),
        BasisPoints.partsE8(r.priceCollarBps()),
        Math.multiplyExact(r.maxGrossNotional(), MICROS),
        r.maxMessages(),
        r.maxMessages() - Math.ceilDiv(r.maxMessages(), RESERVED_SHARE),
        Math.multiplyExact(r.messageWindowMs(), NS_PER_MS),
        Math.multiplyExact(r.duplicateWindowMs(), NS_PER_MS),
        Math.multiplyExact(r.maxDailyLoss(), MICROS));
  }
}
