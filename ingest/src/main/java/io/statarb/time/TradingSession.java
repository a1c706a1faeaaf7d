package io.statarb.time;

/**
 * The unit of work: one trading date, or an equal part of one when the data is too short. Kernel
 * state, positions and tapes start afresh in each.
 *
 * @param tradeDate ISO date, with a suffix such as {@code _s01} when a date is cut into parts; also
 *     the partition value
 * @param startNs first nanosecond, UTC
 * @param endNs first nanosecond after it, UTC
 */
public record TradingSession(String tradeDate, long startNs, long endNs) {
  /** Checks the order of the bounds and that the name can be a folder. */
  public TradingSession {
    if (endNs <= startNs) {
      throw new IllegalArgumentException(
          "session must end after it starts: tradeDate=%s startNs=%d endNs=%d"
              .formatted(tradeDate, startNs, endNs));
    }
    if (!tradeDate.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(_s[0-9]{2})?")) {
      throw new IllegalArgumentException(
          "tradeDate must look like 2014-05-01: tradeDate=" + tradeDate);
    }
  }
}
