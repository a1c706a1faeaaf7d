package io.statarb.bookcheck;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.depthbook.BookCounts;
import io.statarb.depthbook.DepthBookListener;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.QuoteMismatch;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rebuilds the price-level books of a capture from its depth diffs and compares them with the
 * venue's own best bids and offers, aligned by update id.
 */
public final class DepthBookCheck implements BookCheck {
  /** For the service loader. */
  public DepthBookCheck() {}

  @Override
  public String format() {
    return "binance-capture";
  }

  @Override
  public BookReport check(Path file, LoadOptions options, Progress progress) {
    BookFaults told = new BookFaults();
    DepthBookSink sink = new DepthBookSink(new Listening(told));
    long records = FileLoaders.of(format()).load(file, options, sink);
    if (records == 0) {
      throw Refusal.data("%s holds no message".formatted(file));
    }
    sink.finish();
    BookCounts counts = sink.counts();
    List<BookFault> faults = new ArrayList<>(told.first());
    SortedMap<String, Long> details = new TreeMap<>();
    for (QuoteMismatch mismatch : sink.mismatches()) {
      details.merge(
          "mismatch_" + mismatch.cause().name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
      faults.add(
          new BookFault(
              mismatch.bookRecord(),
              mismatch.symbol(),
              BookFaults.MISMATCH,
              "%s: book at update %d (record %d) has %s x %s, quote %d (record %d) has %s x %s"
                  .formatted(
                      mismatch.cause(),
                      mismatch.updateId(),
                      mismatch.bookRecord(),
                      px(mismatch.bookBidPxE9()),
                      px(mismatch.bookAskPxE9()),
                      mismatch.quoteUpdateId(),
                      mismatch.quoteRecord(),
                      px(mismatch.quoteBidPxE9()),
                      px(mismatch.quoteAskPxE9()))));
    }
    faults.sort(Comparator.comparingLong(BookFault::record));
    details.put("gaps", counts.gaps());
    details.put("locked_books", counts.lockedBooks());
    details.put("quotes_unknown", counts.quotesUnknown());
    details.put("states_not_aligned", counts.statesNotAligned());
    details.put("snapshots", counts.snapshots());
    details.put("blind_books", counts.blindBooks());
    details.put("overflows", counts.overflows());
    boolean sound =
        counts.quoteMismatches() == 0
            && counts.crossedBooks() == 0
            && counts.negativeSizes() == 0
            && counts.gaps() == 0
            && counts.overflows() == 0
            && counts.flaws() == 0;
    return new BookReport(
        file.toString(),
        format(),
        counts.symbols(),
        records,
        counts.unresolvedReferences(),
        counts.crossedBooks(),
        counts.quoteMismatches(),
        counts.negativeSizes(),
        counts.flaws(),
        counts.quotesCompared(),
        sound,
        faults.stream().limit(BookFaults.LISTED).toList(),
        details,
        List.of(
            "a level that no message has told yet is unknown; a best bid and offer there is not compared",
            "a mismatch is listed with its ids and cause"));
  }

  /** Lists what the books are told to be unsound by. */
  private record Listening(BookFaults faults) implements DepthBookListener {
    @Override
    public void gap(
        long record, String symbol, long bookUpdateId, long firstUpdateId, long previousUpdateId) {
      faults.add(
          record,
          symbol,
          "gap",
          () ->
              previousUpdateId == MarketDataSink.NO_UPDATE_ID
                  ? "the book is at update %d, the change begins with %d"
                      .formatted(bookUpdateId, firstUpdateId)
                  : "the book is at update %d, the change follows %d"
                      .formatted(bookUpdateId, previousUpdateId));
    }

    @Override
    public void crossed(long record, String symbol, long bidPxE9, long askPxE9) {
      faults.add(
          record,
          symbol,
          BookFaults.CROSSED,
          () -> "best bid %s above best ask %s".formatted(px(bidPxE9), px(askPxE9)));
    }

    @Override
    public void negativeSizes(long record, String symbol, long levels) {
      faults.add(record, symbol, BookFaults.NEGATIVE, levels, "levels=" + levels);
    }

    @Override
    public void overflow(long record, String symbol) {
      faults.add(record, symbol, "overflow", () -> "more levels than the book has room for");
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      faults.add(record, "", BookFaults.FLAW, () -> flaw + ": " + fact);
    }
  }

  private static String px(long pxE9) {
    return pxE9 == Long.MIN_VALUE
        ? "none"
        : java.math.BigDecimal.valueOf(pxE9, 9).stripTrailingZeros().toPlainString();
  }
}
