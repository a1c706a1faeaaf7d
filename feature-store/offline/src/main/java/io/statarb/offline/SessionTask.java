package io.statarb.offline;

import io.statarb.cleansing.HistoryTapes;
import io.statarb.cleansing.IngestPlan;
import io.statarb.cleansing.RawFile;
import io.statarb.cleansing.SessionIngest;
import io.statarb.cleansing.SessionQuality;
import io.statarb.cleansing.SessionResult;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Universe;
import io.statarb.settings.Settings;
import io.statarb.time.TradingSession;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.api.java.function.Function;

/**
 * Task: ingests one session and writes its history tape. What it found goes back to the driver as a
 * value, refusals too: an exception would be tried again and printed at length.
 */
final class SessionTask implements Function<Integer, SessionTask.Outcome> {
  private static final long serialVersionUID = 1L;

  private final String settings;
  private final String dataDir;
  private final String plan;
  private final String tapes;

  /**
   * What became of a session.
   *
   * @param quality {@link SessionQuality} as JSON, or empty
   * @param content rows and digest of its ticks
   * @param refusal why the session could not be read, or empty
   */
  record Outcome(String quality, DateContent.Measured content, String refusal)
      implements Serializable {}

  /**
   * @param settings effective settings as canonical JSON
   * @param dataDir folder with the raw files
   * @param plan {@link IngestPlan} as JSON
   * @param tapes folder for the tapes, one folder per session
   */
  SessionTask(String settings, String dataDir, String plan, String tapes) {
    this.settings = settings;
    this.dataDir = dataDir;
    this.plan = plan;
    this.tapes = tapes;
  }

  @Override
  public Outcome call(Integer session) {
    Settings.Effective effective = Settings.parse(settings);
    IngestPlan ingest = PlanJson.read(plan, IngestPlan.class);
    Universe universe = Settings.universe(effective.strategy());
    TradingSession wanted = ingest.sessions().get(session).session();
    try {
      SessionResult result =
          SessionIngest.inspect(effective.strategy(), universe, Path.of(dataDir), ingest, wanted);
      HistoryTapes.write(
          Path.of(tapes, wanted.tradeDate()),
          result,
          universe,
          effective.strategy().name(),
          effective.sha256());
      return new Outcome(
          Json.text(result.quality()),
          TickDigest.of(
              wanted.tradeDate(),
              result.ticks(),
              universe,
              ingest.rawFiles().stream().map(RawFile::sha256).toList()),
          "");
    } catch (Refusal refusal) {
      return new Outcome(
          "",
          new DateContent.Measured(wanted.tradeDate(), 0, ""),
          String.valueOf(refusal.getMessage()));
    }
  }
}
