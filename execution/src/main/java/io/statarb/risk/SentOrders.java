package io.statarb.risk;

/**
 * The orders of the recent past, newest last, in a ring: for the message rate and for duplicates.
 * The ring never forgets an order that is still inside a window: {@link #full} says so and the gate
 * refuses.
 */
final class SentOrders {
  /** Age that means "none found". */
  static final long NONE = -1;

  private final long[] tsNs;
  private final int[] instrumentId;
  private final int[] side;
  private final long[] qtyLots;
  private final long[] limitPxTicks;
  private int count;
  private int next;

  SentOrders(int capacity) {
    tsNs = new long[capacity];
    instrumentId = new int[capacity];
    side = new int[capacity];
    qtyLots = new long[capacity];
    limitPxTicks = new long[capacity];
  }

  void add(long nowNs, int instrument, int orderSide, long lots, long limit) {
    tsNs[next] = nowNs;
    instrumentId[next] = instrument;
    side[next] = orderSide;
    qtyLots[next] = lots;
    limitPxTicks[next] = limit;
    next = next + 1 == tsNs.length ? 0 : next + 1;
    count = Math.min(count + 1, tsNs.length);
  }

  /** Orders younger than the window. */
  int within(long nowNs, long windowNs) {
    int found = 0;
    while (found < count && nowNs - tsNs[index(found)] < windowNs) {
      found++;
    }
    return found;
  }

  /** Whether adding {@code orders} would overwrite one that is not older than the window. */
  boolean full(int orders, long nowNs, long windowNs) {
    int kept = tsNs.length - orders;
    return kept < 0 || (count > kept && nowNs - tsNs[index(kept)] <= windowNs);
  }

  /** Age in ns of the youngest equal order that is not older than the window, or {@link #NONE}. */
  long duplicateAgeNs(
      long nowNs, long windowNs, int instrument, int orderSide, long lots, long limit) {
    for (int back = 0; back < count; back++) {
      int i = index(back);
      if (nowNs - tsNs[i] > windowNs) {
        return NONE;
      }
      if (instrumentId[i] == instrument
          && side[i] == orderSide
          && qtyLots[i] == lots
          && limitPxTicks[i] == limit) {
        return nowNs - tsNs[i];
      }
    }
    return NONE;
  }

  private int index(int back) {
    int i = next - 1 - back;
    return i < 0 ? i + tsNs.length : i;
  }
}
