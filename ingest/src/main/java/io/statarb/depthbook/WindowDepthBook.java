package io.statarb.depthbook;

import io.statarb.marketdata.MarketDataSink;

/**
 * The fast level-2 book: a window of ticks around the best prices, an array slot for each, and
 * sorted levels for what lies outside of it or between two ticks. The window follows the best
 * prices; where it stands changes what a level costs, never what the book holds.
 *
 * <pre>
 *   outside (sorted)  |  window: slots x tick, both sides of the best prices  |  outside (sorted)
 *        58,710.20    |  base ... best bid 61,800.2 | 61,800.3 best ask ...   |   72,000.00
 * </pre>
 *
 * <p>The tick is given or found: the greatest that all prices seen are multiples of, as long as the
 * window stays wider than a thousandth of the price. Nothing is allocated once the levels outside
 * have room; a book holds at most {@link #MOST_OUTSIDE} of them a side. One thread.
 */
public final class WindowDepthBook implements DepthBook {
  /** Slots for one symbol that matters: 6 % around a price of 600,000 ticks. */
  public static final int WIDE = 1 << 18;

  /** Slots for one of many symbols. */
  public static final int NARROW = 1 << 13;

  /** Most levels outside of the window, a side. */
  public static final int MOST_OUTSIDE = 1 << 17;

  private static final int FEWEST_SLOTS = 1 << 12;

  /** Larger ticks would let a window reach beyond the range of a price. */
  private static final long GREATEST_TICK_E9 = 1_000_000_000_000L;

  /** Prices beyond are never in the window. */
  private static final long FARTHEST_PX_E9 = Long.MAX_VALUE / 2;

  /** The window is at least this part of the price wide, or a finer tick is not believed. */
  private static final long LEAST_WINDOW_PART = 1024;

  /** What a move of the window costs is shared among this many changes outside of it. */
  private static final int CHANGES_PER_MOVE = 1024;

  private final int slots;
  private final boolean tickGiven;
  private final WindowSide bids;
  private final WindowSide asks;
  private long tickE9;
  private double ticksPerPx;
  private long basePxE9;
  private long spanPxE9;
  private int changesOutside;
  private long moves;

  /** A wide window whose tick is found. */
  public WindowDepthBook() {
    this(WIDE, 0);
  }

  /**
   * Any window.
   *
   * @param slots ticks that the window covers: a power of two, 4,096 or more
   * @param tickE9 tick, or 0 to find it
   */
  public WindowDepthBook(int slots, long tickE9) {
    if (slots < FEWEST_SLOTS || slots > WIDE || Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException(
          "slots must be a power of two from 4096 to 262144: slots=" + slots);
    }
    if (tickE9 < 0 || tickE9 > GREATEST_TICK_E9) {
      throw new IllegalArgumentException("tickE9 must be 0 to 10^12: tickE9=" + tickE9);
    }
    this.slots = slots;
    this.tickGiven = tickE9 > 0;
    this.tickE9 = tickE9;
    bids = new WindowSide(slots, MOST_OUTSIDE, true);
    asks = new WindowSide(slots, MOST_OUTSIDE, false);
  }

  @Override
  public int set(byte side, long pxE9, long qtyE8) {
    WindowSide one = side == MarketDataSink.BUY ? bids : asks;
    int tick = tickOf(pxE9);
    if (tick >= 0) {
      one.ladder.set(tick ^ one.flip, qtyE8);
      return OK;
    }
    return setOutside(one, pxE9, qtyE8);
  }

  @Override
  public long bestPxE9(byte side) {
    WindowSide one = of(side);
    return one.levels() == 0 ? MarketDataSink.NULL_PX : one.bestKey(basePxE9, tickE9) * one.sign;
  }

  @Override
  public long bestQtyE8(byte side) {
    WindowSide one = of(side);
    if (one.levels() == 0) {
      return MarketDataSink.NULL_QTY;
    }
    int slot = one.ladder.best();
    int last = one.outside.count() - 1;
    boolean inWindow =
        slot >= 0 && (last < 0 || one.key(slot, basePxE9, tickE9) > one.outside.key(last));
    return inWindow ? one.ladder.qtyE8(slot) : one.outside.qtyE8(last);
  }

  @Override
  public long qtyE8(byte side, long pxE9) {
    WindowSide one = of(side);
    int tick = tickOf(pxE9);
    return tick >= 0 ? one.ladder.qtyE8(tick ^ one.flip) : one.outside.qtyOf(pxE9 * one.sign);
  }

  @Override
  public int levels(byte side) {
    return of(side).levels();
  }

