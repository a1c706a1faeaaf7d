package io.statarb.research;

import picocli.CommandLine.Command;

/** Research on pairs and baskets. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Test and screen pairs and baskets in any CSV or Parquet file, and watch their health.",
    footer = {
      "",
      "Examples:",
      "  statarb pairs test --list",
      "  statarb pairs test engle-granger --data prices.csv --columns KO,PEP --log --json",
      "  statarb pairs screen --data prices.csv --from 2016-01-01 --to 2016-12-31 --out screen",
      "  statarb pairs baskets --data prices.csv --from 2016-01-01 --to 2016-12-31 --out baskets",
      "  statarb pairs health --data prices.csv --columns KO,PEP --log --formation-to 2015-12-31 --out health"
    },
    subcommands = {
      PairsTestCommand.class,
      PairsScreenCommand.class,
      PairsBasketsCommand.class,
      PairsHealthCommand.class
    })
public final class PairsCommand {}
