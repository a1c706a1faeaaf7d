package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.loaders.TickLoader;
import io.statarb.loaders.TickLoaders;
import io.statarb.settings.Strategy;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads, cleanses and merges one session. Needs nothing but its arguments, so sessions can be
 * ingested in any order, thread or process. Stateless.
 */
public final class SessionIngest {
  private SessionIngest() {}

  /**
   * Ingests a session that may be used.
   *
   * @param strategy the settings
   * @param universe its instruments
   * @param dataDir folder with the raw files
   * @param plan the run; only the files that this session needs are read
   * @param session one of the plan's
   * @throws Refusal when a file is missing, corrupt or not the one that was planned with, or when
   *     the session fails a check of data quality
   */
  public static SessionResult run(
      Strategy strategy, Universe universe, Path dataDir, IngestPlan plan, TradingSession session) {
    SessionResult result = inspect(strategy, universe, dataDir, plan, session);
    result.quality().require();
    return result;
  }

  /**
   * The same, but a session that fails a check of data quality is returned with its refusals in
   * {@link SessionQuality#refusals}; the caller must not go on with it.
   *
   * @param strategy the settings
   * @param universe its instruments
   * @param dataDir folder with the raw files
   * @param plan the run; only the files that this session needs are read
   * @param session one of the plan's
   * @throws Refusal when a file is missing, corrupt or not the one that was planned with
   */
  public static SessionResult inspect(
      Strategy strategy, Universe universe, Path dataDir, IngestPlan plan, TradingSession session) {
    TickLoader loader = TickLoaders.of(strategy);
    List<ActionRecord> actions = SessionActions.of(strategy, universe, dataDir, plan, session);
    List<TickColumns> ticks = new ArrayList<>();
    List<SeriesQuality> series = new ArrayList<>();
    List<FileQuality> files = new ArrayList<>();
    // A file may hold many instruments.
    Map<Path, String> digests = new HashMap<>();
    List<RawFile> sessionFiles = plan.filesOf(session);
    for (Instrument instrument : universe.instruments()) {
      TickColumns kept = new TickColumns(0);
      SeriesCleansing cleansing =
          new SeriesCleansing(
              instrument,
              session,
              plan,
              strategy.data(),
              strategy.dates().sessionBars() > 0,
              newUnits(actions, instrument),
              kept);
      for (RawFile file : sessionFiles) {
        if (file.instrument().equals(instrument.name())) {
          Path path = dataDir.resolve(file.path());
          requireAsPlanned(path, file, digests.computeIfAbsent(path, SessionIngest::digest));
          cleansing.begin(file);
          int lines =
              loader.read(
                  path,
                  instrument,
                  LocalDate.parse(file.fileDate()),
                  Planning.venueOffset(strategy, instrument),
                  cleansing);
          files.add(cleansing.end(lines));
        }
      }
      ticks.add(kept);
      series.add(cleansing.quality());
    }
    files.sort(Comparator.comparingInt(FileQuality::fileId));
    TickColumns merged = TickMerge.merge(universe, ticks);
    QualityCheck check = new QualityCheck(strategy, universe, session);
    check.series(series);
    check.prices(ticks);
    check.clocks(ticks);
    return new SessionResult(session, merged, actions, check.quality(series, files));
  }

  /** When prices of an instrument go on in other units, ascending. */
  private static long[] newUnits(List<ActionRecord> actions, Instrument instrument) {
    return actions.stream()
        .filter(action -> action.instrumentId() == instrument.id())
        .mapToLong(ActionRecord::exNs)
        .sorted()
        .toArray();
  }

  private static String digest(Path path) {
    if (!Files.isRegularFile(path)) {
      throw Refusal.data("%s is missing".formatted(path));
    }
    return Sha256.ofFile(path);
  }

  private static void requireAsPlanned(Path path, RawFile file, String found) {
    if (!found.equals(file.sha256())) {
      throw Refusal.data(
          "%s has changed since the run was planned: sha256=%s planned=%s"
              .formatted(path, found, file.sha256()));
    }
  }
}
