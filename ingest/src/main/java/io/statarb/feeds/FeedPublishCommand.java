package io.statarb.feeds;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a file on sockets. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Publish recorded messages on sockets as a venue would, with the faults asked for.",
      "Faults strike each packet of each line by themselves; the same seed strikes the same packets."
    },
    footer = {
      "",
      "Examples:",
      "  statarb feed publish --from 12302019_SNIPPET.NASDAQ_ITCH50 --to 127.0.0.1:26400 --speed 1",
      "  statarb feed publish --from day.ITCH_50.gz --to 127.0.0.1:26400,127.0.0.1:26401 \\",
      "    --retransmit 127.0.0.1:26409 --drop 0.01 --reorder 0.01 --duplicate 0.01 --seed 7 --json",
      "  statarb feed publish --protocol binance-ws --from ingest/samples/binance-l2/spot/btcusdt_20240808.gz \\",
      "    --port 26443 --speed 5 --drop 0.01 --disconnect-every 2000 --json"
    })
final class FeedPublishCommand extends FeedCall {
  @Option(
      names = "--protocol",
      defaultValue = "moldudp64",
      description = "Protocol (default: ${DEFAULT-VALUE}); feed protocols lists them")
  private String protocol = "";

  @Mixin private PublishOptions options = new PublishOptions();

  @Override
  public Integer call() {
    options.check();
    FeedProtocol found = FeedProtocols.of(protocol);
    return run(run -> found.publish(options, run));
  }
}
