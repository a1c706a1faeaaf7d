package io.statarb.quality.ticks;

import java.util.BitSet;

/**
 * In which ten minutes a series is quoted, in UTC: what it does at one time of the day on its other
 * days, and while another series is silent.
 */
final class QuotedTimes {
  /** Length of a cell of time. */
  static final long CELL_NS = 600_000_000_000L;

  private static final long DAY_NS = 86_400_000_000_000L;

  /** A stretch in which this share of the cells is quoted is busy, and else silent. */
  private static final double BUSY_SHARE = 0.8;

  private static final double SILENT_SHARE = 0.1;

  /** On so many days a series must do the same before that is its habit. */
  private static final int LEAST_DAYS = 2;

  /** A day that is quoted for less than this of what the day in question is says nothing. */
  private static final double OTHER_DAY = 0.6;

  private final BitSet quoted = new BitSet();
  private final long firstCell;
  private long lastNs = Long.MIN_VALUE;
  private final long firstNs;

  /**
   * Looks at a series.
   *
   * @param aheadNs by how much its times are ahead of UTC
   */
  QuotedTimes(QuoteHistory history, long aheadNs) {
    firstNs = history.parts().getFirst().firstNs() - aheadNs;
    firstCell = Math.floorDiv(firstNs, CELL_NS);
    for (QuoteHistory.Part part : history.parts()) {
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i) - aheadNs;
        quoted.set(Math.clamp(Math.floorDiv(ts, CELL_NS) - firstCell, 0, Integer.MAX_VALUE - 1));
        lastNs = Math.max(lastNs, ts);
      }
    }
  }

  /** The first quote. */
  long firstNs() {
    return firstNs;
  }

  /** The last quote. */
  long lastNs() {
    return lastNs;
  }

  /** Whether the series is quoted throughout a stretch. */
  boolean busy(long fromNs, long toNs) {
    return share(fromNs, toNs) >= BUSY_SHARE;
  }

  /** Whether it is silent at these times of the day on most of its other days. */
  boolean usuallySilent(long fromNs, long toNs) {
    return usually(fromNs, toNs, false);
  }

  /** Whether it is quoted throughout these times of the day on most of its other days. */
  boolean usuallyBusy(long fromNs, long toNs) {
    return usually(fromNs, toNs, true);
  }

  private boolean usually(long fromNs, long toNs, boolean busy) {
    int days = 0;
    int alike = 0;
    long before = Math.max(0, (fromNs - firstNs) / DAY_NS);
    long behind = Math.max(0, (lastNs - toNs) / DAY_NS);
    double alive = OTHER_DAY * share(fromNs - DAY_NS / 2, toNs + DAY_NS / 2);
    for (long day = -before; day <= behind; day++) {
      long from = fromNs + day * DAY_NS;
      long to = toNs + day * DAY_NS;
      boolean other = to <= fromNs || from >= toNs;
      // A day of rest, or one that is missing, is no other day.
      if (other && share(from - DAY_NS / 2, to + DAY_NS / 2) >= alive) {
        days++;
        double share = share(from, to);
        alike += busy ? (share >= BUSY_SHARE ? 1 : 0) : (share <= SILENT_SHARE ? 1 : 0);
      }
    }
    return alike >= LEAST_DAYS && 2 * alike > days;
  }

  /** Share of the cells wholly within a stretch that have a quote; 0 when there is none. */
  private double share(long fromNs, long toNs) {
    long from = Math.ceilDiv(fromNs, CELL_NS) - firstCell;
    long to = Math.floorDiv(toNs, CELL_NS) - firstCell;
    if (to <= from) {
      return 0;
    }
    int start = Math.clamp(from, 0, quoted.length());
    int end = Math.clamp(to, 0, quoted.length());
    return (double) quoted.get(start, end).cardinality() / (to - from);
  }
}
