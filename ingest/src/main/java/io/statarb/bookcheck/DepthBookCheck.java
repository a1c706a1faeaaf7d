package io.statarb.bookcheck;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.depthbook.BookCounts;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.QuoteMismatch;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
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
    DepthBookSink sink = new DepthBookSink();
    long records = FileLoaders.of(format()).load(file, options, sink);
    if (records == 0) {
      throw Refusal.data("%s holds no message".formatted(file));
    }
    sink.finish();
    BookCounts counts = sink.counts();
    List<BookFault> faults = new ArrayList<>();
    SortedMap<String, Long> details = new TreeMap<>();
    for (QuoteMismatch mismatch : sink.mismatches()) {
      details.merge(
          "mismatch_" + mismatch.cause().name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
      if (faults.size() < BookFaults.LISTED) {
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
    }
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
        faults,
        details,
        List.of(
            "a level that no message has told yet is unknown; a best bid and offer there is not compared",
            "a mismatch is listed with its ids and cause"));
  }

  private static String px(long pxE9) {
    return pxE9 == Long.MIN_VALUE
        ? "none"
        : java.math.BigDecimal.valueOf(pxE9, 9).stripTrailingZeros().toPlainString();
  }
}
