package io.statarb.feeds;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Receives a feed from sockets. */
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Receive a feed, arbitrate its lines, recover what is lost, and build the book of every symbol.",
      "Ends with the session, after --for, or by a signal, and prints what is known by then."
    },
    footer = {
      "",
      "Exit code 0 when the books are those of the whole feed so far; 1 when they are not: nothing was",
      "heard, messages are missing, or messages are lost (blind).",
      "",
      "Examples:",
      "  statarb feed listen --line 127.0.0.1:26400 --for 30 --json",
      "  statarb feed listen --line 127.0.0.1:26400,127.0.0.1:26401 --retransmit 127.0.0.1:26409 \\",
      "    --journal raw.journal --out-state books.csv --json",
      "  statarb feed listen --protocol binance-ws --url ws://127.0.0.1:26443 --symbols BTCUSDT \\",
      "    --journal raw.journal --json"
    })
final class FeedListenCommand extends FeedCall {
  @Option(
      names = "--protocol",
      defaultValue = "moldudp64",
      description = "Protocol (default: ${DEFAULT-VALUE}); feed protocols lists them")
  private String protocol = "";

  @Mixin private ListenOptions options = new ListenOptions();

  @Override
  public Integer call() {
    options.check();
    FeedProtocol found = FeedProtocols.of(protocol);
    return run(run -> found.listen(options, run));
  }
}
