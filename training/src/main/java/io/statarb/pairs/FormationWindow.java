package io.statarb.pairs;

import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import io.statarb.time.TradingSession;
import java.util.List;

/**
 * The training sessions of a run and the first of them that form pairs.
 *
 * @param training training sessions in order
 * @param formation how many of the first form pairs; fewer than all, so that a session is left to
 *     validate on
 */
public record FormationWindow(List<TradingSession> training, int formation) {
  /** Copies the list. */
  public FormationWindow {
    training = List.copyOf(training);
  }

  /**
   * The window of a run: the sessions flagged as formation, less the last training session where
   * that one is flagged too.
   *
   * @throws Refusal when there are fewer than two training sessions
   */
  public static FormationWindow of(List<PlannedSession> sessions) {
    List<PlannedSession> training =
        sessions.stream().filter(session -> session.role().equals(PlannedSession.TRAIN)).toList();
    if (training.size() < 2) {
      throw Refusal.usage(
          "dates.train: one session forms pairs and another must validate, so at least two are needed: train=%d"
              .formatted(training.size()));
    }
    long flagged = training.stream().filter(PlannedSession::formation).count();
    int formation = (int) Math.max(1, Math.min(flagged, training.size() - 1L));
    return new FormationWindow(training.stream().map(PlannedSession::session).toList(), formation);
  }

  /**
   * The window of the sessions that ingest left in a run folder.
   *
   * @throws Refusal when the file is missing or there are fewer than two training sessions
   */
  public static FormationWindow read(RunFolder out) {
    return of(List.of(Json.read(out.sessionsFile(), PlannedSession[].class)));
  }

  /** Trade dates of all training sessions. */
  public List<String> trainDates() {
    return training.stream().map(TradingSession::tradeDate).toList();
  }

  /** Trade dates of the formation sessions. */
  public List<String> formationDates() {
    return trainDates().subList(0, formation);
  }

  /** The last training session, which is always validated on. */
  public TradingSession last() {
    return training.getLast();
  }
}
