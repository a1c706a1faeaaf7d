package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;
import java.util.Arrays;

/**
 * A book that a source gives as a whole, level by level, of which the best prices are kept as a
 * row. Two rows with the same best prices may differ in what is behind them, so none repeats
 * another. Confined to one thread.
 */
final class WholeBook {
  private final long record;
  private final long tsEventNs;
  private final long tsRecvNs;
  private final Side bids = new Side(-1);
  private final Side asks = new Side(1);

  WholeBook(long record, long tsEventNs, long tsRecvNs) {
    this.record = record;
    this.tsEventNs = tsEventNs;
    this.tsRecvNs = tsRecvNs;
  }

  /** Levels of one side, best first. */
  private static final class Side {
    private final int outward;
    private long[] pxE9 = new long[10];
    private long[] qtyE8 = new long[10];
    private int count;

    /** A side on which prices away from the market rise (1) or fall (-1). */
    Side(int outward) {
      this.outward = outward;
    }

    void add(long px, long qty) {
      if (count == pxE9.length) {
        pxE9 = Arrays.copyOf(pxE9, count * 2);
        qtyE8 = Arrays.copyOf(qtyE8, count * 2);
      }
      int at = count;
      while (at > 0 && closer(px, pxE9[at - 1])) {
        pxE9[at] = pxE9[at - 1];
        qtyE8[at] = qtyE8[at - 1];
        at--;
      }
      pxE9[at] = px;
      qtyE8[at] = qty;
      count++;
    }

    private boolean closer(long px, long other) {
      return outward * Long.compare(px, other) < 0;
    }

    long bestPx() {
      return count == 0 ? MarketDataSink.NULL_PX : pxE9[0];
    }

    long bestQty() {
      return count == 0 ? MarketDataSink.NULL_QTY : qtyE8[0];
    }

    /** Prices with another size; what only one of the two can see is left out. */
    int changedSince(Side before) {
      if (count == 0 || before.count == 0) {
        return 0;
      }
      long mine = pxE9[count - 1];
      long other = before.pxE9[before.count - 1];
      long deepest = closer(mine, other) ? mine : other;
      int changed = 0;
      int i = 0;
      int j = 0;
      while (sees(i, deepest) || before.sees(j, deepest)) {
        if (!before.sees(j, deepest) || (sees(i, deepest) && closer(pxE9[i], before.pxE9[j]))) {
          changed++;
          i++;
        } else if (!sees(i, deepest) || closer(before.pxE9[j], pxE9[i])) {
          changed++;
          j++;
        } else {
          changed += qtyE8[i] == before.qtyE8[j] ? 0 : 1;
          i++;
          j++;
        }
      }
      return changed;
    }

    private boolean sees(int i, long deepest) {
      return i < count && !closer(deepest, pxE9[i]);
    }
  }

  /** Takes a level, in any order. */
  void level(byte side, long pxE9, long qtyE8) {
    (side == MarketDataSink.BUY ? bids : asks).add(pxE9, qtyE8);
  }

  /** Keeps the best prices as a row. */
  void end(PriceRows rows) {
    rows.add(
        record,
        tsEventNs,
        tsRecvNs,
        record,
        bids.bestPx(),
        bids.bestQty(),
        asks.bestPx(),
        asks.bestQty());
  }

  /** Prices of both sides that have another size than in a book before. */
  int pricesChangedSince(WholeBook before) {
    return bids.changedSince(before.bids) + asks.changedSince(before.asks);
  }
}
