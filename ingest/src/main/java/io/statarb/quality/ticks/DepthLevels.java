package io.statarb.quality.ticks;

import io.statarb.depthbook.DepthBook;
import io.statarb.depthbook.NaiveDepthBook;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Judges the price levels of one symbol, and the book that changes make of them: its sides must not
 * meet. What made them meet is taken out again, so that each wrong level is told once. Confined to
 * one thread.
 */
final class DepthLevels {
  private final Defects nonPositive;
  private final Defects crossed;
  private final Defects locked;
  private final DepthBook book = new NaiveDepthBook();
  private byte[] sides = new byte[16];
  private long[] pricesE9 = new long[16];
  private int count;
  private boolean applies;
  private long row;
  private long record;
  private long tsNs;
  private long bidBeforeE9;
  private long askBeforeE9;

  DepthLevels(String symbol, String file) {
    nonPositive = new Defects(FindingKind.NON_POSITIVE, symbol, file);
    crossed = new Defects(FindingKind.CROSSED, symbol, file);
    locked = new Defects(FindingKind.LOCKED, symbol, file);
  }

  /**
   * Begins a set of levels.
   *
   * @param setRow its position among the sets of the symbol
   * @param whole whether the levels are a whole book, which changes nothing here
   * @param place where changes stand to those before
   */
  void begin(long setRow, long setRecord, long setTsNs, boolean whole, DepthUpdates.Place place) {
    row = setRow;
    record = setRecord;
    tsNs = setTsNs;
    count = 0;
    applies = !whole && place != DepthUpdates.Place.PAST;
    if (place == DepthUpdates.Place.BEHIND_A_GAP) {
      book.clear();
    }
    bidBeforeE9 = book.bestPxE9(MarketDataSink.BUY);
    askBeforeE9 = book.bestPxE9(MarketDataSink.SELL);
  }

  /** Takes a level of the set. */
  void level(byte side, long pxE9, long qtyE8) {
    boolean possible = pxE9 > 0 && (qtyE8 >= 0 || qtyE8 == MarketDataSink.NULL_QTY);
    if (!possible) {
      nonPositive.add(
          row, record, tsNs, tsNs, Map.of("level_price", pxE9 / 1e9, "level_size", qtyE8 / 1e8));
    }
    if (applies) {
      book.set(side, pxE9, possible ? qtyE8 : 0);
      if (count == sides.length) {
        sides = Arrays.copyOf(sides, count * 2);
        pricesE9 = Arrays.copyOf(pricesE9, count * 2);
      }
      sides[count] = side;
      pricesE9[count] = pxE9;
      count++;
    }
  }

  /** Ends the set. */
  void end() {
    if (!applies || !meet()) {
      return;
    }
    long bid = book.bestPxE9(MarketDataSink.BUY);
    long ask = book.bestPxE9(MarketDataSink.SELL);
    (bid > ask ? crossed : locked)
        .add(row, record, tsNs, tsNs, Map.of("book_bid", bid / 1e9, "book_ask", ask / 1e9));
    takeOut(false);
    if (meet()) {
      takeOut(true);
    }
  }

  /** Removes the levels of the set, all or those that met the other side as it was before. */
  private void takeOut(boolean all) {
    for (int i = 0; i < count; i++) {
      boolean beyond =
          sides[i] == MarketDataSink.BUY
              ? askBeforeE9 != MarketDataSink.NULL_PX && pricesE9[i] >= askBeforeE9
              : bidBeforeE9 != MarketDataSink.NULL_PX && pricesE9[i] <= bidBeforeE9;
      if (all || beyond) {
        book.set(sides[i], pricesE9[i], 0);
      }
    }
  }

  private boolean meet() {
    return book.levels(MarketDataSink.BUY) > 0
        && book.levels(MarketDataSink.SELL) > 0
        && book.bestPxE9(MarketDataSink.BUY) >= book.bestPxE9(MarketDataSink.SELL);
  }

  /**
   * What is wrong.
   *
   * @param sets sets of levels of the symbol
   */
  List<Finding> findings(long sets) {
    List<Finding> findings = new ArrayList<>();
    for (Defects defects : List.of(nonPositive, crossed, locked)) {
      findings.addAll(defects.findings(sets));
    }
    return findings;
  }
}
