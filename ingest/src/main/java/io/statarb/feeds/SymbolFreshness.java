package io.statarb.feeds;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * When each symbol was last heard (ING-04). A symbol is stale when that was longer ago than a
 * threshold; {@link #isStale} is exact at any time, {@link #advance} tells those that have become
 * so without looking at the others: symbols stand in a list in the order in which they were last
 * heard.
 *
 * <p>Times are ns of a monotonic clock, never less than before. Confined to one thread; allocates
 * only for a symbol that is higher than all before it.
 */
public final class SymbolFreshness {
  private static final int NONE = -1;
  private static final int FIRST_SYMBOLS = 64;

  private final long staleAfterNs;
  private final IntConsumer becameStale;
  private long[] lastNs = new long[FIRST_SYMBOLS];
  private int[] older = filled(new int[FIRST_SYMBOLS], 0);
  private int[] newer = filled(new int[FIRST_SYMBOLS], 0);
  private boolean[] heard = new boolean[FIRST_SYMBOLS];
  private boolean[] listed = new boolean[FIRST_SYMBOLS];
  private int oldest = NONE;
  private int newest = NONE;
  private int symbols;
  private long silences;

  /**
   * Knows no symbol.
   *
   * @param staleAfterNs silence after which a symbol is stale, from 1
   * @param becameStale told of each symbol that {@link #advance} finds
   */
  public SymbolFreshness(long staleAfterNs, IntConsumer becameStale) {
    if (staleAfterNs < 1) {
      throw new IllegalArgumentException(
          "threshold must be positive: staleAfterNs=" + staleAfterNs);
    }
    this.staleAfterNs = staleAfterNs;
    this.becameStale = becameStale;
  }

  private static int[] filled(int[] links, int from) {
    Arrays.fill(links, from, links.length, NONE);
    return links;
  }

  /** A symbol, from 0, was heard. */
  public void heard(int symbol, long nowNs) {
    if (symbol >= lastNs.length) {
      grow(symbol);
    }
    if (heard[symbol]) {
      silences += nowNs - lastNs[symbol] > staleAfterNs ? 1 : 0;
    } else {
      heard[symbol] = true;
      symbols = Math.max(symbols, symbol + 1);
    }
    lastNs[symbol] = nowNs;
    if (listed[symbol]) {
      unlink(symbol);
    }
    link(symbol);
  }

  private void grow(int symbol) {
    int size = lastNs.length;
    int grown = Math.max(symbol + 1, 2 * size);
    lastNs = Arrays.copyOf(lastNs, grown);
    older = filled(Arrays.copyOf(older, grown), size);
    newer = filled(Arrays.copyOf(newer, grown), size);
    heard = Arrays.copyOf(heard, grown);
    listed = Arrays.copyOf(listed, grown);
  }

  private void link(int symbol) {
    older[symbol] = newest;
    newer[symbol] = NONE;
    if (newest == NONE) {
      oldest = symbol;
    } else {
      newer[newest] = symbol;
    }
    newest = symbol;
    listed[symbol] = true;
  }

  private void unlink(int symbol) {
    int before = older[symbol];
    int after = newer[symbol];
    if (before == NONE) {
      oldest = after;
    } else {
      newer[before] = after;
    }
    if (after == NONE) {
      newest = before;
    } else {
      older[after] = before;
    }
    listed[symbol] = false;
  }

  /** Tells which symbols have become stale since the last call. */
  public void advance(long nowNs) {
    while (oldest != NONE && nowNs - lastNs[oldest] > staleAfterNs) {
      int symbol = oldest;
      unlink(symbol);
      becameStale.accept(symbol);
    }
  }

  /** Whether a symbol is stale; one that was never heard is. */
  public boolean isStale(int symbol, long nowNs) {
    return symbol >= symbols || !heard[symbol] || nowNs - lastNs[symbol] > staleAfterNs;
  }

  /** Visits the symbols that were heard and are stale now, in the order of their numbers. */
  public void forEachStale(long nowNs, IntConsumer visitor) {
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (heard[symbol] && nowNs - lastNs[symbol] > staleAfterNs) {
        visitor.accept(symbol);
      }
    }
  }

  /** Times that a symbol was heard again after it had been stale. */
  public long silencesEnded() {
    return silences;
  }
}
