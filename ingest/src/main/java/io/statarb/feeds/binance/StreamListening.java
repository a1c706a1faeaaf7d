package io.statarb.feeds.binance;

import io.statarb.binance.stream.StreamAlarm;
import io.statarb.binance.stream.StreamClient;
import io.statarb.binance.stream.StreamListener;
import io.statarb.binance.stream.StreamSettings;
import io.statarb.binance.stream.StreamTap;
import io.statarb.binance.stream.SyncState;
import io.statarb.feeds.FeedJournal;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.ListenOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** One run of {@code feed listen}. */
final class StreamListening implements StreamListener {
  private static final long NS_PER_MS = 1_000_000;

  private final ListenOptions options;
  private final StreamSettings settings;
  private final FeedRun run;
  private final long startedNs;

  StreamListening(ListenOptions options, StreamSettings settings, FeedRun run) {
    this.options = options;
    this.settings = settings;
    this.run = run;
    startedNs = run.clock().nowNs();
  }

  FeedOutcome run() {
    Path file = options.journal();
    if (file == null) {
      return listen(StreamTap.NONE, null);
    }
    Map<String, String> kept = Map.of(StreamReplay.SYMBOLS, String.join(",", settings.symbols()));
    try (FeedJournal journal = FeedJournal.create(file, BinanceProtocol.NAME, kept)) {
      return listen(new StreamJournal(journal), journal);
    }
  }

  private FeedOutcome listen(StreamTap tap, @Nullable FeedJournal journal) {
    try (StreamClient client = new StreamClient(settings, run.clock(), run.wall(), tap, this)) {
      IdleStrategy idle = new BackoffIdleStrategy();
      boolean over;
      do {
        // Asked before the last look, which tells what became due on a slow machine meanwhile.
        over = run.stopRequested() || run.clock().nowNs() - startedNs >= options.forNs();
        idle.idle(client.doWork());
      } while (!over && !client.finished());
      if (journal != null) {
        journal.end(run.clock().nowNs(), run.wall().nowNs());
      }
      SortedMap<String, Object> report =
          StreamReport.of(client.books(), settings.symbols(), options.outState());
      StreamReport.add(report, client.counters());
      report.put("ended", client.ended());
      return new FeedOutcome(StreamReport.sound(client.books(), settings.symbols()), report);
    }
  }

  @Override
  public void onState(String symbol, SyncState from, SyncState to, String reason, long nowNs) {
    run.say("%s %s -> %s %s: %s".formatted(sinceStart(nowNs), from, to, symbol, reason));
  }

  @Override
  public void onAlarm(StreamAlarm alarm, long detail, long nowNs) {
    run.say("%s alarm %s: %d".formatted(sinceStart(nowNs), alarm, detail));
  }

  private String sinceStart(long nowNs) {
    return (nowNs - startedNs) / NS_PER_MS + " ms";
  }
}
