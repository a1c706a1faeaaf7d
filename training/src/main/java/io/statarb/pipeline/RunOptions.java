package io.statarb.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every batch stage takes. */
final class RunOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "statarb-run",
      description = "Folder of the run (default: ${DEFAULT-VALUE})")
  Path out = Path.of("statarb-run");

  @Option(
      names = "--strategy",
      paramLabel = "FILE_OR_NAME",
      description =
          "Strategy file, or the name of one in dags/strategies (default: what --out was made with, else fx-two-venue)")
  @Nullable String strategy;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Raw data (default: what --out was made with, else the sample of the project)")
  @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, e.g. --set entry.z=2.5; may be given again")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, e.g. spark://host:7077")
  @Nullable String master;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;
}
