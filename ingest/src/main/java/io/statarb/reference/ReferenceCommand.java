package io.statarb.reference;

import picocli.CommandLine.Command;

/** Reference data on the command line. */
@Command(
    name = "reference",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Calendars, index membership and corporate actions, point in time.",
    footer = {
      "",
      "Examples:",
      "  statarb reference calendar --exchange NYSE --from 2012-10-26 --to 2012-11-02",
      "  statarb reference members --data DIR --date 2016-01-04 --known 2016-07-06 --json",
      "  statarb reference actions --data actions.csv --symbol AAPL --as-of 2014-06-09 --json"
    },
    subcommands = {CalendarCommand.class, MembersCommand.class, ActionsCommand.class})
public final class ReferenceCommand {
  /** Called by the command line. */
  public ReferenceCommand() {}
}
