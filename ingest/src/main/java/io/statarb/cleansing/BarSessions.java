package io.statarb.cleansing;

import io.statarb.cli.Refusal;
import io.statarb.settings.Strategy;
import io.statarb.settings.Strategy.DateSettings;
import io.statarb.time.TradingSession;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions of daily bars: {@code dates.session_bars} days each, from midnight to midnight. Walking
 * forward, fold k leaves out the sessions that the folds before it traded. Stateless.
 */
public final class BarSessions {
  /** A last session of fewer bars is not worth trading: kernels would be warm for days only. */
  static final int LEAST_BARS = 20;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private BarSessions() {}

  /**
   * The sessions of the fold that the settings name: those that train, then those that trade, of
   * which the last may be shorter.
   *
   * @param strategy the settings
   * @param all days with bars, ascending
   * @param data where they are from, for the message
   * @throws Refusal when there are too few days
   */
  public static List<PlannedSession> fold(Strategy strategy, List<LocalDate> all, Path data) {
    DateSettings dates = strategy.dates();
    List<LocalDate> days = used(dates, all);
    int bars = dates.sessionBars();
    int fold = dates.fold() < 0 ? Math.max(1, folds(strategy, all)) - 1 : dates.fold();
    int first = fold * dates.trade();
    List<PlannedSession> sessions = new ArrayList<>();
    for (int i = 0; dates.trade() == 0 || i < dates.train() + dates.trade(); i++) {
      long from = (long) (first + i) * bars;
      int to = (int) Math.min(days.size(), from + bars);
      if (to - from < least(dates, i)) {
        break;
      }
      sessions.add(
          new PlannedSession(
              session(strategy, days.get((int) from), days.get(to - 1)),
              i < dates.train() ? PlannedSession.TRAIN : PlannedSession.TRADE,
              i < dates.formation()));
    }
    if (sessions.size() <= dates.train()) {
      throw Refusal.data(
          "data folder %s holds %d days of bars; fold %d needs %d: %d sessions of %d to train from day %d on and %d days to trade"
              .formatted(
                  data,
                  days.size(),
                  fold,
                  (first + dates.train()) * bars + Math.min(bars, LEAST_BARS),
                  dates.train(),
                  bars,
                  first * bars + 1,
                  Math.min(bars, LEAST_BARS)));
    }
    return sessions;
  }

  /**
   * Number of folds that as many days are enough for; one where folds trade all that follows.
   *
   * @param strategy the settings
   * @param all days with bars, ascending
   */
  public static int folds(Strategy strategy, List<LocalDate> all) {
    DateSettings dates = strategy.dates();
    if (dates.trade() == 0) {
      return 1;
    }
    int days = used(dates, all).size();
    int folds = 0;
    while ((folds * dates.trade() + dates.train()) * dates.sessionBars()
            + least(dates, dates.train())
        <= days) {
      folds++;
    }
    return folds;
  }

  private static int least(DateSettings dates, int session) {
    int bars = dates.sessionBars();
    return session < dates.train() ? bars : Math.min(bars, LEAST_BARS);
  }

  private static List<LocalDate> used(DateSettings dates, List<LocalDate> all) {
    return dates.from().isEmpty()
        ? all
        : all.stream().filter(day -> !day.isBefore(LocalDate.parse(dates.from()))).toList();
  }

  private static TradingSession session(Strategy strategy, LocalDate first, LocalDate last) {
    return new TradingSession(
        first.toString(), midnightNs(strategy, first), midnightNs(strategy, last.plusDays(1)));
  }

  /** Last day of a session. */
  public static LocalDate lastDay(Strategy strategy, TradingSession session) {
    return Instant.ofEpochSecond(Math.floorDiv(session.endNs() - 1, NANOS_PER_SECOND))
        .atZone(zone(strategy))
        .toLocalDate();
  }

  static long midnightNs(Strategy strategy, LocalDate date) {
    return date.atStartOfDay(zone(strategy)).toEpochSecond() * NANOS_PER_SECOND;
  }

  private static ZoneId zone(Strategy strategy) {
    return ZoneId.of(strategy.calendar().zone());
  }
}
