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
      StringBuilder text = new StringBuilder(256);
      for (int pair = 0; pair < result.screened(); pair++) {
        text.setLength(0);
        append(text, result.line(pair));
        out.append(text).write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(StringBuilder text, Line line) {
    text.append(quoted(line.y())).append(',').append(quoted(line.x()));
    text.append(',').append(line.verdict().word());
    number(text, line.correlation());
    number(text, line.distance());
    number(text, line.stat());
    number(text, line.otherStat());
    count(text, line.lags());
    number(text, line.pValue());
    number(text, line.qBh());
    number(text, line.qBy());
    number(text, line.hedgeRatio());
    number(text, line.intercept());
    number(text, line.spreadSd());
    number(text, line.halfLifeBars());
    number(text, line.hurst());
    count(text, line.crossings());
  }

  private static String quoted(String name) {
    return name.indexOf(',') < 0 && name.indexOf('"') < 0
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static void number(StringBuilder text, double value) {
    text.append(',');
    if (Double.isFinite(value)) {
      text.append(value);
    }
  }

  private static void count(StringBuilder text, int value) {
    text.append(',');
    if (value >= 0) {
      text.append(value);
    }
  }
}
