package io.statarb.bookcheck;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
public final class BookCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  /** For picocli. */
  public BookCommand() {}

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "book needs a command: check");
    }
  }
}
