package io.statarb.tapetools;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeInspection;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts what is on tapes. */
@Command(
    name = "stat",
    mixinStandardHelpOptions = true,
    description = {
      "Count what is on a tape, or on all tapes below a folder: records by type, times, versions, digest.",
      "A damaged tape is refused (exit code 1); a torn one is counted up to its last whole record."
    },
    footer = {
      "",
      "Examples:",
      "  statarb tape stat run/tapes/live/2014-05-07",
      "  statarb tape stat run --json"
    })
final class StatCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TAPE_OR_FOLDER",
      description = "A tape, or a folder with tapes below it")
  Path place = Path.of("");

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /**
   * What is on one tape.
   *
   * @param tape folder
   * @param records whole records
   * @param byType the same by message
   * @param firstSeq seq of the first, null when there is none
   * @param lastSeq seq of the last
   * @param firstTime earliest time on a record, ISO 8601
   * @param lastTime latest
   * @param schemaVersion newest version of a record
   * @param recordBytes bytes of the records, headers and checksums left out
   * @param fileBytes bytes of the file
   * @param ended whether it ends with DateEnd
   * @param torn whether an unfinished record stands at its end
   * @param beingWritten whether a writer has it now
   * @param recordsSha256 digest of the records, as replay and report print it
   */
  record Stat(
      String tape,
      long records,
      SortedMap<String, Long> byType,
      @Nullable Long firstSeq,
      @Nullable Long lastSeq,
      @Nullable String firstTime,
      @Nullable String lastTime,
      int schemaVersion,
      long recordBytes,
      long fileBytes,
      boolean ended,
      boolean torn,
      boolean beingWritten,
      String recordsSha256) {}

  @Override
  public Integer call() {
    Progress progress = new PatientProgress();
    List<Stat> stats = new ArrayList<>();
    List<Path> tapes = TapeFolders.below(place);
    for (Path tape : tapes) {
      stats.add(stat(tape, tapes.size() == 1 ? progress : Progress.quiet()));
      progress.update("tapes", stats.size(), tapes.size());
    }
    if (json) {
      System.out.println(
          Json.text(Map.of("tapes", stats, "schema_version", TapeSchema.current().version())));
    } else {
      stats.forEach(StatCommand::print);
    }
    return ExitCode.OK;
  }

  private static Stat stat(Path tape, Progress progress) {
    TapeInspection inspection = TapeInspection.of(tape, progress);
    try (TapeReader reader = TapeReader.open(tape)) {
      SortedMap<String, Long> byType = new TreeMap<>();
      TapeDigest digest = new TapeDigest();
      long firstNs = Long.MAX_VALUE;
      long lastNs = Long.MIN_VALUE;
      long recordBytes = 0;
      int version = 0;
      while (reader.next()) {
        byType.merge(Selection.message(reader).name(), 1L, Long::sum);
        digest.update(reader.buffer(), reader.offset(), reader.length());
        firstNs = Math.min(firstNs, Selection.tsNs(reader));
        lastNs = Math.max(lastNs, Selection.tsNs(reader));
        recordBytes += reader.length();
        version = Math.max(version, reader.version());
        progress.update("read", reader.count(), inspection.records());
      }
      long count = reader.count();
      return new Stat(
          tape.toString(),
          count,
          byType,
          count == 0 ? null : (Long) 0L,
          count == 0 ? null : (Long) (count - 1),
          count == 0 ? null : RecordText.time(firstNs),
          count == 0 ? null : RecordText.time(lastNs),
          version,
          recordBytes,
          inspection.sizeBytes(),
          reader.ended(),
          reader.torn(),
          inspection.beingWritten(),
          digest.hex());
    }
  }

  private static void print(Stat stat) {
    System.out.println(stat.tape());
    System.out.println(
        "  %d records in %d bytes, schema version %d, %s%s%s"
            .formatted(
                stat.records(),
                stat.recordBytes(),
                stat.schemaVersion(),
                stat.ended() ? "ended" : "not ended",
                stat.torn() ? ", torn" : "",
                stat.beingWritten() ? ", being written" : ""));
    if (stat.records() > 0) {
      System.out.println("  from %s to %s".formatted(stat.firstTime(), stat.lastTime()));
    }
    stat.byType().forEach((type, count) -> System.out.println("  %-16s %d".formatted(type, count)));
    System.out.println("  sha256 " + stat.recordsSha256());
  }
}
