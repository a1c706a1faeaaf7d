package io.statarb.depthbook;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds the level-2 book of each symbol of a file or feed and compares it with the venue's own
 * best bids and offers, aligned by update id. Several files that go on from each other may be
 * loaded into one sink one after the other. Call {@link #finish} after the last record, then {@link
 * #counts} and {@link #mismatches}. One thread.
 */
public final class DepthBookSink implements MarketDataSink {
  /** Mismatches that are kept; the others are only counted. */
  public static final int KEPT_MISMATCHES = 1000;

  /** Symbols that get a book; what comes of others is counted as flaws. */
  public static final int MOST_SYMBOLS = 1024;

  private final Supplier<? extends DepthBook> books;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<OneBook> all = new ArrayList<>();
  private final List<QuoteMismatch> mismatches = new ArrayList<>();
  private final DepthBookListener listener;
  private @Nullable OneBook current;
  private long currentRecord;
  private boolean currentSnapshot;
  private long currentFirstId;
  private long currentPreviousId;
  private long bookIdBefore;
  private long messages;
  private long crossed;
  private long locked;
  private long stale;
  private long snapshots;
  private long snapshotsTooOld;
  private long overflows;
  private long quotesWithoutId;
  private long flaws;

  /** A symbol's book and the comparison around it. */
  private static final class OneBook {
    final String symbol;
    final SequencedBook book;
    final QuoteAlignment alignment;
    long negativeSizesTold;

    OneBook(String symbol, DepthBook levels, List<QuoteMismatch> mismatches) {
      this.symbol = symbol;
      book = new SequencedBook(levels);
      alignment =
          new QuoteAlignment(
              symbol,
              book,
              mismatch -> {
                if (mismatches.size() < KEPT_MISMATCHES) {
                  mismatches.add(mismatch);
                }
              });
    }
  }

  /** Books of the fast kind, with small windows. */
  public DepthBookSink() {
    this(DepthBookListener.NONE);
  }

  /** Books of the fast kind, with small windows, and somebody who hears what is wrong with them. */
  public DepthBookSink(DepthBookListener listener) {
    this(() -> new WindowDepthBook(WindowDepthBook.NARROW, 0), listener);
  }

  /**
   * Books of any kind.
   *
   * @param books makes an empty book for each symbol
   */
  public DepthBookSink(Supplier<? extends DepthBook> books) {
    this(books, DepthBookListener.NONE);
  }

  private DepthBookSink(Supplier<? extends DepthBook> books, DepthBookListener listener) {
    this.books = books;
    this.listener = listener;
  }

  @Override
  public int symbol(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    if (all.size() == MOST_SYMBOLS) {
      return -1;
    }
    numbers.put(name, all.size());
    all.add(new OneBook(name, books.get(), mismatches));
    return all.size() - 1;
  }

  @Override
  public void quote(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long updateId,
      long bidPxE9,
      long bidQtyE8,
      long askPxE9,
      long askQtyE8) {
    messages++;
    OneBook one = of(symbol);
    if (one == null) {
      return;
    }
    if (updateId == NO_UPDATE_ID) {
      quotesWithoutId++;
    } else {
      one.alignment.quote(record, updateId, bidPxE9, bidQtyE8, askPxE9, askQtyE8);
    }
  }

  @Override
  public void trade(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long pxE9,
      long qtyE8,
      byte aggressor) {
    messages++;
  }

  @Override
  public void depth(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      boolean snapshot,
      long firstUpdateId,
      long lastUpdateId,
      long previousUpdateId) {
    messages++;
    current = of(symbol);
    currentRecord = record;
    currentSnapshot = snapshot;
    currentFirstId = firstUpdateId;
    currentPreviousId = previousUpdateId;
    if (current != null) {
      bookIdBefore = current.book.lastUpdateId();
      current.book.begin(snapshot, firstUpdateId, lastUpdateId, previousUpdateId);
    }
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    if (current != null) {
      current.book.level(side, pxE9, qtyE8);
      current.alignment.level(side, pxE9);
    }
  }

  @Override
  public void depthEnd() {
    if (current == null) {
      return;
    }
    int outcome = current.book.end();
    switch (outcome) {
      case SequencedBook.STALE -> stale++;
      case SequencedBook.SNAPSHOT_TOO_OLD -> snapshotsTooOld++;
      case SequencedBook.OVERFLOW -> {
        overflows++;
        listener.overflow(currentRecord, current.symbol);
        current.alignment.bookLost();
      }
      default -> applied(current, outcome);
    }
    long negative = current.book.negativeSizes() - current.negativeSizesTold;
    if (negative > 0) {
      current.negativeSizesTold += negative;
      listener.negativeSizes(currentRecord, current.symbol, negative);
    }
    current = null;
  }

  private void applied(OneBook one, int outcome) {
    if (currentSnapshot) {
      snapshots++;
    }
    if (outcome == SequencedBook.GAP) {
      listener.gap(currentRecord, one.symbol, bookIdBefore, currentFirstId, currentPreviousId);
      one.alignment.bookLost();
    }
    DepthBook levels = one.book.book();
    if (one.book.crossed()) {
      crossed++;
      listener.crossed(currentRecord, one.symbol, levels.bestPxE9(BUY), levels.bestPxE9(SELL));
    } else if (levels.bestPxE9(BUY) == levels.bestPxE9(SELL) && levels.levels(BUY) > 0) {
      locked++;
    }
    one.alignment.bookChanged(currentRecord);
  }

  @Override
  public void flaw(long record, Flaw flaw, String fact) {
    messages++;
    flaws++;
    listener.flaw(record, flaw, fact);
  }

  /**
   * Something between what came and what will come is missing, as after a connection was lost: the
   * book is blind until a snapshot, and nothing from before compares with what comes.
   */
  public void lose(int symbol) {
    OneBook one = all.get(symbol);
    one.book.lose();
    one.alignment.quotesLost();
  }

  /** No more records will come. */
  public void finish() {
    all.forEach(one -> one.alignment.finish());
  }

  /** What the books came to so far. */
  public BookCounts counts() {
    long mismatched = 0;
    long compared = 0;
    long unknown = 0;
    long outOfOrder = quotesWithoutId;
    long notAligned = 0;
    long negative = 0;
    long gaps = 0;
    long blind = 0;
    for (OneBook one : all) {
      mismatched += one.alignment.mismatched();
      compared += one.alignment.compared();
      unknown += one.alignment.unknown();
      outOfOrder += one.alignment.outOfOrder();
      notAligned += one.alignment.notAligned();
      negative += one.book.negativeSizes();
      gaps += one.book.gaps();
      blind += one.book.state() == BookState.BLIND ? 1 : 0;
    }
    return new BookCounts(
        messages,
        0,
        crossed,
        locked,
        mismatched,
        compared,
        unknown,
        outOfOrder,
        notAligned,
        negative,
        gaps,
        stale,
        snapshots,
        snapshotsTooOld,
        overflows,
        blind,
        flaws,
        all.size());
  }

  /** The first {@link #KEPT_MISMATCHES} mismatches, in the order in which they were decided. */
  public List<QuoteMismatch> mismatches() {
    return Collections.unmodifiableList(mismatches);
  }

  /** The book of a symbol, or null when it has none. */
  public @Nullable SequencedBook book(String symbol) {
    Integer number = numbers.get(symbol);
    return number == null ? null : all.get(number).book;
  }

  private @Nullable OneBook of(int symbol) {
    if (symbol < 0) {
      flaws++;
      return null;
    }
    return all.get(symbol);
  }
}
