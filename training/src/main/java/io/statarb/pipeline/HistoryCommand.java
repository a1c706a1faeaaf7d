package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.offline.DateContent;
import io.statarb.offline.SparkSessions;
import io.statarb.offline.TickHistory;
import io.statarb.offline.TickHistory.Version;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was known of the ticks, and when. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "List the versions of a run's ticks.",
      "Of each: from when on it was known, which dates changed with it, rows and digest.",
      "With --as-known or --version: read the ticks as they were known then, every row, and compare them with the",
      "digest noted when they were written (exit code 1 if a bit differs); name their files, which pandas and DuckDB open.",
      "Every version is kept until --forget-before deletes the files that only versions superseded before that date need."
    },
    footer = {
      "",
      "Examples:",
      "  statarb ingest history --out run",
      "  statarb ingest history --out run --as-known 2014-05-09 --json",
      "  statarb ingest history --out run --version 0 --files",
      "  statarb ingest history --out run --forget-before 2014-01-01"
    })
final class HistoryCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "statarb-run",
      description = "Folder of the run (default: ${DEFAULT-VALUE})")
  Path out = Path.of("statarb-run");

  @Option(
      names = "--as-known",
      paramLabel = "DATE_OR_TIME",
      description = "The ticks as they were known on this date, or at this time in UTC")
  @Nullable String asKnown;

  @Option(names = "--version", paramLabel = "N", description = "The ticks of this version")
  @Nullable Long number;

  @Option(names = "--files", description = "Print the paths of the files alone, one a line")
  boolean files;

  @Option(
      names = "--forget-before",
      paramLabel = "DATE_OR_TIME",
      description = "Delete what is not needed to read any version that was known then or later")
  @Nullable String forgetBefore;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, e.g. spark://host:7077")
  @Nullable String master;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    if (asKnown != null && number != null) {
      throw Refusal.usage("--as-known and --version name the same thing; give one");
    }
    RunFolder folder = new RunFolder(out.toAbsolutePath().normalize());
    List<Version> versions = TickHistory.versions(folder);
    if (versions.isEmpty()) {
      throw Refusal.data(
          "%s is not there; run `statarb ingest` first".formatted(folder.ticksHistoryTable()));
    }
    if (forgetBefore != null) {
      forget(folder, forgetBefore);
      return ExitCode.OK;
    }
    Version wanted = wanted(folder, versions);
    if (wanted != null) {
      one(folder, wanted);
    } else if (files) {
      throw Refusal.usage("--files needs --as-known or --version");
    } else {
      list(folder, versions);
    }
    return ExitCode.OK;
  }

  private void forget(RunFolder folder, String when) {
    if (asKnown != null || number != null || files) {
      throw Refusal.usage("--forget-before stands alone");
    }
    int deleted;
    try (RunLock _ = RunLock.acquire(folder)) {
      deleted = TickHistory.forgetBefore(folder, when);
    }
    System.out.println(
        json
            ? Json.text(Map.of("deleted_files", deleted, "forgotten_before", when))
            : "%d files deleted".formatted(deleted));
  }

  private @Nullable Version wanted(RunFolder folder, List<Version> versions) {
    if (asKnown != null) {
      return TickHistory.asKnown(folder, asKnown);
    }
    if (number == null) {
      return null;
    }
    if (number < 0 || number >= versions.size()) {
      throw Refusal.usage("--version must be 0 to %d: %d".formatted(versions.size() - 1, number));
    }
    return versions.get(number.intValue());
  }

  private void list(RunFolder folder, List<Version> versions) {
    List<Map<String, Object>> words =
        versions.stream().map(version -> words(folder, version)).toList();
    if (json) {
      System.out.println(
          Json.text(Map.of("table", folder.ticksHistoryTable().toString(), "versions", words)));
      return;
    }
    for (Version version : versions) {
      System.out.println(
          "version %d known at %s: %d rows of %d dates, sha256 %s%s"
              .formatted(
                  version.version(),
                  version.knownAt(),
                  version.rows(),
                  version.dates().size(),
                  version.sha256(),
                  TickHistory.readable(folder, version) ? "" : ", forgotten"));
      for (String date : version.changed()) {
        DateContent content = version.dates().get(date);
        System.out.println(
            "  %s %d rows from %s"
                .formatted(
                    date,
                    content == null ? 0 : content.rows(),
                    content == null
                        ? List.of()
                        : content.rawFiles().stream().map(DateContent.Source::path).toList()));
      }
      version.removed().forEach(date -> System.out.println("  %s left".formatted(date)));
    }
  }

  private static Map<String, Object> words(RunFolder folder, Version version) {
    Map<String, Object> words = new TreeMap<>();
    words.put("version", version.version());
    words.put("known_at", version.knownAt());
    words.put("rows", version.rows());
    words.put("sha256", version.sha256());
    words.put("dates", version.dates().keySet());
    words.put("removed", version.removed());
    words.put("readable", TickHistory.readable(folder, version));
    List<Map<String, Object>> changed = new ArrayList<>();
    for (String date : version.changed()) {
      DateContent content = version.dates().get(date);
      if (content != null) {
        changed.add(
            new TreeMap<>(
                Map.of(
                    "date", date,
                    "rows", content.rows(),
                    "sha256", content.sha256(),
                    "raw_files", content.rawFiles())));
      }
    }
    words.put("changed", changed);
    return words;
  }

  private void one(RunFolder folder, Version version) {
    List<String> paths = TickHistory.files(folder, version).stream().map(Path::toString).toList();
    String read = read(folder, version);
    if (json) {
      Map<String, Object> words = words(folder, version);
      words.put("read_sha256", read);
      words.put("files", paths);
      System.out.println(Json.text(words));
    } else if (files) {
      paths.forEach(System.out::println);
    } else {
      System.out.println(
          "version %d known at %s: %d rows of %d dates read, sha256 %s as noted"
              .formatted(
                  version.version(),
                  version.knownAt(),
                  version.rows(),
                  version.dates().size(),
                  read));
    }
  }

  private String read(RunFolder folder, Version version) {
    Progress progress = Progress.standard();
    progress.line("reading version %d".formatted(version.version()));
    SparkSession spark = SparkSessions.open(strategy(folder), master);
    try {
      return TickHistory.check(spark, folder, version);
    } finally {
      spark.stop();
    }
  }

  private static Strategy strategy(RunFolder folder) {
    try {
      return Settings.parse(Files.readString(folder.settingsFile())).strategy();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.settingsFile(), e);
    }
  }
}