  @Override
  public int copy(byte side, long[] pxE9, long[] qtyE8) {
    WindowSide one = of(side);
    int slot = one.ladder.best();
    int at = one.outside.count() - 1;
    int count = 0;
    while (count < pxE9.length && (slot >= 0 || at >= 0)) {
      boolean inWindow =
          slot >= 0 && (at < 0 || one.key(slot, basePxE9, tickE9) > one.outside.key(at));
      pxE9[count] = (inWindow ? one.key(slot, basePxE9, tickE9) : one.outside.key(at)) * one.sign;
      qtyE8[count++] = inWindow ? one.ladder.qtyE8(slot) : one.outside.qtyE8(at);
      if (inWindow) {
        slot = one.ladder.below(slot);
      } else {
        at--;
      }
    }
    return count;
  }

  /** Removes all levels; window and tick stay. */
  @Override
  public void clear() {
    bids.clear();
    asks.clear();
  }

  @Override
  public long sizeBytes() {
    return bids.sizeBytes() + asks.sizeBytes();
  }

  /** The tick, or 0 while none is known. */
  public long tickE9() {
    return tickE9;
  }

  /** How often the window was moved or its tick made finer. */
  public long moves() {
    return moves;
  }

  /** Tick of the window that a price is, counted from below, or -1 when it is none. */
  int tickOf(long pxE9) {
    long above = pxE9 - basePxE9;
    if (Long.compareUnsigned(above, spanPxE9) >= 0) {
      return -1;
    }
    // A multiplication takes a fraction of a division's time; that it was exact is checked.
    int tick = (int) (above * ticksPerPx + 0.5);
    return tick * tickE9 == above ? tick : -1;
  }

  private WindowSide of(byte side) {
    return side == MarketDataSink.BUY ? bids : asks;
  }

  private int setOutside(WindowSide one, long pxE9, long qtyE8) {
    if (qtyE8 != 0 && makeRoomFor(one, pxE9)) {
      int tick = tickOf(pxE9);
      if (tick >= 0) {
        one.ladder.set(tick ^ one.flip, qtyE8);
        return OK;
      }
    }
    return one.outside.set(pxE9 * one.sign, qtyE8) ? OK : FULL;
  }

  /** Moves the window or makes its tick finer, if that is worth it. */
  private boolean makeRoomFor(WindowSide one, long pxE9) {
    if (pxE9 > FARTHEST_PX_E9 || pxE9 < -FARTHEST_PX_E9) {
      return false;
    }
    if (spanPxE9 == 0) {
      return place(tickGiven ? tickE9 : tenth(pxE9), pxE9);
    }
    if (!tickGiven && refine(pxE9)) {
      return true;
    }
    if (++changesOutside < CHANGES_PER_MOVE) {
      return false;
    }
    changesOutside = 0;
    long best = one.levels() == 0 ? pxE9 : one.bestKey(basePxE9, tickE9) * one.sign;
    if (best > FARTHEST_PX_E9 || best < -FARTHEST_PX_E9) {
      return false;
    }
    long centre = basePxE9 + spanPxE9 / 2;
    return Math.abs(best - centre) > spanPxE9 / 4 && place(tickE9, onTick(best, tickE9));
  }

  /** Takes a finer tick, when the price lies between two and the window stays wide enough. */
  private boolean refine(long pxE9) {
    long finer = greatestCommonDivisor(tickE9, Math.floorMod(pxE9 - basePxE9, tickE9));
    if (finer == tickE9 || finer * slots < Math.abs(pxE9) / LEAST_WINDOW_PART) {
      return false;
    }
    WindowSide one = bids.levels() > 0 ? bids : asks;
    long best = one.levels() == 0 ? pxE9 : one.bestKey(basePxE9, tickE9) * one.sign;
    boolean far = best > FARTHEST_PX_E9 || best < -FARTHEST_PX_E9;
    return place(finer, onTick(far ? pxE9 : best, finer));
  }

  /** The tick at or below a price, so that the levels of the window stay on ticks. */
  private long onTick(long pxE9, long tick) {
    return basePxE9 + Math.floorDiv(pxE9 - basePxE9, tick) * tick;
  }

  private boolean place(long newTickE9, long centrePxE9) {
    if (!bids.fitsOutside() || !asks.fitsOutside()) {
      return false;
    }
    bids.empty(basePxE9, tickE9);
    asks.empty(basePxE9, tickE9);
    tickE9 = newTickE9;
    ticksPerPx = 1.0 / newTickE9;
    spanPxE9 = slots * newTickE9;
    basePxE9 = centrePxE9 - spanPxE9 / 2;
    bids.fill(this);
    asks.fill(this);
    moves++;
    return true;
  }

  /** The greatest power of ten that a price is a multiple of. */
  private static long tenth(long pxE9) {
    long tick = 1;
    while (tick < GREATEST_TICK_E9 && pxE9 % (tick * 10) == 0) {
      tick *= 10;
    }
    return tick;
  }

  private static long greatestCommonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
