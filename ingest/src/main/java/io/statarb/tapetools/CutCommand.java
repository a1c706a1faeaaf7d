package io.statarb.tapetools;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a part of a tape. */
@Command(
    name = "cut",
    mixinStandardHelpOptions = true,
    description = {
      "Copy a part of a tape into a new one, which every command reads; the original is not changed.",
      "DateStart, Activation and DateEnd always come along. Records and ticks are numbered anew from 0, and what",
      "points at them with them; what points at a record that was left out is -1. So a cut of a history tape can",
      "be traded by backtest, and a cut of a trading tape replayed, which then decides by what it sees from the",
      "cut on."
    },
    footer = {
      "",
      "Examples:",
      "  statarb tape cut run/tapes/history/2014-05-07 --from 2014-05-07T10:00:00Z \\",
      "    --to 2014-05-07T11:00:00Z --out hour",
      "  statarb tape cut run/tapes/live/2014-05-07 --types Tick,Command --out inputs",
      "  statarb tape cut run/tapes/live/2014-05-07 --to 5000 --out head --json"
    })
final class CutCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TAPE", description = "Folder of the tape")
  Path tape = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "NEW",
      description = "Folder of the new tape; absent or empty")
  Path out = Path.of("");

  @Mixin Selection selection = new Selection();

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    Selection.Bounds bounds = selection.bounds();
    Path from = TapeFolders.one(tape);
    Path target = out.toAbsolutePath().normalize();
    if (target.startsWith(from.toAbsolutePath().normalize())) {
      throw Refusal.usage("--out lies in the tape itself: " + out);
    }
    if (Files.exists(target)) {
      throw Refusal.usage("--out is there already: " + out);
    }
    Progress progress = new PatientProgress();
    AtomicFiles.removeLeftovers(target);
    Path temporary = AtomicFiles.temporary(target);
    TapeCut.Done done;
    try {
      try (TapeReader reader = TapeReader.open(from);
          TapeWriter writer = TapeWriter.create(temporary)) {
        done = new TapeCut(reader, writer, bounds, progress).run();
      }
      AtomicFiles.replaceFolder(temporary, target);
    } finally {
      AtomicFiles.delete(temporary);
    }
    Map<String, @Nullable Object> result = new TreeMap<>();
    result.put("tape", tape.toString());
    result.put("out", out.toString());
    result.put("records_read", done.read());
    result.put("records", done.written());
    result.put("ticks", done.ticks());
    result.put("source_sha256", TapeDigest.of(List.of(from)));
    result.put("records_sha256", TapeDigest.of(List.of(target)));
    System.out.println(
        json
            ? Json.text(result)
            : "%s: %d of %d records, sha256 %s"
                .formatted(out, done.written(), done.read(), result.get("records_sha256")));
    return ExitCode.OK;
  }
}
