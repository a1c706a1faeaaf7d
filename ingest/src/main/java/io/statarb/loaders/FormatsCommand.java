package io.statarb.loaders;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the formats that can be read, from what the class path registers. */
@Command(
    name = "formats",
    mixinStandardHelpOptions = true,
    description = "List the file formats that can be read, their columns and an example line.",
    footer = {"", "Examples:", "  statarb formats", "  statarb formats --json"})
public final class FormatsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /** For picocli. */
  public FormatsCommand() {}

  @Override
  public Integer call() {
    if (json) {
      System.out.println(Json.text(Map.of("formats", list())));
      return ExitCode.OK;
    }
    for (FileLoader loader : FileLoaders.all()) {
      System.out.println(loader.format());
      loader.columns().lines().forEach(line -> System.out.println("  " + line));
      loader.example().lines().forEach(line -> System.out.println("  e.g. " + line));
      System.out.println();
    }
    return ExitCode.OK;
  }

  private static List<Map<String, String>> list() {
    List<Map<String, String>> formats = new ArrayList<>();
    for (FileLoader loader : FileLoaders.all()) {
      Map<String, String> format = new LinkedHashMap<>();
      format.put("format", loader.format());
      format.put("columns", loader.columns());
      format.put("example", loader.example());
      formats.add(format);
    }
    return formats;
  }
}
