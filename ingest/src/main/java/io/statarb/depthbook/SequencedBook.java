package io.statarb.depthbook;

import io.statarb.marketdata.MarketDataSink;

/**
 * A level-2 book under the sequence rules of a venue that sends changes with update ids: each set
 * of changes carries the first and last update that it holds and, on some venues, the last update
 * of the set before.
 *
 * <ul>
 *   <li>A set follows the book when {@code previous <= last} of the book or, where the venue does
 *       not tell the previous one, {@code first <= last + 1}; changes are totals, so an overlap
 *       does no harm. A set that ends at or before the book's last update is stale and left out.
 *   <li>Anything else is a gap: the book is emptied and {@link BookState#BLIND} until a snapshot.
 *   <li>Until a snapshot comes, sets are also kept. A snapshot takes the place of the book when it
 *       is as new as the book, or when a kept set follows it; the sets after it are then applied
 *       again.
 * </ul>
 *
 * <p>Sets without update ids are believed in the order in which they come. Within {@code
 * [knownLowPxE9, knownHighPxE9]} every level is known, beyond it only those that were changed: a
 * snapshot has a bounded depth, and before it nothing is known at all. A best bid and offer from
 * elsewhere widens the range. One thread.
 */
public final class SequencedBook {
  /** The set or snapshot was taken. */
  public static final int APPLIED = 1;

  /** The set or snapshot is older than the book and was left out. */
  public static final int STALE = 0;

  /** The set does not follow the book: what was known is gone, and the set begins anew. */
  public static final int GAP = -1;

  /** No set that was kept follows the snapshot: ask for a newer one. */
  public static final int SNAPSHOT_TOO_OLD = -2;

  /** The book has no room for a level. */
  public static final int OVERFLOW = -3;

  private static final long NONE = MarketDataSink.NO_UPDATE_ID;
  private static final int KEPT_LEVELS = 1 << 16;

  private final DepthBook book;
  private final DiffBuffer kept = new DiffBuffer(KEPT_LEVELS);
  private BookState state = BookState.PARTIAL;
  private long lastUpdateId = NONE;
  private long knownLowPxE9 = Long.MAX_VALUE;
  private long knownHighPxE9 = Long.MIN_VALUE;
  private long gaps;
  private long negativeSizes;

  private boolean snapshot;
  private long openId;
  private int outcome = STALE;
  private int replayFrom;
  private long lowestBidPxE9;
  private long highestAskPxE9;

  /** Begins with an empty book that is this object's own from now on. */
  public SequencedBook(DepthBook book) {
    this.book = book;
  }

  /** The book as it is; only to be looked at, between sets. */
  public DepthBook book() {
    return book;
  }

  /** How much of the book is known. */
  public BookState state() {
    return state;
  }

  /** Last update in the book, or NO_UPDATE_ID. */
  public long lastUpdateId() {
    return lastUpdateId;
  }

  /** Gaps since the beginning. */
  public long gaps() {
    return gaps;
  }

  /** Levels of a negative quantity; each was taken as removed. */
  public long negativeSizes() {
    return negativeSizes;
  }

  /** Lowest price from which on all is known. */
  public long knownLowPxE9() {
    return knownLowPxE9;
  }

  /** Highest price up to which all is known. */
  public long knownHighPxE9() {
    return knownHighPxE9;
  }

  /** Whether the best bid is above the best ask. */
  public boolean crossed() {
    long bid = book.bestPxE9(MarketDataSink.BUY);
    long ask = book.bestPxE9(MarketDataSink.SELL);
    return bid != MarketDataSink.NULL_PX && ask != MarketDataSink.NULL_PX && bid > ask;
  }

  /** Begins a set of changes or a snapshot; see {@link MarketDataSink#depth}. */
  public void begin(boolean whole, long firstId, long lastId, long previousId) {
    snapshot = whole;
    openId = lastId;
    outcome = whole ? beginSnapshot(lastId) : beginChanges(firstId, lastId, previousId);
  }

  /** One level of the open set; see {@link MarketDataSink#level}. */
  public void level(byte side, long pxE9, long qtyE8) {
    long qty = qtyE8;
    if (qty < 0) {
      negativeSizes++;
      qty = 0;
    }
    if (outcome != APPLIED && outcome != GAP) {
      return;
    }
    if (snapshot) {
      if (side == MarketDataSink.BUY) {
        lowestBidPxE9 = Math.min(lowestBidPxE9, pxE9);
      } else {
        highestAskPxE9 = Math.max(highestAskPxE9, pxE9);
      }
    } else if (state != BookState.SYNCED) {
      kept.add(side, pxE9, qty);
    }
    if (book.set(side, pxE9, qty) == DepthBook.FULL) {
      forget();
      outcome = OVERFLOW;
    }
  }

