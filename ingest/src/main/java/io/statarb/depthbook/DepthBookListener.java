package io.statarb.depthbook;

import io.statarb.marketdata.Flaw;

/**
 * Hears, record by record, of what {@link BookCounts} only counts: that which makes a book unsound.
 * Called by the thread of the sink.
 */
public interface DepthBookListener {
  /**
   * A set did not follow the book.
   *
   * @param bookUpdateId last update of the book before it
   * @param firstUpdateId first update of the set, or NO_UPDATE_ID
   * @param previousUpdateId last update before the set as the venue says it, or NO_UPDATE_ID
   */
  void gap(
      long record, String symbol, long bookUpdateId, long firstUpdateId, long previousUpdateId);

  /** The best bid was above the best ask after a set. */
  void crossed(long record, String symbol, long bidPxE9, long askPxE9);

  /** A set had levels of a negative quantity. */
  void negativeSizes(long record, String symbol, long levels);

  /** A set had more levels than the book has room for. */
  void overflow(long record, String symbol);

  /** A record could not be taken. */
  void flaw(long record, Flaw flaw, String fact);

  /** Hears nothing. */
  DepthBookListener NONE =
      new DepthBookListener() {
        @Override
        public void gap(
            long record, String symbol, long bookUpdateId, long firstUpdateId, long previousId) {}

        @Override
        public void crossed(long record, String symbol, long bidPxE9, long askPxE9) {}

        @Override
        public void negativeSizes(long record, String symbol, long levels) {}

        @Override
        public void overflow(long record, String symbol) {}

        @Override
        public void flaw(long record, Flaw flaw, String fact) {}
      };
}
