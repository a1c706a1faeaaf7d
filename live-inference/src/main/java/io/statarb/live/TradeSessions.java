package io.statarb.live;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import io.statarb.time.TradingSession;
import java.util.ArrayList;
import java.util.List;

/** The sessions that a run trades, as ingest planned them. */
final class TradeSessions {
  private static final String TRADE = "trade";

  private TradeSessions() {}

  /** A session as ingest wrote it. */
  record PlannedSession(TradingSession session, String role, boolean formation) {}

  /**
   * Reads them in date order.
   *
   * @param out folder of the run
   * @param dates trade dates to keep; empty for all
   * @throws Refusal when there is none, or a date is not among them
   */
  static List<TradingSession> of(RunFolder out, List<String> dates) {
    List<TradingSession> all = new ArrayList<>();
    for (PlannedSession planned : Json.read(out.sessionsFile(), PlannedSession[].class)) {
      if (planned.role().equals(TRADE)) {
        all.add(planned.session());
      }
    }
    List<String> known = all.stream().map(TradingSession::tradeDate).toList();
    for (String date : dates) {
      if (!known.contains(date)) {
        throw Refusal.usage(
            "--dates: the run does not trade this date: date=%s known=%s".formatted(date, known));
      }
    }
    if (all.isEmpty()) {
      throw Refusal.data("%s names no session to trade".formatted(out.sessionsFile()));
    }
    return dates.isEmpty()
        ? all
        : all.stream().filter(session -> dates.contains(session.tradeDate())).toList();
  }
}
