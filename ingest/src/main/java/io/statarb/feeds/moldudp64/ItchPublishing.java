package io.statarb.feeds.moldudp64;

import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedAddress;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.PublishOptions;
import io.statarb.itch.ItchFileMessages;
import io.statarb.moldudp.LineFaults;
import io.statarb.moldudp.MoldPublisher;
import io.statarb.moldudp.MoldSession;
import io.statarb.moldudp.PublisherSettings;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run of {@code statarb feed publish}. */
final class ItchPublishing {
  /** A packet fits an Ethernet frame. */
  private static final int MAX_PACKET_BYTES = 1_400;

  private static final int NO_LIMIT = 65_534;

  /** As venues do it. */
  private static final long HEARTBEAT_NS = 1_000_000_000L;

  private final PublishOptions options;
  private final FeedRun run;
  private final PublisherSettings settings;

  ItchPublishing(PublishOptions options, FeedRun run) {
    this.options = options;
    this.run = run;
    this.settings = settings(options);
  }

  private static PublisherSettings settings(PublishOptions options) {
    List<InetSocketAddress> lines =
        options.to().stream().map(text -> FeedAddress.parse("--to", text, 1)).toList();
    if (lines.size() > MoldSession.MAX_LINES) {
      throw Refusal.usage(
          "--to must name at most %d lines: %d".formatted(MoldSession.MAX_LINES, lines.size()));
    }
    String retransmit = options.retransmit();
    LineFaults faults =
        new LineFaults(
            options.drop(),
            options.duplicate(),
            options.reorder(),
            options.delay(),
            options.delayNs(),
            0);
    // Even times of a rate pass like recorded ones.
    double speed = options.speed() > 0 ? options.speed() : options.rate() > 0 ? 1 : 0;
    try {
      return new PublisherSettings(
          options.session(),
          lines,
          Collections.nCopies(lines.size(), faults),
          retransmit == null ? null : FeedAddress.parse("--retransmit", retransmit, 0),
          0,
          null,
          speed,
          MAX_PACKET_BYTES,
          options.perPacket() == 0 ? NO_LIMIT : options.perPacket(),
          HEARTBEAT_NS,
          // This loop decides when nobody is waited for any more.
          Long.MAX_VALUE,
          options.seed());
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--session: " + e.getMessage());
    }
  }

  FeedOutcome run() {
    try (ItchFileMessages messages = ItchFileMessages.open(options.from());
        MoldPublisher publisher = open(messages)) {
      InetSocketAddress server = publisher.retransmissionAddress();
      run.say(
          "publishing %s as session %s to %s%s"
              .formatted(
                  options.from(),
                  options.session(),
                  options.to(),
                  server == null
                      ? ", without retransmission"
                      : ", retransmission at " + FeedAddress.text(server)));
      FeedLoop loop = new FeedLoop(run, () -> progress(publisher));
      work(publisher, loop);
      return new FeedOutcome(publisher.ended(), report(publisher, messages, server, loop));
    }
  }

  private MoldPublisher open(ItchFileMessages messages) {
    double rate = options.speed() > 0 ? 0 : options.rate();
    try {
      return new MoldPublisher(settings, new PacedMessages(messages, rate), run.clock());
    } catch (UncheckedIOException e) {
      throw SocketRefusal.of(e);
    }
  }

  private void work(MoldPublisher publisher, FeedLoop loop) {
    // Counted from the end, not from the last packet that waits: its repetitions may wait as well.
    long lingerNs = options.lingerNs() + settings.faults().getFirst().longestWaitNs();
    long wantedNs = loop.startedNs();
    long answers = 0;
    while (!run.stopRequested()) {
      int work = publisher.doWork();
      long nowNs = run.clock().nowNs();
      if (!publisher.ended() || publisher.answers() > answers) {
        answers = publisher.answers();
        wantedNs = nowNs;
      }
      if (nowNs - wantedNs > lingerNs) {
        return;
      }
      loop.endTurn(work, nowNs);
    }
  }

  private static String progress(MoldPublisher publisher) {
    return "%,d messages sent in %,d packets, %,d requests answered"
        .formatted(publisher.messages(), publisher.packets(), publisher.answers());
  }

  private SortedMap<String, Object> report(
      MoldPublisher publisher,
      ItchFileMessages messages,
      @Nullable InetSocketAddress server,
      FeedLoop loop) {
    SortedMap<String, Object> report = new TreeMap<>();
    report.put("protocol", MoldUdp64.NAME);
    report.put("session", options.session());
    report.put("seed", options.seed());
    report.put("ended", publisher.ended());
    report.put("messages", publisher.messages());
    report.put("damaged_in_file", messages.damaged());
    report.put("lines", settings.lines().size());
    report.put("packets_per_line", publisher.packets());
    report.put("heartbeats_per_line", publisher.heartbeats());
    report.put("packets_sent", publisher.packetsSent());
    report.put(
        "faults",
        new TreeMap<>(
            Map.of(
                "dropped", publisher.packetsDropped(),
                "duplicated", publisher.packetsDuplicated(),
                "reordered", publisher.packetsReordered(),
                "delayed", publisher.packetsDelayed(),
                "not_taken_by_network", publisher.sendErrors())));
    if (server != null) {
      report.put(
          "retransmission",
          new TreeMap<>(
              Map.of(
                  "address", FeedAddress.text(server),
                  "answered", publisher.answers(),
                  "unavailable", publisher.unavailable(),
                  "refused", publisher.requestsRefused())));
    }
    report.put("seconds", loop.seconds());
    return report;
  }
}
