package io.statarb.feeds;

import picocli.CommandLine.Command;

/** Feeds on the command line. */
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Publish and receive market data over real sockets.",
    footer = {
      "",
      "Examples:",
      "  statarb feed listen --line 127.0.0.1:26400,127.0.0.1:26401 --retransmit 127.0.0.1:26409 --json",
      "  statarb feed publish --from day.ITCH_50.gz --to 127.0.0.1:26400,127.0.0.1:26401 \\",
      "    --retransmit 127.0.0.1:26409 --drop 0.01 --reorder 0.01",
      "  statarb feed publish --protocol binance-ws --port 26443 \\",
      "    --from ingest/samples/binance-l2/spot/btcusdt_20240808.gz",
      "  statarb feed listen --protocol binance-ws --url ws://127.0.0.1:26443 --symbols BTCUSDT --json",
      "  statarb feed replay --journal raw.journal --json",
      "  statarb feed protocols"
    },
    subcommands = {
      FeedPublishCommand.class,
      FeedListenCommand.class,
      FeedReplayCommand.class,
      FeedProtocolsCommand.class
    })
public final class FeedCommand {
  /** Called by the command line. */
  public FeedCommand() {}
}
