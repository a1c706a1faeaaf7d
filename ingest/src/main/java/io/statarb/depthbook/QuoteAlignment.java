package io.statarb.depthbook;

import static io.statarb.depthbook.TopRing.ASK_PX;
import static io.statarb.depthbook.TopRing.ASK_QTY;
import static io.statarb.depthbook.TopRing.BID_PX;
import static io.statarb.depthbook.TopRing.BID_QTY;
import static io.statarb.depthbook.TopRing.ID;
import static io.statarb.depthbook.TopRing.KNOWN_HIGH;
import static io.statarb.depthbook.TopRing.KNOWN_LOW;
import static io.statarb.depthbook.TopRing.RECORD;

import io.statarb.marketdata.MarketDataSink;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a book from changes with the venue's own best bid and offer of the same moment, told by
 * update ids. A set of changes leaves the book at its last update {@code u}; the quotes in force
 * there is the last one with an id of at most {@code u}, which is known once a quote with a greater
 * id has come. Quotes between the first and the last update of a set fall between two states of the
 * book and compare with nothing.
 *
 * <p>A side whose levels are not all known can only be contradicted by a level that the book has;
 * otherwise the quote teaches the book. One symbol, one thread.
 */
final class QuoteAlignment {
  private final String symbol;
  private final SequencedBook book;
  private final Consumer<QuoteMismatch> found;
  private final TopRing quotes = new TopRing();
  private final TopRing states = new TopRing();
  private @Nullable QuoteMismatch open;
  private boolean openPriceSeen;
  private long compared;
  private long mismatched;
  private long unknown;
  private long notAligned;
  private long outOfOrder;

  QuoteAlignment(String symbol, SequencedBook book, Consumer<QuoteMismatch> found) {
    this.symbol = symbol;
    this.book = book;
    this.found = found;
  }

  /** Comparisons with both sides known, mismatches included. */
  long compared() {
    return compared;
  }

  long mismatched() {
    return mismatched;
  }

  /** Comparisons left out because a side of the book was not known. */
  long unknown() {
    return unknown;
  }

  /** States of the book without a quote of the same moment. */
  long notAligned() {
    return notAligned;
  }

  /** Quotes left out because their id was not above the one before. */
  long outOfOrder() {
    return outOfOrder;
  }

  void quote(long record, long id, long bidPxE9, long bidQtyE8, long askPxE9, long askQtyE8) {
    if (quotes.count() > 0 && id <= quotes.newest(ID)) {
      outOfOrder++;
      return;
    }
    quotes.add(id, record);
    quotes.top(bidPxE9, bidQtyE8, askPxE9, askQtyE8);
    compareWhatCanBe();
  }

  /** The book took a set of changes or a snapshot. */
  void bookChanged(long record) {
    closeMismatch();
    long id = book.lastUpdateId();
    if (id == MarketDataSink.NO_UPDATE_ID) {
      return;
    }
    // After a snapshot the book may stand where it stood before.
    while (states.count() > 0 && id <= states.newest(ID)) {
      states.clear();
    }
    if (!states.add(id, record)) {
      notAligned++;
    }
    DepthBook levels = book.book();
    states.top(
        levels.bestPxE9(MarketDataSink.BUY),
        levels.bestQtyE8(MarketDataSink.BUY),
        levels.bestPxE9(MarketDataSink.SELL),
        levels.bestQtyE8(MarketDataSink.SELL));
    states.known(book.knownLowPxE9(), book.knownHighPxE9());
    compareWhatCanBe();
  }

  /** The book lost its place: what was waiting compares with nothing. */
  void bookLost() {
    closeMismatch();
    notAligned += states.count();
    states.clear();
  }

  /** The book lost its place and quotes may be missing: nothing that waits can be compared. */
  void quotesLost() {
    bookLost();
    quotes.clear();
  }

  /** A level of the set that is being taken. */
  void level(byte side, long pxE9) {
    QuoteMismatch mismatch = open;
    if (mismatch != null
        && pxE9 == (side == MarketDataSink.BUY ? mismatch.quoteBidPxE9() : mismatch.quoteAskPxE9())
        && differs(mismatch, side)) {
      openPriceSeen = true;
    }
  }

  /** No more records will come. */
  void finish() {
    closeMismatch();
    notAligned += states.count();
    states.clear();
  }

