package io.statarb.live;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.snapshot.FeatureSnapshot;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a snapshot of features as the trading side does, and says what counts at a time. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = {
      "Load a snapshot of features, written by `statarb features online --out FILE`, as the trading side does.",
      "Refused (exit code 1) if a byte of it was changed or its schema hash is not the one that is wanted.",
      "A value that does not count at the time is null with the reason: STALE, NOT_YET, or why the store had none."
    },
    footer = {
      "",
      "Examples:",
      "  statarb snapshot features.json --schema 5b1f... --at 2014-05-07T20:20:00Z",
      "  statarb snapshot features.json --schema 5b1f... --at 2014-05-07T20:20:00Z --json"
    })
final class SnapshotCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The snapshot")
  Path file = Path.of("");

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "HASH",
      description = "Schema hash of the service that is wanted")
  String schema = "";

  @Option(
      names = "--at",
      required = true,
      paramLabel = "TIME",
      description = "Time at which values must count, e.g. 2014-05-07T20:20:00Z")
  String at = "";

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    long nowNs = nowNs();
    FeatureSnapshot snapshot = FeatureSnapshot.read(file, schema);
    Map<String, Object> entities = new TreeMap<>();
    for (String entity : snapshot.entities().keySet()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (String column : snapshot.columns()) {
        String why = snapshot.absence(entity, column, nowNs);
        values.put(column, cell(why == null ? snapshot.value(entity, column, nowNs) : null, why));
      }
      entities.put(entity, values);
    }
    Map<String, Object> answer = new TreeMap<>();
    answer.put("service", snapshot.service());
    answer.put("schema_hash", snapshot.schemaHash());
    answer.put("made_at_ns", snapshot.atNs());
    answer.put("at_ns", nowNs);
    answer.put("versions", snapshot.versions());
    answer.put("entities", entities);
    System.out.println(json ? Json.text(answer) : Json.pretty(answer).stripTrailing());
    return ExitCode.OK;
  }

  private static Map<String, Object> cell(@Nullable Double value, @Nullable String why) {
    return value == null ? Map.of("absent", String.valueOf(why)) : Map.of("value", value);
  }

  private long nowNs() {
    try {
      Instant instant = Instant.parse(at);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.usage("--at: no time in UTC such as 2014-05-07T20:20:00Z: " + at);
    }
  }
}
