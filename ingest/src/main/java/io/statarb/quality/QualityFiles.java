package io.statarb.quality;

import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.quality.bars.BarProbe;
import io.statarb.quality.ticks.TickProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges files and leaves {@code quality.json}, {@code quarantine.json} and {@code quality.html}.
 */
public final class QualityFiles {
  private QualityFiles() {}

  /**
   * Looks with all probes and writes the report.
   *
   * @param inputs the files
   * @param format name of the format of all of them, or null to tell it from each
   * @param maxFailedShare largest share of series that may fail and be left out, a fraction
   * @param out folder of the report
   * @param progress shown by file
   */
  public static QualityReport over(
      QualityInputs inputs,
      @Nullable String format,
      double maxFailedShare,
      Path out,
      Progress progress) {
    BarProbe bars = new BarProbe();
    QualityReport report =
        new QualityRun(List.of(bars, new TickProbe()), maxFailedShare)
            .over(inputs, format, progress);
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw Refusal.usage("--out: the folder cannot be made: " + out);
    }
    write(out.resolve("quality.json"), Json.pretty(report));
    write(out.resolve("quarantine.json"), Json.pretty(QuarantinedSeries.of(report)));
    write(out.resolve("quality.html"), new QualityPage(report, bars.closes()).html());
    return report;
  }

  private static void write(Path file, String text) {
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
