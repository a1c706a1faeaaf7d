package io.statarb.live;

import io.statarb.settings.RunFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command of the trading side. */
final class OutOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "statarb-run",
      description = "Folder of the run (default: ${DEFAULT-VALUE})")
  Path out = Path.of("statarb-run");

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  RunFolder folder() {
    return new RunFolder(out.toAbsolutePath().normalize());
  }
}
