package io.statarb.feeds;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does again what a listener did. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Rebuild from the journal of a listener what it built: the same books, the same counts.",
      "A tail that was torn off by a kill or a loss of power is found and told."
    },
    footer = {
      "",
      "Exit code 0 when the journal is whole and what it rebuilds is sound; 1 when it is not.",
      "",
      "Examples:",
      "  statarb feed replay --journal raw.journal --json"
    })
final class FeedReplayCommand extends FeedCall {
  @Mixin private ReplayOptions options = new ReplayOptions();

  @Override
  public Integer call() {
    options.check();
    FeedProtocol found = FeedProtocols.of(JournalReader.protocolOf(options.journal()));
    return run(run -> found.replay(options, run));
  }
}
