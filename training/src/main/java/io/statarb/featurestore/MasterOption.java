package io.statarb.featurestore;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Spark runs. */
final class MasterOption {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, e.g. spark://host:7077 (default: two threads here)")
  @Nullable String master;
}
