package io.statarb.screen;

import io.statarb.screen.ScreenResult.Line;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Every pair as a line of a gzip CSV file; a number that there is none of is an empty cell. */
final class ScreenTable {
  static final String HEADER =
      "y,x,verdict,correlation,distance,eg_stat,eg_stat_other_way,lags,p_value,q_bh,q_by,"
          + "hedge_ratio,intercept,spread_sd,half_life_bars,hurst,mean_crossings";

  private ScreenTable() {}

  static void write(Path file, ScreenResult result) {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8),
            1 << 16)) {
      out.write(HEADER);
      out.write('\n');
      for (int pair = 0; pair < result.screened(); pair++) {
        out.write(line(result.line(pair)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Line line) {
    return new CsvLine()
        .text(line.y())
        .text(line.x())
        .text(line.verdict().word())
        .number(line.correlation())
        .number(line.distance())
        .number(line.stat())
        .number(line.otherStat())
        .count(line.lags())
        .number(line.pValue())
        .number(line.qBh())
        .number(line.qBy())
        .number(line.hedgeRatio())
        .number(line.intercept())
        .number(line.spreadSd())
        .number(line.halfLifeBars())
        .number(line.hurst())
        .count(line.crossings())
        .end();
  }
}
