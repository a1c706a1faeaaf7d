package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Quotes at times at which their market is shut, or at which the series rests where its market is
 * not known, whatever else is wrong with them. Stateless.
 */
final class SessionCheck {
  private SessionCheck() {}

  /** A quote outside the session. */
  private record Outside(long record, long tsNs) {}

  /**
   * Finds them, file by file.
   *
   * @param aheadNs by how much the times are ahead of UTC
   */
  static List<Finding> findings(QuoteHistory history, long aheadNs) {
    List<Finding> findings = new ArrayList<>();
    if (history.market == Market.ALWAYS) {
      return findings;
    }
    boolean unknown = history.market == Market.UNKNOWN;
    OwnHours own = unknown ? new OwnHours(history, aheadNs) : null;
    LongPredicate shut = own == null ? history.market::shut : own::shut;
    SortedMap<String, Long> rows = new TreeMap<>();
    SortedMap<String, List<Outside>> outside = new TreeMap<>();
    for (QuoteHistory.Part part : history.parts()) {
      rows.merge(part.file(), (long) part.count(), Long::sum);
      for (int i = 0; i < part.count(); i++) {
        judge(shut, aheadNs, part.file(), part.record(i), part.tsNs(i), outside);
      }
    }
    for (QuoteHistory.Flawed flawed : history.flawed()) {
      rows.merge(flawed.file(), 1L, Long::sum);
      judge(shut, aheadNs, flawed.file(), flawed.record(), flawed.tsNs(), outside);
    }
    Map<String, Object> market =
        unknown
            ? Map.of("by", "hours at which other days of the series have no row")
            : Map.of("market", history.market.name());
    outside.forEach((file, quotes) -> {
      quotes.sort(Comparator.comparingLong(Outside::record));
      Defects defects = new Defects(FindingKind.OUTSIDE_SESSION, history.symbol, file);
      for (Outside quote : quotes) {
        defects.add(quote.record, quote.record, quote.tsNs, quote.tsNs, market);
      }
      findings.addAll(defects.findings(rows.getOrDefault(file, 0L)));
    });
    return findings;
  }

  private static void judge(
      LongPredicate shut,
      long aheadNs,
      String file,
      long record,
      long tsNs,
      SortedMap<String, List<Outside>> outside) {
    if (shut.test(tsNs - aheadNs)) {
      outside.computeIfAbsent(file, key -> new ArrayList<>()).add(new Outside(record, tsNs));
    }
  }
}
