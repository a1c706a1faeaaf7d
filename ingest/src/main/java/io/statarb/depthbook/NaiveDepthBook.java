package io.statarb.depthbook;

import io.statarb.marketdata.MarketDataSink;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The specification of a level-2 book: one sorted map a side. Allocates; never full. */
public final class NaiveDepthBook implements DepthBook {
  /** Key, value, colour and three references, as a common JVM lays them out; an estimate. */
  private static final int BYTES_PER_LEVEL = 40 + 2 * 24;

  private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<Long, Long> asks = new TreeMap<>();

  /** An empty book. */
  public NaiveDepthBook() {}

  @Override
  public int set(byte side, long pxE9, long qtyE8) {
    if (qtyE8 == 0) {
      of(side).remove(pxE9);
    } else {
      of(side).put(pxE9, qtyE8);
    }
    return OK;
  }

  @Override
  public long bestPxE9(byte side) {
    Map.@Nullable Entry<Long, Long> best = of(side).firstEntry();
    return best == null ? MarketDataSink.NULL_PX : best.getKey();
  }

  @Override
  public long bestQtyE8(byte side) {
    Map.@Nullable Entry<Long, Long> best = of(side).firstEntry();
    return best == null ? MarketDataSink.NULL_QTY : best.getValue();
  }

  @Override
  public long qtyE8(byte side, long pxE9) {
    return of(side).getOrDefault(pxE9, 0L);
  }

  @Override
  public int levels(byte side) {
    return of(side).size();
  }

  @Override
  public int copy(byte side, long[] pxE9, long[] qtyE8) {
    int count = 0;
    for (Map.Entry<Long, Long> level : of(side).entrySet()) {
      if (count == pxE9.length) {
        break;
      }
      pxE9[count] = level.getKey();
      qtyE8[count++] = level.getValue();
    }
    return count;
  }

  @Override
  public void clear() {
    bids.clear();
    asks.clear();
  }

  @Override
  public long sizeBytes() {
    return (long) BYTES_PER_LEVEL * (bids.size() + asks.size());
  }

  private NavigableMap<Long, Long> of(byte side) {
    return side == MarketDataSink.BUY ? bids : asks;
  }
}
