package io.statarb.research;

import picocli.CommandLine.Command;

/** Research on pairs and baskets. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Test and screen pairs and baskets in any CSV or Parquet file.",
    footer = {
      "",
      "Examples:",
      "  statarb pairs test --list",
      "  statarb pairs test engle-granger --data prices.csv --columns KO,PEP --log --json",
    },
    subcommands = {PairsTestCommand.class})
public final class PairsCommand {}
