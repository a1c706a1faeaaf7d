package io.statarb.feeds.moldudp64;

import io.statarb.feeds.FeedOutcome;
import io.statarb.feeds.FeedProtocol;
import io.statarb.feeds.FeedRun;
import io.statarb.feeds.ListenOptions;
import io.statarb.feeds.PublishOptions;
import io.statarb.feeds.ReplayOptions;

/** ITCH 5.0 over MoldUDP64. */
public final class MoldUdp64 implements FeedProtocol {
  static final String NAME = "moldudp64";

  /** For the service loader. */
  public MoldUdp64() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return """
    NASDAQ TotalView-ITCH 5.0 in MoldUDP64 packets over UDP, unicast or multicast, IPv4
    publish: --from is an ITCH file, gzipped or not, with or without lengths before its messages
    listen: lines carry the same packets; the first copy of a message counts\
    """;
  }

  @Override
  public FeedOutcome publish(PublishOptions options, FeedRun run) {
    return new ItchPublishing(options, run).run();
  }

  @Override
  public FeedOutcome listen(ListenOptions options, FeedRun run) {
    return new ItchListening(options, run).run();
  }

  @Override
  public FeedOutcome replay(ReplayOptions options, FeedRun run) {
    return ItchReplay.run(options, run);
  }
}
