package io.statarb.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures; figures are printed in one form whatever is measured. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure and print {bench, seed, machine{jdk, cores, load}, figures{name: number}}.",
      "Benchmarks: pipeline (ticks or rows per second of each stage of a demo)."
    },
    footer = {
      "",
      "Examples:",
      "  statarb bench pipeline --json",
      "  statarb bench pipeline --data DIR"
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the benchmark")
  String name = "";

  @Mixin final RunOptions options = new RunOptions();

  @Option(
      names = "--peers",
      description = "Measure peers in the same run, where the benchmark has some")
  boolean peers;

  /**
   * What ran it.
   *
   * @param jdk version of the JDK
   * @param cores processors
   * @param load one-minute load average before the run
   */
  private record Machine(String jdk, int cores, double load) {}

  /**
   * The one form of a result.
   *
   * @param bench name of the benchmark
   * @param seed seed of the run
   * @param machine what ran it
   * @param figures numbers by name
   */
  private record Result(
      String bench, long seed, Machine machine, SortedMap<String, Double> figures) {}

  @Override
  public Integer call() throws IOException {
    if (!name.equals("pipeline")) {
      throw Refusal.usage("no such benchmark: %s; there is pipeline".formatted(name));
    }
    if (peers) {
      throw Refusal.usage(
          "bench pipeline has no peer to measure: no other system runs these stages");
    }
    Machine machine =
        new Machine(
            Runtime.version().toString(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    Path folder = Files.createTempDirectory("statarb-bench");
    try {
      DemoCommand demo = new DemoCommand();
      demo.options.out = folder;
      demo.options.strategy = options.strategy;
      demo.options.data = options.data;
      demo.options.sets = options.sets;
      demo.options.master = options.master;
      demo.call();
      RunFolder out = new RunFolder(folder);
      JsonNode run = Json.read(out.runFile());
      JsonNode live = Json.read(out.tradingSummary("live"));
      SortedMap<String, Double> figures = figures(run, live.path("ticks").asDouble());
      Result result =
          new Result(
              name, RunContext.open(demo.options).settings().strategy().seed(), machine, figures);
      if (options.json) {
        System.out.println(Json.text(result));
      } else {
        System.out.print(Json.pretty(result));
      }
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  /** Work done by each stage over the seconds it took. */
  static SortedMap<String, Double> figures(JsonNode run, double tradedTicks) {
    double read = run.path("ticks_read").asDouble();
    double rows = run.path("feature_rows").asDouble();
    double parityRows = run.path("parity").path("rows_compared").asDouble();
    Map<String, Double> work = new TreeMap<>();
    work.put("ingest", read);
    work.put("features", rows);
    work.put("parity", parityRows);
    work.put("live", tradedTicks);
    work.put("frictionless", tradedTicks);
    work.put("baseline", tradedTicks);
    SortedMap<String, Double> figures = new TreeMap<>();
    run.path("stage_seconds")
        .properties()
        .forEach(entry -> {
          double seconds = entry.getValue().asDouble();
          figures.put(entry.getKey() + "_seconds", seconds);
          Double units = work.get(entry.getKey());
          if (units != null && seconds > 0) {
            String unit = List.of("features", "parity").contains(entry.getKey()) ? "rows" : "ticks";
            figures.put(entry.getKey() + "_" + unit + "_per_second", units / seconds);
          }
        });
    return figures;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        file.toFile().setWritable(true);
        Files.delete(file);
      }
    }
  }
}
