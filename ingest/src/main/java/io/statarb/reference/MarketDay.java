package io.statarb.reference;

import io.statarb.time.TradingSession;
import java.time.LocalDate;
import java.util.List;

/**
 * A trading day of a market.
 *
 * @param date its date
 * @param halfDay whether the market closes early
 * @param sessions its sessions in order; at least one of them is {@link Phase#REGULAR}
 */
public record MarketDay(LocalDate date, boolean halfDay, List<MarketSession> sessions) {
  /** Checks that sessions are in order and that there is a regular one. */
  public MarketDay {
    sessions = List.copyOf(sessions);
    long last = Long.MIN_VALUE;
    boolean regular = false;
    for (MarketSession session : sessions) {
      if (session.openNs() < last || !session.date().equals(date)) {
        throw new IllegalArgumentException(
            "sessions must be in order and of one date: date=%s session=%s"
                .formatted(date, session));
      }
      last = session.closeNs();
      regular |= session.phase() == Phase.REGULAR;
    }
    if (!regular) {
      throw new IllegalArgumentException("a day needs a regular session: date=" + date);
    }
  }

  /** First nanosecond of regular trading, UTC. */
  public long openNs() {
    return sessions.stream()
        .filter(s -> s.phase() == Phase.REGULAR)
        .mapToLong(MarketSession::openNs)
        .min()
        .orElseThrow();
  }

  /** First nanosecond after regular trading, UTC. */
  public long closeNs() {
    return sessions.stream()
        .filter(s -> s.phase() == Phase.REGULAR)
        .mapToLong(MarketSession::closeNs)
        .max()
        .orElseThrow();
  }

  /** The unit of work that the rest of the system knows: regular trading, a break included. */
  public TradingSession regularSession() {
    return new TradingSession(date.toString(), openNs(), closeNs());
  }

  /** The same with trading before the opening and after the close. */
  public TradingSession extendedSession() {
    return new TradingSession(
        date.toString(), sessions.getFirst().openNs(), sessions.getLast().closeNs());
  }
}
