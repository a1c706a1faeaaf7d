package io.statarb.bookcheck;

import picocli.CommandLine.Command;

/** Commands about order books. */
@Command(
    name = "book",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Rebuild order books from files and say whether they are sound.",
    footer = {
      "",
      "Examples:",
      "  statarb book check --data AAPL_2012-06-21_34200000_57600000_message_10.csv --json"
    },
    subcommands = BookCheckCommand.class)
public final class BookCommand {
  /** For picocli. */
  public BookCommand() {}
}
