package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.UNKNOWN_TIME;

import io.statarb.marketdata.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records that could not be read. They have no time of their own: it is between those of the
 * records around them, so each waits for the next one that was read. Confined to one thread.
 */
final class UnreadRecords {
  /** More of them in a row are dated like the record before them. */
  private static final int MOST = 10_000;

  private final List<Unread> waiting = new ArrayList<>();

  private record Unread(
      SymbolRecords of, Flaw flaw, long record, long afterNs, Map<String, Object> evidence) {}

  /**
   * Takes one.
   *
   * @param of the symbol that the record before it was about
   * @param afterNs time of the record before it, or UNKNOWN_TIME
   */
  void add(SymbolRecords of, Flaw flaw, long record, long afterNs, String fact) {
    Map<String, Object> evidence = Map.of("flaw", flaw.name(), "fact", fact);
    waiting.add(new Unread(of, flaw, record, afterNs, evidence));
    if (waiting.size() > MOST) {
      until(afterNs);
    }
  }

  /** Takes the time of a record that was read: those that wait lie before it. */
  void until(long tsNs) {
    for (Unread one : waiting) {
      long fromNs = one.afterNs == UNKNOWN_TIME ? tsNs : Math.min(one.afterNs, tsNs);
      long toNs = Math.max(one.afterNs, tsNs);
      if (one.flaw == Flaw.NON_POSITIVE_PRICE) {
        one.of.orders.refusedPrice(one.record, fromNs, toNs, one.evidence);
      } else {
        one.of.malformed.add(one.record, one.record, fromNs, toNs, one.evidence);
      }
    }
    waiting.clear();
  }
}
