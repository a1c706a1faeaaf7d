package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.util.List;

/**
 * Which sessions a run has and which raw files they are read from. A pure function of the settings
 * and of what lies in the data folder; as JSON it can be handed to another process.
 *
 * @param sessions sessions in time order: those that train, then those that trade
 * @param rawFiles raw files by fileId: by instrument, then by day
 * @param notes what a person should know, one sentence each
 */
public record IngestPlan(
    List<PlannedSession> sessions, List<RawFile> rawFiles, List<String> notes) {

  /** Copies the lists and checks order and numbering. */
  public IngestPlan {
    sessions = List.copyOf(sessions);
    rawFiles = List.copyOf(rawFiles);
    notes = List.copyOf(notes);
    for (int i = 0; i < rawFiles.size(); i++) {
      if (rawFiles.get(i).fileId() != i) {
        throw new IllegalArgumentException(
            "fileIds must be 0,1,2...: position=%d fileId=%d"
                .formatted(i, rawFiles.get(i).fileId()));
      }
    }
    for (int i = 1; i < sessions.size(); i++) {
      if (sessions.get(i).session().startNs() < sessions.get(i - 1).session().endNs()) {
        throw new IllegalArgumentException(
            "sessions must follow each other: tradeDate=" + sessions.get(i).session().tradeDate());
      }
    }
  }

  /**
   * Plans a run.
   *
   * <p>A trading date takes part when every instrument has a raw file of that day. Of those from
   * {@code dates.from} on, the first {@code dates.train} train and the next {@code dates.trade}
   * trade. When there are too few and {@code dates.split_short_data} is set, each is cut into equal
   * sessions over the time that its quotes cover, and a note says so.
   *
   * <p>With {@code dates.session_bars} a session is as many days of daily bars.
   *
   * @param strategy the settings
   * @param universe its instruments
   * @param dataDir folder with the raw files
   * @throws Refusal when there is too little data or a day is missing that another series has, or
   *     that lies within the span and is no holiday
   */
  public static IngestPlan of(Strategy strategy, Universe universe, Path dataDir) {
    return strategy.dates().sessionBars() > 0
        ? new BarPlanning(strategy, universe, dataDir).plan()
        : new Planning(strategy, universe, dataDir).plan();
  }

  /** The raw files that may hold lines of a session. */
  public List<RawFile> filesOf(TradingSession session) {
    return rawFiles.stream().filter(file -> file.overlaps(session)).toList();
  }

  /** Whether a moment lies in some session of the run. */
  boolean covers(long tsNs) {
    for (PlannedSession planned : sessions) {
      TradingSession session = planned.session();
      if (tsNs >= session.startNs() && tsNs < session.endNs()) {
        return true;
      }
    }
    return false;
  }

  /** The session that counts the lines of a file which belong to no session: its first reader. */
  boolean countsOutside(RawFile file, TradingSession session) {
    for (PlannedSession planned : sessions) {
      if (file.overlaps(planned.session())) {
        return planned.session().equals(session);
      }
    }
    return false;
  }
}
