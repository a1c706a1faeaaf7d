package io.statarb.live;

import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import io.statarb.time.TradingSession;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions that a run trades, as ingest planned them, in date order.
 *
 * @param all all of them
 * @param chosen those to be traded now
 */
record TradeSessions(List<TradingSession> all, List<TradingSession> chosen) {
  TradeSessions {
    all = List.copyOf(all);
    chosen = List.copyOf(chosen);
  }

  /**
   * Reads them.
   *
   * @param out folder of the run
   * @param dates trade dates to be traded now; empty for all
   * @throws Refusal when there is none, or a date is not among them
   */
  static TradeSessions of(RunFolder out, List<String> dates) {
    List<TradingSession> all = new ArrayList<>();
    for (PlannedSession planned : Json.read(out.sessionsFile(), PlannedSession[].class)) {
      if (planned.role().equals(PlannedSession.TRADE)) {
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
    List<TradingSession> chosen =
        dates.isEmpty()
            ? all
            : all.stream().filter(session -> dates.contains(session.tradeDate())).toList();
    return new TradeSessions(all, chosen);
  }
}
