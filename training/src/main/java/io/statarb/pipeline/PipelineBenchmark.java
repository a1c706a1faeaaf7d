package io.statarb.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ticks or rows per second of each stage of a whole demo, in a folder of its own. No other system
 * runs these stages, so there is no peer.
 */
public final class PipelineBenchmark implements Benchmark {
  /** For the service loader. */
  public PipelineBenchmark() {}

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String describe() {
    return "ticks or rows per second of each stage of a demo";
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    try {
      Path folder = Files.createTempDirectory("statarb-bench");
      try {
        DemoCommand demo = new DemoCommand();
        demo.options.out = folder;
        demo.options.data = setup.data();
        setup.options().forEach((key, value) -> demo.options.sets.add(key + "=" + value));
        // The demo takes no seed but that of its settings, and says so.
        demo.options.sets.add("seed=" + setup.seed());
        demo.call();
        RunFolder out = new RunFolder(folder);
        JsonNode run = Json.read(out.runFile());
        JsonNode live = Json.read(out.tradingSummary("live"));
        return figures(run, live.path("ticks").asDouble());
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
