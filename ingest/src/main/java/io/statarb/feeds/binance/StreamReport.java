package io.statarb.feeds.binance;

import io.statarb.binance.stream.BookLines;
import io.statarb.binance.stream.ConnectionCounters;
import io.statarb.binance.stream.PublisherCounters;
import io.statarb.binance.stream.StreamBooks;
import io.statarb.binance.stream.StreamCounters;
import io.statarb.binance.stream.StreamPublisher;
import io.statarb.binance.stream.SyncState;
import io.statarb.depthbook.SequencedBook;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.feeds.FeedOutcome;
import io.statarb.marketdata.MarketDataSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the commands print. Stateless. */
final class StreamReport {
  /**
   * Levels a side of the digest that two ends can always compare: further out, a book knows only
   * what its last snapshot was deep enough to hold.
   */
  private static final int TOP_LEVELS = 100;

  private static final int ALL_LEVELS = Integer.MAX_VALUE;

  private StreamReport() {}

  static FeedOutcome of(StreamPublisher publisher) {
    PublisherCounters counters = publisher.counters();
    SortedMap<String, Object> report = head();
    report.put("messages", counters.messages());
    report.put("refused_lines", counters.refusedLines());
    report.put("sent", counters.sent());
    report.put("dropped", counters.dropped());
    report.put("duplicated", counters.duplicated());
    report.put("reordered", counters.reordered());
    report.put("connections", counters.connections());
    report.put("connections_cut", counters.cut());
    report.put("connections_too_slow", counters.tooSlow());
    report.put("snapshot_requests", counters.snapshotRequests());
    report.put("pongs", counters.pongs());
    SortedMap<String, Object> books = new TreeMap<>();
    StringBuilder all = new StringBuilder();
    StringBuilder top = new StringBuilder();
    for (String symbol : publisher.symbols()) {
      SequencedBook book = publisher.book(symbol);
      if (book != null) {
        books.put(symbol, book(book, book.state().name(), symbol, all, top));
      }
    }
    digests(report, books, all, top);
    boolean finished = publisher.finished();
    report.put("finished", finished);
    return new FeedOutcome(finished, report);
  }

  /** Adds what listening and replaying have in common; the books are written where asked for. */
  static SortedMap<String, Object> of(
      StreamBooks source, List<String> symbols, @Nullable Path outState) {
    StreamCounters counters = source.counters();
    SortedMap<String, Object> report = head();
    SortedMap<String, Object> kinds = new TreeMap<>();
    kinds.put("depth_update", counters.depthUpdates());
    kinds.put("book_ticker", counters.bookTickers());
    kinds.put("trade", counters.trades());
    report.put("messages", kinds);
    report.put("refused", counters.refused());
    report.put("outdated", counters.outdated());
    report.put("gaps", counters.gaps());
    report.put("syncs", counters.syncs());
    report.put("resyncs", counters.resyncs());
    report.put("blind", counters.blind());
    report.put("quotes_compared", counters.quotesCompared());
    report.put("quote_mismatches", counters.quoteMismatches());
    SortedMap<String, Object> books = new TreeMap<>();
    StringBuilder all = new StringBuilder();
    StringBuilder top = new StringBuilder();
    for (String symbol : symbols) {
      books.put(symbol, book(source.book(symbol), source.state(symbol).name(), symbol, all, top));
    }
    digests(report, books, all, top);
    if (outState != null) {
      AtomicFiles.write(outState, all.toString().getBytes(StandardCharsets.UTF_8));
    }
    return report;
  }

  static void add(SortedMap<String, Object> report, ConnectionCounters counters) {
    report.put("reconnects", counters.reconnects());
    report.put("snapshot_requests", counters.snapshotRequests());
    report.put("snapshot_failures", counters.snapshotFailures());
    report.put("stale", counters.stale());
    report.put("alarms", counters.alarms());
  }

  /** Whether every book is to be believed. */
  static boolean sound(StreamBooks source, List<String> symbols) {
    return symbols.stream().allMatch(symbol -> source.state(symbol) == SyncState.LIVE);
  }

  private static SortedMap<String, Object> head() {
    SortedMap<String, Object> report = new TreeMap<>();
    report.put("protocol", BinanceProtocol.NAME);
    return report;
  }

  private static SortedMap<String, Object> book(
      SequencedBook book, String state, String symbol, StringBuilder all, StringBuilder top) {
    all.append(BookLines.of(symbol, book.book(), ALL_LEVELS));
    top.append(BookLines.of(symbol, book.book(), TOP_LEVELS));
    SortedMap<String, Object> one = new TreeMap<>();
    one.put("state", state);
    one.put("last_update_id", book.lastUpdateId());
    one.put("bids", book.book().levels(MarketDataSink.BUY));
    one.put("asks", book.book().levels(MarketDataSink.SELL));
    return one;
  }

  private static void digests(
      SortedMap<String, Object> report,
      SortedMap<String, Object> books,
      StringBuilder all,
      StringBuilder top) {
    report.put("books", books);
    report.put("book_digest", Sha256.ofText(all.toString()));
    report.put("top_digest", Sha256.ofText(top.toString()));
    report.put("top_levels", TOP_LEVELS);
  }
}