  /** Ends the open set; one of the codes of this class. */
  public int end() {
    int result = outcome;
    if (result == APPLIED || result == GAP) {
      lastUpdateId = openId;
      if (snapshot) {
        endSnapshot();
      }
    } else if (result == OVERFLOW && openId != NONE) {
      lastUpdateId = Math.max(lastUpdateId, openId);
    }
    outcome = STALE;
    return result;
  }

  /** A message was lost outside of any sequence, such as a connection: blind until a snapshot. */
  public void lose() {
    gaps++;
    forget();
    lastUpdateId = NONE;
  }

  /**
   * Takes a best bid and offer that holds at the last update of this book and is no contradiction
   * to it: what lies between the two is known to be empty from now on.
   */
  void learn(long bidPxE9, long bidQtyE8, long askPxE9, long askQtyE8) {
    if (bidPxE9 == MarketDataSink.NULL_PX || askPxE9 == MarketDataSink.NULL_PX) {
      return;
    }
    if (bidPxE9 <= knownHighPxE9 && askPxE9 >= knownLowPxE9) {
      knownLowPxE9 = Math.min(knownLowPxE9, bidPxE9);
      knownHighPxE9 = Math.max(knownHighPxE9, askPxE9);
    } else {
      knownLowPxE9 = bidPxE9;
      knownHighPxE9 = askPxE9;
    }
    if (book.set(MarketDataSink.BUY, bidPxE9, bidQtyE8) == DepthBook.FULL
        || book.set(MarketDataSink.SELL, askPxE9, askQtyE8) == DepthBook.FULL) {
      forget();
    }
  }

  private int beginChanges(long firstId, long lastId, long previousId) {
    int result = APPLIED;
    if (lastUpdateId != NONE && lastId != NONE) {
      if (lastId <= lastUpdateId) {
        return STALE;
      }
      if (!follows(lastUpdateId, firstId, previousId)) {
        gaps++;
        forget();
        result = GAP;
      }
    }
    if (state != BookState.SYNCED) {
      kept.open(firstId, lastId, previousId);
    }
    return result;
  }

  private static boolean follows(long last, long firstId, long previousId) {
    if (previousId != NONE) {
      return previousId <= last;
    }
    return firstId == NONE || firstId - 1 <= last;
  }

  private int beginSnapshot(long lastId) {
    replayFrom = kept.sets();
    if (lastId != NONE && lastUpdateId != NONE) {
      if (state == BookState.SYNCED && lastId <= lastUpdateId) {
        return STALE;
      }
      if (lastId < lastUpdateId) {
        replayFrom = 0;
        while (replayFrom < kept.sets() && kept.lastUpdateId(replayFrom) <= lastId) {
          replayFrom++;
        }
        if (replayFrom == kept.sets()
            || !follows(
                lastId, kept.firstUpdateId(replayFrom), kept.previousUpdateId(replayFrom))) {
          return SNAPSHOT_TOO_OLD;
        }
      }
    }
    book.clear();
    lowestBidPxE9 = Long.MAX_VALUE;
    highestAskPxE9 = Long.MIN_VALUE;
    return APPLIED;
  }

  private void endSnapshot() {
    // A side without any level has none anywhere.
    boolean noBid = book.levels(MarketDataSink.BUY) == 0;
    boolean noAsk = book.levels(MarketDataSink.SELL) == 0;
    knownLowPxE9 = noBid ? Long.MIN_VALUE : lowestBidPxE9;
    knownHighPxE9 = noAsk ? Long.MAX_VALUE : highestAskPxE9;
    state = BookState.SYNCED;
    for (int set = replayFrom; set < kept.sets(); set++) {
      for (int at = kept.begin(set); at < kept.end(set); at++) {
        if (book.set(kept.side(at), kept.pxE9(at), kept.qtyE8(at)) == DepthBook.FULL) {
          forget();
          return;
        }
      }
      lastUpdateId = kept.lastUpdateId(set);
    }
    kept.clear();
  }

  private void forget() {
    state = BookState.BLIND;
    book.clear();
    kept.clear();
    knownLowPxE9 = Long.MAX_VALUE;
    knownHighPxE9 = Long.MIN_VALUE;
  }
}
