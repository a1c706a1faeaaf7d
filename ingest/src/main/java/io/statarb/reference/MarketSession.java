package io.statarb.reference;

import java.time.LocalDate;

/**
 * A stretch of trading, {@code [openNs, closeNs)}.
 *
 * @param date trading date that it belongs to
 * @param phase part of the day
 * @param openNs first nanosecond, UTC
 * @param closeNs first nanosecond after it, UTC
 */
public record MarketSession(LocalDate date, Phase phase, long openNs, long closeNs) {
  /** Checks the order of the bounds. */
  public MarketSession {
    if (closeNs <= openNs) {
      throw new IllegalArgumentException(
          "a session must close after it opens: date=%s phase=%s openNs=%d closeNs=%d"
              .formatted(date, phase, openNs, closeNs));
    }
  }

  /** Whether a moment lies in it. */
  public boolean contains(long tsNs) {
    return tsNs >= openNs && tsNs < closeNs;
  }
}