  private void compareWhatCanBe() {
    while (states.count() > 0 && quotes.count() > 0 && quotes.newest(ID) > states.value(0, ID)) {
      long id = states.value(0, ID);
      while (quotes.count() > 1 && quotes.value(1, ID) <= id) {
        quotes.removeOldest();
      }
      if (quotes.value(0, ID) > id) {
        notAligned++;
      } else {
        compare(id);
      }
      states.removeOldest();
    }
  }

  /** Oldest state with oldest quote; the quote after it is beyond the state. */
  private void compare(long id) {
    boolean bidContradicts = contradicts(BID_PX, BID_QTY, true);
    boolean askContradicts = contradicts(ASK_PX, ASK_QTY, false);
    if (bidContradicts || askContradicts) {
      compared++;
      mismatched++;
      QuoteMismatch mismatch = mismatch();
      if (nextQuoteAgrees(bidContradicts, askContradicts)) {
        found.accept(mismatch.because(QuoteMismatch.Cause.QUOTE_LEFT_OUT));
      } else if (book.lastUpdateId() == id) {
        open = mismatch;
        openPriceSeen = false;
      } else {
        found.accept(mismatch);
      }
      return;
    }
    boolean same =
        states.value(0, BID_PX) == quotes.value(0, BID_PX)
            && states.value(0, ASK_PX) == quotes.value(0, ASK_PX);
    if (same) {
      compared++;
    } else {
      unknown++;
    }
    if (book.lastUpdateId() == id && states.count() == 1) {
      book.learn(
          quotes.value(0, BID_PX),
          quotes.value(0, BID_QTY),
          quotes.value(0, ASK_PX),
          quotes.value(0, ASK_QTY));
    }
  }

  private boolean contradicts(int px, int qty, boolean bid) {
    long bookPx = states.value(0, px);
    long quotePx = quotes.value(0, px);
    if (bookPx == quotePx) {
      long quoteQty = quotes.value(0, qty);
      return quoteQty != MarketDataSink.NULL_QTY && quoteQty != states.value(0, qty);
    }
    if (quotePx == MarketDataSink.NULL_PX) {
      return true;
    }
    if (bookPx != MarketDataSink.NULL_PX && (bid ? bookPx > quotePx : bookPx < quotePx)) {
      return true;
    }
    return quotePx >= states.value(0, KNOWN_LOW) && quotePx <= states.value(0, KNOWN_HIGH);
  }

  private boolean nextQuoteAgrees(boolean bid, boolean ask) {
    return (!bid || nextQuoteAgrees(BID_PX, BID_QTY)) && (!ask || nextQuoteAgrees(ASK_PX, ASK_QTY));
  }

  private boolean nextQuoteAgrees(int px, int qty) {
    return quotes.value(1, px) == states.value(0, px)
        && quotes.value(1, qty) == states.value(0, qty);
  }

  private static boolean differs(QuoteMismatch mismatch, byte side) {
    return side == MarketDataSink.BUY
        ? mismatch.bookBidPxE9() != mismatch.quoteBidPxE9()
            || mismatch.bookBidQtyE8() != mismatch.quoteBidQtyE8()
        : mismatch.bookAskPxE9() != mismatch.quoteAskPxE9()
            || mismatch.bookAskQtyE8() != mismatch.quoteAskQtyE8();
  }

  private QuoteMismatch mismatch() {
    return new QuoteMismatch(
        symbol,
        states.value(0, ID),
        states.value(0, RECORD),
        quotes.value(0, ID),
        quotes.value(0, RECORD),
        quotes.value(1, ID),
        states.value(0, BID_PX),
        states.value(0, BID_QTY),
        states.value(0, ASK_PX),
        states.value(0, ASK_QTY),
        quotes.value(0, BID_PX),
        quotes.value(0, BID_QTY),
        quotes.value(0, ASK_PX),
        quotes.value(0, ASK_QTY),
        QuoteMismatch.Cause.UNEXPLAINED);
  }

  private void closeMismatch() {
    QuoteMismatch mismatch = open;
    if (mismatch != null) {
      open = null;
      found.accept(openPriceSeen ? mismatch.because(QuoteMismatch.Cause.CHANGE_LATE) : mismatch);
    }
  }
}
