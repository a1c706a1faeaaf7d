package io.statarb.tapetools;

import picocli.CommandLine.Command;

/** Looks at tapes. */
@Command(
    name = "tape",
    mixinStandardHelpOptions = true,
    description = "Count, list, check and cut tapes. No tape is ever changed.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StatCommand.class, CatCommand.class, VerifyCommand.class, CutCommand.class},
    footer = {
      "",
      "Examples:",
      "  statarb tape stat run",
      "  statarb tape cat run/tapes/live/2014-05-07 --type Decision,Order",
      "  statarb tape verify run/tapes --json",
      "  statarb tape cut run/tapes/history/2014-05-07 --from 2014-05-07T10:00:00Z --out small"
    })
public final class TapeCommand {
  /** Made by the launcher. */
  public TapeCommand() {}
}
