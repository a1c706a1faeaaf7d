package io.statarb.feeds;

/**
 * A way in which market data comes over sockets. To add one, implement this and add a line to
 * {@code META-INF/services/io.statarb.feeds.FeedProtocol}.
 *
 * <p>What cannot be done because of what was asked for ends in a {@link io.statarb.cli.Refusal} of
 * one sentence. The methods that run return when they are done or soon after {@link
 * FeedRun#stopRequested}, with what is known by then.
 */
public interface FeedProtocol {
  /** Name for {@code --protocol}, e.g. {@code moldudp64}; also kept in journals. */
  String name();

  /** One or more lines for people: what it is and which options it does not take. */
  String description();

  /** Publishes a file. */
  FeedOutcome publish(PublishOptions options, FeedRun run);

  /** Receives a feed, journals it and builds its books. */
  FeedOutcome listen(ListenOptions options, FeedRun run);

  /** Does again what the listener did that wrote a journal. */
  FeedOutcome replay(ReplayOptions options, FeedRun run);
}
