package io.statarb.feeds.binance;

import io.statarb.binance.stream.Market;
import io.statarb.binance.stream.PublisherSettings;
import io.statarb.binance.stream.StreamFaults;
import io.statarb.binance.stream.StreamPublisher;
import io.statarb.binance.stream.StreamSettings;
import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedProtocol;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.ListenOptions;
import io.statarb.feeds.PublishOptions;
import io.statarb.feeds.ReplayOptions;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** JSON over WebSocket, with snapshots by REST, in the shape of Binance. */
public final class BinanceProtocol implements FeedProtocol {
  /** Name of the protocol. */
  static final String NAME = "binance-ws";

  /** For the service loader. */
  public BinanceProtocol() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return """
    JSON over WebSocket, snapshots by REST on the same port, in the shape of Binance
    publish: --port instead of --to; begins with the first subscriber; --retransmit and --session mean nothing
    listen: --url, --symbols, --market, --rest-url instead of --line, --retransmit, --session\
    """;
  }

  @Override
  public FeedOutcome publish(PublishOptions options, FeedRun run) {
    StreamFaults faults =
        new StreamFaults(
            options.drop(),
            options.duplicate(),
            options.reorder(),
            options.delay(),
            options.delayNs(),
            options.disconnectEvery(),
            options.snapshotDelayNs(),
            options.snapshotFail());
    PublisherSettings settings =
        new PublisherSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()),
            options.speed(),
            options.rate(),
            faults,
            options.pingNs(),
            options.lingerNs(),
            options.seed());
    try (StreamPublisher publisher =
        new StreamPublisher(settings, List.of(options.from()), run.clock())) {
      run.say("streams at ws://127.0.0.1:%d".formatted(publisher.address().getPort()));
      IdleStrategy idle = new BackoffIdleStrategy();
      while (!publisher.finished() && !run.stopRequested()) {
        idle.idle(publisher.doWork());
      }
      return StreamReport.of(publisher);
    } catch (UncheckedIOException e) {
      throw Refusal.machine(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public FeedOutcome listen(ListenOptions options, FeedRun run) {
    return new StreamListening(options, settings(options), run).run();
  }

  @Override
  public FeedOutcome replay(ReplayOptions options, FeedRun run) {
    return new StreamReplay(options, run).run();
  }

  private static StreamSettings settings(ListenOptions options) {
    URI url = options.url();
    URI rest = options.restUrl();
    try {
      StreamSettings usual = StreamSettings.of(market(options.market()), url, options.symbols());
      return new StreamSettings(
          usual.market(),
          url,
          rest == null ? usual.rest() : rest,
          usual.symbols(),
          options.symbolStaleAfterNs(),
          options.staleAfterNs(),
          usual.deadAfterNs(),
          options.alarmAfterNs(),
          usual.answerWithinNs(),
          usual.snapshots(),
          usual.connections());
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Market market(String name) {
    for (Market market : Market.values()) {
      if (market.name().replace('_', '-').toLowerCase(Locale.ROOT).equals(name)) {
        return market;
      }
    }
    throw Refusal.usage("--market is spot, usd-m or coin-m: " + name);
  }
}
