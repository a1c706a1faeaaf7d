package io.statarb.feeds.binance;

import io.statarb.binance.stream.Market;
import io.statarb.binance.stream.StreamBooks;
import io.statarb.binance.stream.StreamListener;
import io.statarb.binance.stream.StreamSettings;
import io.statarb.binance.stream.StreamTap;
import io.statarb.binance.stream.SyncState;
import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.JournalReader;
import io.statarb.feeds.JournalTail;
import io.statarb.feeds.ReplayOptions;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;

/** One run of {@code feed replay}: no socket, and no time but the journal's. */
final class StreamReplay implements StreamListener {
  /** Setting in the journal: symbols, separated by commas. */
  static final String SYMBOLS = "symbols";

  /** Never connected to: a replay makes no request. */
  private static final URI NOWHERE = URI.create("ws://localhost:1");

  private final ReplayOptions options;
  private final FeedRun run;

  StreamReplay(ReplayOptions options, FeedRun run) {
    this.options = options;
    this.run = run;
  }

  FeedOutcome run() {
    try (JournalReader reader = JournalReader.open(options.journal())) {
      List<String> symbols =
          List.of(reader.header().settings().getOrDefault(SYMBOLS, "").split(",", -1));
      StreamBooks books;
      try {
        books =
            new StreamBooks(StreamSettings.of(Market.SPOT, NOWHERE, symbols), StreamTap.NONE, this);
      } catch (IllegalArgumentException e) {
        throw Refusal.data("journal %s: %s".formatted(options.journal(), e.getMessage()));
      }
      StreamJournal.replay(reader, books);
      SortedMap<String, Object> report = StreamReport.of(books, symbols, options.outState());
      report.put("journal_records", reader.records());
      report.put("journal_tail", reader.tail().name());
      report.put("journal_lost_bytes", reader.lostBytes());
      return new FeedOutcome(
          reader.tail() == JournalTail.WHOLE && StreamReport.sound(books, symbols), report);
    }
  }

  @Override
  public void onState(String symbol, SyncState from, SyncState to, String reason, long nowNs) {
    run.say("%s -> %s %s: %s".formatted(from, to, symbol, reason));
  }
}
