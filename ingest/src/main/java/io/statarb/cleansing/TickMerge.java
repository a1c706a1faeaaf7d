package io.statarb.cleansing;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.ticks.TickColumns;
import java.util.Comparator;
import java.util.List;

/** Merges the series of a session by time, venue, symbol and line. Stateless. */
final class TickMerge {
  private TickMerge() {}

  /**
   * Merges sorted series.
   *
   * @param universe the instruments
   * @param series ticks of each instrument, by id
   */
  static TickColumns merge(Universe universe, List<TickColumns> series) {
    int[] ids =
        universe.instruments().stream()
            .sorted(Comparator.comparing(Instrument::venue).thenComparing(Instrument::symbol))
            .mapToInt(Instrument::id)
            .toArray();
    int[] next = new int[ids.length];
    int total = 0;
    for (TickColumns columns : series) {
      total = Math.addExact(total, columns.count());
    }
    TickColumns merged = new TickColumns(total);
    for (int i = 0; i < total; i++) {
      int best = -1;
      long bestTsNs = 0;
      // In order of venue and symbol, so that of equal times the first wins.
      for (int k = 0; k < ids.length; k++) {
        TickColumns columns = series.get(ids[k]);
        if (next[k] < columns.count() && (best < 0 || columns.tsNs()[next[k]] < bestTsNs)) {
          best = k;
          bestTsNs = columns.tsNs()[next[k]];
        }
      }
      TickColumns from = series.get(ids[best]);
      int row = next[best]++;
      merged.add(
          from.tsNs()[row],
          from.instrumentId()[row],
          from.bidPxTicks()[row],
          from.askPxTicks()[row],
          from.condition()[row],
          from.fileId()[row],
          from.line()[row]);
    }
    return merged;
  }
}
