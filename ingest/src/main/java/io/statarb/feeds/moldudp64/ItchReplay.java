package io.statarb.feeds.moldudp64;

import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.JournalReader;
import io.statarb.feeds.JournalTail;
import io.statarb.feeds.ReplayOptions;
import io.statarb.moldudp.MoldSession;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run of {@code statarb feed replay}: what moved the session moves it again. */
final class ItchReplay {
  private final JournalReader reader;
  private final RawJournal.Setup setup;
  private final ItchFeed feed;
  private final MoldSession session;
  private long nowNs;

  private ItchReplay(JournalReader reader, FeedRun run) {
    this.reader = reader;
    this.setup = RawJournal.Setup.of(reader.header());
    this.feed = new ItchFeed(setup.symbolStaleAfterNs(), run::say);
    this.nowNs = setup.openedNs();
    this.session =
        new MoldSession(
            setup.session(),
            setup.lines(),
            feed,
            // The answers are in the journal.
            setup.asks() ? (name, sequence, count) -> {} : null,
            null,
            nowNs);
  }

  static FeedOutcome run(ReplayOptions options, FeedRun run) {
    try (JournalReader reader = JournalReader.open(options.journal())) {
      ItchReplay replay = new ItchReplay(reader, run);
      while (!run.stopRequested() && reader.next()) {
        replay.apply();
      }
      SortedMap<String, Object> report =
          replay.feed.report(replay.session, options.outState(), replay.nowNs);
      report.put(
          "journal",
          new TreeMap<>(
              Map.of(
                  "records", reader.records(),
                  "tail", reader.tail().name(),
                  "lost_bytes", reader.lostBytes())));
      boolean whole = reader.tail() == JournalTail.WHOLE;
      if (!whole) {
        run.say(
            "the journal is %s: %d bytes behind record %d are not read"
                .formatted(reader.tail(), reader.lostBytes(), reader.records()));
      }
      return new FeedOutcome(whole && ItchFeed.sound(replay.session), report);
    }
  }

  private void apply() {
    nowNs = reader.nowNs();
    feed.watch(nowNs);
    if (reader.isEnd()) {
      return;
    }
    switch (reader.kind()) {
      case RawJournal.PACKET -> {
        if (reader.line() < MoldSession.RETRANSMISSION || reader.line() >= setup.lines()) {
          throw notUnderstood("line=" + reader.line());
        }
        feed.at(nowNs);
        session.onPacket(reader.line(), reader.buffer(), reader.offset(), reader.length(), nowNs);
      }
      case RawJournal.TIME -> {
        session.onTime(nowNs);
        feed.at(nowNs);
      }
      case RawJournal.CLOCK_STEP -> {
        if (reader.length() != Long.BYTES) {
          throw notUnderstood("length=" + reader.length());
        }
        session.onClockStep(reader.buffer().getLong(reader.offset(), ByteOrder.BIG_ENDIAN), nowNs);
      }
      default -> throw notUnderstood("kind=" + reader.kind());
    }
  }

  private Refusal notUnderstood(String fact) {
    return Refusal.data(
        "record %d of the journal is not understood: %s".formatted(reader.records(), fact));
  }
}
