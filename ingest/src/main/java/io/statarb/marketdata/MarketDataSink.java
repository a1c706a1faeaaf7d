package io.statarb.marketdata;

/**
 * Takes what a file or feed says, record by record, in the order of its source. Everything but
 * {@link #symbol} may be left out by those who do not want it. Called by one thread; no call may
 * throw for what the data holds.
 */
public interface MarketDataSink {
  /** Price that means "no price"; never 0. */
  long NULL_PX = Long.MIN_VALUE;

  /** Quantity that means "no quantity"; never 0. */
  long NULL_QTY = Long.MIN_VALUE;

  /** Time that means "not said". */
  long UNKNOWN_TIME = Long.MIN_VALUE;

  /** Update id that means "not said". */
  long NO_UPDATE_ID = -1;

  /** Side of a buy order, of a bid level and of a trade whose buyer came last. */
  byte BUY = 0;

  /** Side of a sell order, of an ask level and of a trade whose seller came last. */
  byte SELL = 1;

  /** Side that the source does not tell. */
  byte UNKNOWN_SIDE = 2;

  /**
   * Number of a symbol; called once for each, before anything else about it.
   *
   * @param name as the source spells it, without padding
   * @return a number of the sink's own choice that the calls below carry
   */
  int symbol(String name);

  /**
   * The kind of the record that the calls after this one belong to; for counting.
   *
   * @param kind one of few constants, e.g. {@code A} (ITCH), {@code depthUpdate} or {@code bar}
   */
  default void kind(String kind) {}

  /**
   * What the reader had to assume because neither the source nor the options say it; before the
   * first record.
   */
  default void note(String text) {}

  /** A top of book. A side that is missing has NULL_PX and NULL_QTY, unknown sizes NULL_QTY. */
  default void quote(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long updateId,
      long bidPxE9,
      long bidQtyE8,
      long askPxE9,
      long askQtyE8) {}

  /** A trade; {@code aggressor} is the side that came last, or UNKNOWN_SIDE. */
  default void trade(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long pxE9,
      long qtyE8,
      byte aggressor) {}

  /** The venue's number of the trade that the next message is, where the source tells it. */
  default void tradeId(long record, int symbol, long tsEventNs, long id) {}

  /** A new order rests in the book. */
  default void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {}

  /**
   * The price of an order that the next message is about, where the message repeats it.
   *
   * @param pxE9 in 1e-9 of the quote currency
   */
  default void orderPrice(long record, int symbol, long tsEventNs, long pxE9) {}

  /** An order loses quantity by execution; it leaves the book when none is left. */
  default void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    orderChange(record, symbol, tsEventNs);
  }

  /** An order loses quantity by a partial cancel; it leaves the book when none is left. */
  default void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    orderChange(record, symbol, tsEventNs);
  }

  /** An order leaves the book. */
  default void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    orderChange(record, symbol, tsEventNs);
  }

  /** An order leaves the book and another of the same side takes its place, behind the others. */
  default void replaceOrder(
      long record,
      int symbol,
      long tsEventNs,
      long oldOrderId,
      long newOrderId,
      long qtyE8,
      long pxE9) {
    orderChange(record, symbol, tsEventNs);
  }

  /**
   * Something happens to an order of the book: for those who do not want the four calls above
   * apart, which come here.
   */
  default void orderChange(long record, int symbol, long tsEventNs) {}

  /**
   * Begins a set of price levels; {@link #level} calls follow, then {@link #depthEnd}.
   *
   * @param snapshot whether the levels are the whole book (all others are gone) or changes of it
   * @param firstUpdateId first update that the set holds, or NO_UPDATE_ID
   * @param lastUpdateId last update that the set holds, or NO_UPDATE_ID
   * @param previousUpdateId last update of the set before, or NO_UPDATE_ID
   */
  default void depth(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      boolean snapshot,
      long firstUpdateId,
      long lastUpdateId,
      long previousUpdateId) {}

  /** New total quantity of a price level of the current set; 0 removes the level. */
  default void level(byte side, long pxE9, long qtyE8) {}

  /** Ends the current set of price levels; only now is the book to be looked at. */
  default void depthEnd() {}

  /** A bar of one day, days since 1970; what is missing is NULL_PX or NULL_QTY. */
  default void bar(
      long record,
      int symbol,
      long epochDay,
      long openPxE9,
      long highPxE9,
      long lowPxE9,
      long closePxE9,
      long volumeE8) {}

  /** A bar of less than a day, over {@code [tsStartNs, tsStartNs + durationNs)}. */
  default void intradayBar(
      long record,
      int symbol,
      long tsStartNs,
      long durationNs,
      long openPxE9,
      long highPxE9,
      long lowPxE9,
      long closePxE9,
      long volumeE8) {}

  /** Trading in a symbol enters a state. */
  default void state(long record, int symbol, long tsEventNs, TradingState state) {}

  /**
   * A record that cannot be taken: the reader goes on behind it.
   *
   * @param record its number
   * @param flaw why
   * @param fact the fact in a few words; made only for records that are refused
   */
  default void flaw(long record, Flaw flaw, String fact) {}
}
