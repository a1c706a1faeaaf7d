package io.statarb.feeds;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the protocols. */
@Command(
    name = "protocols",
    mixinStandardHelpOptions = true,
    description = "List the protocols that can be published and listened to.",
    footer = {"", "Examples:", "  statarb feed protocols --json"})
final class FeedProtocolsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> protocols = new TreeMap<>();
    FeedProtocols.all().forEach(p -> protocols.put(p.name(), p.description()));
    if (json) {
      out.println(Json.text(Map.of("protocols", protocols)));
    } else {
      protocols.forEach((name, text) -> {
        out.println(name);
        text.lines().forEach(line -> out.println("  " + line));
      });
    }
    out.flush();
    return ExitCode.OK;
  }
}
