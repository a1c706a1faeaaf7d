package io.statarb.pipeline;

import io.statarb.cli.Json;
import io.statarb.cli.PeakMemory;
import io.statarb.cli.Progress;
import io.statarb.cli.StageRecord;
import io.statarb.digest.AtomicFiles;
import io.statarb.settings.RunFolder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Runs a stage, says what it does, and leaves its record when it has succeeded. */
final class Stage {
  private Stage() {}

  /**
   * Runs one stage.
   *
   * @param name name of the stage
   * @param what one line for people
   * @param out folder of the run
   * @param progress where it is said
   * @param work does the stage and returns its figures
   */
  static StageRecord run(
      String name,
      String what,
      RunFolder out,
      Progress progress,
      Supplier<SortedMap<String, Double>> work) {
    progress.line("%s: %s".formatted(name, what));
    long startNs = StageClock.nowNs();
    SortedMap<String, Double> figures = work.get();
    double seconds = (StageClock.nowNs() - startNs) / 1e9;
    StageRecord record = new StageRecord(name, seconds, PeakMemory.megabytes(), figures);
    AtomicFiles.write(out.stageFile(name), Json.pretty(record).getBytes(StandardCharsets.UTF_8));
    progress.line(String.format(Locale.ROOT, "%s: done in %.1f s", name, seconds));
    return record;
  }
}
