package io.statarb.tapetools;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.tape.TapeReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists records. */
@Command(
    name = "cat",
    mixinStandardHelpOptions = true,
    description = {
      "List the records of a tape, each on a line: seq, time, type, fields; '-' is nothing.",
      "--lines prints each record as a JSON object on a line of its own, with the numbers of the tape and what",
      "they mean.",
      "--json prints them in one object, {records: [...], next_seq}, at most 1000 unless --limit says otherwise;",
      "next_seq is where to go on with --from, or null."
    },
    footer = {
      "",
      "Examples:",
      "  statarb tape cat run/tapes/live/2014-05-07 --type Decision,Order,ExecReport",
      "  statarb tape cat run/tapes/live/2014-05-07 --from 2014-05-07T10:00:00Z --limit 20",
      "  statarb tape cat run/tapes/history/2014-05-07 --lines > ticks.jsonl",
      "  statarb tape cat run/tapes/live/2014-05-07 --from 5000 --to 5009 --json"
    })
final class CatCommand implements Callable<Integer> {
  private static final long JSON_LIMIT = 1_000;

  @Parameters(paramLabel = "TAPE", description = "Folder of the tape")
  Path tape = Path.of("");

  @Mixin Selection selection = new Selection();

  @Option(names = "--limit", paramLabel = "N", description = "Stop after so many records")
  @Nullable Long limit;

  @Option(names = "--lines", description = "Print one JSON object a record")
  boolean lines;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw Refusal.usage("--limit must be at least 1: " + limit);
    }
    long most = limit != null ? limit : json ? JSON_LIMIT : Long.MAX_VALUE;
    Selection.Bounds bounds = selection.bounds();
    Progress progress = new PatientProgress();
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    Long next = null;
    long shown = 0;
    PrintStream out = System.out;
    try (TapeReader reader = TapeReader.open(TapeFolders.one(tape))) {
      RecordText text = new RecordText();
      while (reader.next()) {
        progress.update("read", reader.count(), reader.records());
        // The first record tells the names and prices of all others.
        boolean first = reader.count() == 1;
        if (!bounds.holds(reader) && !first) {
          continue;
        }
        Map<String, @Nullable Object> words = text.of(reader, Selection.message(reader));
        if (!bounds.holds(reader)) {
          continue;
        }
        if (shown == most) {
          next = Selection.seq(reader);
          break;
        }
        shown++;
        if (json) {
          records.add(words);
        } else {
          out.println(lines ? Json.text(words) : RecordText.line(words));
          if (out.checkError()) {
            // Whoever read the lines has seen enough.
            return ExitCode.OK;
          }
        }
      }
    }
    if (json) {
      Map<String, @Nullable Object> result = new TreeMap<>();
      result.put("tape", tape.toString());
      result.put("records", records);
      result.put("next_seq", next);
      out.println(Json.text(result));
    }
    return ExitCode.OK;
  }
}
