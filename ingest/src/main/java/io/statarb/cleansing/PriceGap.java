package io.statarb.cleansing;

import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import org.jspecify.annotations.Nullable;

/**
 * Two venues that quote one symbol at prices too far apart for too long: one of them is in another
 * unit, of another instrument, or wrong. A real market closes such a gap within moments.
 *
 * @param sinceNs when it opened, UTC
 * @param ratio mid of the second venue to that of the first when it had lasted too long
 */
record PriceGap(long sinceNs, double ratio) {
  /** A quote that leads by a second or two is no error. */
  static final long MAX_LENGTH_NS = 5_000_000_000L;

  /**
   * The first gap of two venues, or null. Quotes that are stale say nothing.
   *
   * @param a ticks of one venue in order of time
   * @param staleAfterA age from which its quote is stale, in ns
   * @param b ticks of the other
   * @param staleAfterB age from which its quote is stale, in ns
   * @param maxGap largest difference of the mids, a fraction
   */
  static @Nullable PriceGap find(
      TickColumns a, long staleAfterA, TickColumns b, long staleAfterB, double maxGap) {
    long sinceNs = Long.MAX_VALUE;
    int nextA = 0;
    int nextB = 0;
    int lastA = -1;
    int lastB = -1;
    while (nextA < a.count() || nextB < b.count()) {
      boolean fromA =
          nextB == b.count() || (nextA < a.count() && a.tsNs()[nextA] <= b.tsNs()[nextB]);
      TickColumns ticks = fromA ? a : b;
      int i = fromA ? nextA++ : nextB++;
      if (!Conditions.priced(ticks.condition()[i])) {
        continue;
      }
      if (fromA) {
        lastA = i;
      } else {
        lastB = i;
      }
      long nowNs = ticks.tsNs()[i];
      if (lastA < 0
          || lastB < 0
          || nowNs - a.tsNs()[lastA] > staleAfterA
          || nowNs - b.tsNs()[lastB] > staleAfterB) {
        continue;
      }
      double ratio = (double) mid2(b, lastB) / mid2(a, lastA);
      if (Math.abs(ratio - 1) <= maxGap) {
        sinceNs = Long.MAX_VALUE;
      } else if (sinceNs == Long.MAX_VALUE) {
        sinceNs = nowNs;
      } else if (nowNs - sinceNs > MAX_LENGTH_NS) {
        return new PriceGap(sinceNs, ratio);
      }
    }
    return null;
  }

  private static long mid2(TickColumns ticks, int i) {
    return ticks.bidPxTicks()[i] + ticks.askPxTicks()[i];
  }
}
