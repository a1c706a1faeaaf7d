package io.statarb.features.instrument;

import io.statarb.depthbook.BookState;
import io.statarb.depthbook.SequencedBook;
import io.statarb.marketdata.MarketDataSink;

/**
 * The levels of a book under sequence rules. They are known once a snapshot was followed without a
 * gap, as far out as the snapshot went: beyond it a level that nobody told may exist. One thread.
 */
final class SequencedLevels implements DepthLevels {
  private final SequencedBook book;
  private final long[] px = new long[InstrumentState.LEVELS];
  private final long[] qty = new long[InstrumentState.LEVELS];

  SequencedLevels(SequencedBook book) {
    this.book = book;
  }

  @Override
  public boolean known(int levels) {
    return book.state() == BookState.SYNCED
        && outermost(MarketDataSink.BUY, levels) >= book.knownLowPxE9()
        && outermost(MarketDataSink.SELL, levels) <= book.knownHighPxE9();
  }

  /** The price of the last of these levels, or of the last there is. */
  private long outermost(byte side, int levels) {
    int count = Math.min(book.book().copy(side, px, qty), levels);
    if (count > 0) {
      return px[count - 1];
    }
    return side == MarketDataSink.BUY ? book.knownLowPxE9() : book.knownHighPxE9();
  }

  @Override
  public int copy(byte side, long[] pxE9, long[] qtyE8) {
    return book.book().copy(side, pxE9, qtyE8);
  }
}
