package io.statarb.healthcheck;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes timelines: {@code health.json} with the changes of each pair, {@code checks.csv} with
 * every check, {@code health.html} to look at. All or none of them.
 */
public final class HealthFiles {
  private static final String HEADER =
      "y,x,at,state,reasons,p_value,half_life,hedge_ratio,hedge_drift_t,sd_ratio,shift_sd,break_ratio,far_ratio,long_ratio";

  private HealthFiles() {}

  /**
   * Writes into a folder, which is replaced.
   *
   * @param settings what the command was told, for the reader of its files
   */
  public static void write(
      Path folder, List<HealthTimeline> timelines, String source, Map<String, Object> settings) {
    AtomicFiles.removeLeftovers(folder);
    Path temporary = AtomicFiles.temporary(folder);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("settings", settings);
    json.put("pairs", timelines.stream().map(HealthTimeline::fields).toList());
    try {
      Files.createDirectories(temporary);
      text(temporary.resolve("health.json"), Json.pretty(json));
      text(temporary.resolve("checks.csv"), csv(timelines));
      text(temporary.resolve("health.html"), HealthPage.html(timelines, source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFiles.replaceFolder(temporary, folder);
  }

  private static void text(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String csv(List<HealthTimeline> timelines) {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (HealthTimeline t : timelines) {
      for (Check c : t.checks()) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s%n",
                t.y(),
                t.x(),
                c.label(),
                Check.word(c.state()),
                String.join("|", c.reasons()),
                c.pValue(),
                c.halfLife(),
                c.hedgeRatio(),
                c.hedgeDriftT(),
                c.sdRatio(),
                c.shiftSd(),
                c.breakRatio(),
                c.farRatio(),
                c.longRatio()));
      }
    }
    return csv.toString();
  }
}
