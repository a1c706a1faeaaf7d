package io.statarb.feeds;

import io.statarb.cli.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/** The protocols that the class path registers. */
final class FeedProtocols {
  private FeedProtocols() {}

  static List<FeedProtocol> all() {
    return StreamSupport.stream(ServiceLoader.load(FeedProtocol.class).spliterator(), false)
        .sorted(Comparator.comparing(FeedProtocol::name))
        .toList();
  }

  static FeedProtocol of(String name) {
    for (FeedProtocol protocol : all()) {
      if (protocol.name().equals(name)) {
        return protocol;
      }
    }
    throw Refusal.usage(
        "there is no such protocol: protocol=%s known=%s"
            .formatted(name, all().stream().map(FeedProtocol::name).toList()));
  }
}
