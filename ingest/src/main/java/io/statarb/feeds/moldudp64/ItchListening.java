package io.statarb.feeds.moldudp64;

import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedAddress;
import io.statarb.feeds.FeedJournal;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.ListenOptions;
import io.statarb.moldudp.MoldReceiver;
import io.statarb.moldudp.MoldSession;
import io.statarb.moldudp.MoldSettings;
import io.statarb.moldudp.MoldState;
import io.statarb.moldudp.ReceiverAddresses;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run of {@code statarb feed listen}. */
final class ItchListening {
  private final ListenOptions options;
  private final FeedRun run;
  private final ReceiverAddresses addresses;
  private final MoldSettings settings;
  private final ItchFeed feed;
  private final JournalTap tap;

  ItchListening(ListenOptions options, FeedRun run) {
    this.options = options;
    this.run = run;
    this.addresses = addresses(options);
    this.settings = settings(options);
    this.feed = new ItchFeed(options.symbolStaleAfterNs(), run::say);
    this.tap = new JournalTap(feed);
  }

  private static ReceiverAddresses addresses(ListenOptions options) {
    List<InetSocketAddress> lines =
        options.lines().stream().map(text -> FeedAddress.parse("--line", text, 0)).toList();
    if (lines.size() > MoldSession.MAX_LINES) {
      throw Refusal.usage(
          "--line must name at most %d lines: %d".formatted(MoldSession.MAX_LINES, lines.size()));
    }
    String retransmit = options.retransmit();
    return new ReceiverAddresses(
        lines, retransmit == null ? null : FeedAddress.parse("--retransmit", retransmit, 1), null);
  }

  private static MoldSettings settings(ListenOptions options) {
    MoldSettings defaults = MoldSettings.of("");
    long attempts = Math.ceilDiv(options.giveUpAfterNs(), defaults.requestTimeoutNs());
    try {
      return new MoldSettings(
          options.session(),
          defaults.firstSequence(),
          defaults.heldMessages(),
          defaults.heldMessageBytes(),
          defaults.maxJump(),
          defaults.reorderWaitNs(),
          defaults.requestTimeoutNs(),
          (int) Math.min(attempts, Integer.MAX_VALUE),
          defaults.maxRequestMessages(),
          defaults.snapshotTimeoutNs(),
          options.staleAfterNs(),
          options.alarmAfterNs());
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--session: " + e.getMessage());
    }
  }

  FeedOutcome run() {
    try (MoldReceiver receiver = open();
        FeedJournal journal = openJournal(receiver.session().openedNs())) {
      List<String> lines = new ArrayList<>();
      for (int line = 0; line < addresses.lines().size(); line++) {
        String address = FeedAddress.text(receiver.lineAddress(line));
        lines.add(address);
        run.say("listening on line %c at %s".formatted((char) ('A' + line), address));
      }
      FeedLoop loop = new FeedLoop(run, () -> feed.progress(receiver.session()));
      work(receiver, loop);
      long endNs = run.clock().nowNs();
      if (journal != null) {
        journal.end(endNs, run.wall().nowNs());
      }
      MoldSession session = receiver.session();
      SortedMap<String, Object> report = feed.report(session, options.outState(), endNs);
      report.put(
          "run",
          new TreeMap<>(
              Map.of(
                  "lines", lines,
                  "seconds", loop.seconds(),
                  "socket_errors", receiver.socketErrors())));
      return new FeedOutcome(ItchFeed.sound(session), report);
    }
  }

  private MoldReceiver open() {
    try {
      return new MoldReceiver(addresses, settings, feed, null, tap, run.clock(), run.wall());
    } catch (UncheckedIOException e) {
      throw SocketRefusal.of(e);
    }
  }

  private @Nullable FeedJournal openJournal(long openedNs) {
    Path file = options.journal();
    if (file == null) {
      return null;
    }
    RawJournal.Setup setup =
        new RawJournal.Setup(
            addresses.lines().size(),
            addresses.retransmission() != null,
            openedNs,
            options.symbolStaleAfterNs(),
            settings);
    FeedJournal journal = FeedJournal.create(file, MoldUdp64.NAME, setup.settings());
    tap.to(journal);
    return journal;
  }

  private void work(MoldReceiver receiver, FeedLoop loop) {
    MoldSession session = receiver.session();
    while (!run.stopRequested() && session.state() != MoldState.ENDED) {
      int work = receiver.doWork();
      long nowNs = run.clock().nowNs();
      feed.watch(nowNs);
      if (nowNs - loop.startedNs() >= options.forNs()) {
        return;
      }
      loop.endTurn(work, nowNs);
    }
  }
}
