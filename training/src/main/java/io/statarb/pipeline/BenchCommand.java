package io.statarb.pipeline;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.bench.MachineSpeed;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.settings.StrategyFiles;
import io.statarb.time.NanoClock;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures; figures are printed in one form whatever is measured. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure and print {bench, seed, machine{}, notes{}, figures{name: number}}.",
      "machine{jdk, cores, load, step_ns, memory_read_ns} says how fast this machine was just before.",
      "bench --list names the benchmarks."
    },
    footer = {
      "",
      "Examples:",
      "  statarb bench --list",
      "  statarb bench pipeline --json",
      "  statarb bench pipeline --data DIR --set entry.z=3"
    })
final class BenchCommand implements Callable<Integer> {
  private static final long DEFAULT_SEED = 20140501;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Name of the benchmark")
  String name = "";

  @Option(names = "--list", description = "Name the benchmarks and say what each measures")
  boolean list;

  @Option(
      names = "--peers",
      description = "Measure peers in the same run, where the benchmark has some")
  boolean peers;

  @Option(
      names = "--seed",
      defaultValue = "" + DEFAULT_SEED,
      description = "Seed of all that is drawn (default: ${DEFAULT-VALUE})")
  long seed = DEFAULT_SEED;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Data to measure with instead of the benchmark's own")
  @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "An option of the benchmark, or a setting of bench pipeline; may be given again")
  List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /**
   * What ran it.
   *
   * @param jdk version of the JDK
   * @param cores processors
   * @param load one-minute load average before the run
   * @param stepNs {@link MachineSpeed#stepNs}
   * @param memoryReadNs {@link MachineSpeed#memoryReadNs}
   */
  private record Machine(String jdk, int cores, double load, double stepNs, double memoryReadNs) {}

  /**
   * The one form of a result.
   *
   * @param bench name of the benchmark
   * @param seed seed of the run
   * @param machine what ran it
   * @param notes what the numbers do not say themselves
   * @param figures numbers by name
   */
  private record Result(
      String bench,
      long seed,
      Machine machine,
      SortedMap<String, String> notes,
      SortedMap<String, Double> figures) {}

  @Override
  public Integer call() {
    List<Benchmark> known = known();
    if (list) {
      list(known);
      return ExitCode.OK;
    }
    Benchmark benchmark = named(known);
    if (peers && !benchmark.hasPeers()) {
      throw Refusal.usage("bench %s measures no peer".formatted(name));
    }
    if (data != null && !Files.exists(data)) {
      throw Refusal.usage("--data: no such file or folder: " + data);
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    MachineSpeed speed = MachineSpeed.measure(NanoClock.monotonic());
    Machine machine =
        new Machine(
            Runtime.version().toString(),
            Runtime.getRuntime().availableProcessors(),
            load,
            speed.stepNs(),
            speed.memoryReadNs());
    BenchSetup setup = new BenchSetup(StrategyFiles.home(), seed, peers, data, options());
    SortedMap<String, Double> figures = benchmark.run(setup, Progress.standard());
    Result result = new Result(name, seed, machine, benchmark.notes(), figures);
    System.out.print(json ? Json.text(result) + "\n" : Json.pretty(result));
    return ExitCode.OK;
  }

  private static List<Benchmark> known() {
    return StreamSupport.stream(ServiceLoader.load(Benchmark.class).spliterator(), false)
        .sorted(Comparator.comparing(Benchmark::name))
        .toList();
  }

  private void list(List<Benchmark> known) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    known.forEach(b -> descriptions.put(b.name(), b.describe()));
    if (json) {
      System.out.println(Json.text(descriptions));
    } else {
      descriptions.forEach(
          (benchmark, description) -> System.out.printf("%-14s %s%n", benchmark, description));
    }
  }

  private Benchmark named(List<Benchmark> known) {
    for (Benchmark benchmark : known) {
      if (benchmark.name().equals(name)) {
        return benchmark;
      }
    }
    throw Refusal.usage(
        "no such benchmark: %s; there are %s"
            .formatted(
                name.isEmpty() ? "(none named)" : name,
                known.stream().map(Benchmark::name).toList()));
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        throw Refusal.usage("--set wants KEY=VALUE: " + set);
      }
      options.put(set.substring(0, equals), set.substring(equals + 1));
    }
    return options;
  }
}
