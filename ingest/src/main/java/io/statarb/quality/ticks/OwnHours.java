package io.statarb.quality.ticks;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a series is never quoted, from its own days: for a series of which nothing tells the market.
 * A handful of quotes at such a time is outside its session; more are a session of their own.
 *
 * <p>Its night are the ten minutes of the day in which, an hour either way, hardly any of its
 * weekdays is quoted; the weekend is the one of all exchanges that have one, from Saturday 02:00,
 * when late trading has ended in New York, to Sunday 20:00 UTC, before the first opens in the east.
 * Silent for the hour around: daylight saving moves sessions by one, and sessions of thin series
 * begin by and by.
 */
final class OwnHours {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long DAY_NS = 24 * HOUR_NS;

  private static final int CELLS = (int) (DAY_NS / QuotedTimes.CELL_NS);
  private static final int HOUR = (int) (HOUR_NS / QuotedTimes.CELL_NS);

  /** A night is at least so long: shorter rests are breaks. */
  private static final int LEAST_NIGHT = 4 * HOUR;

  /** From so many weekdays on there is a habit. */
  private static final int LEAST_DAYS = 5;

  /** A weekday with rows in this share of the ten minutes of the median one is a day of trading. */
  private static final double TRADED_SHARE = 0.5;

  /** A night is silent on this share of the days: what is planted in it must not hide it. */
  private static final double SILENT_SHARE = 0.8;

  /** More rows of a day than these are no mistake but trading. */
  private static final int FEW_ROWS = 20;

  /** A series with fewer rows on a day of trading has hours without any by chance. */
  private static final int LEAST_ROWS = 50 * FEW_ROWS;

  private static final int SATURDAY = 2;
  private static final int WEEK_DAYS = 7;
  private static final long WEEKEND_FROM_NS = 2 * HOUR_NS;
  private static final long WEEKEND_TO_NS = DAY_NS + 20 * HOUR_NS;

  private final boolean[] night = new boolean[CELLS];
  private final SortedMap<Long, Integer> restingRows = new TreeMap<>();
  private boolean known;

  /** What a weekday has. */
  private static final class Weekday {
    final BitSet cells = new BitSet(CELLS);
    int rows;
  }

  /**
   * Learns them.
   *
   * @param aheadNs by how much the times are ahead of UTC
   */
  OwnHours(QuoteHistory history, long aheadNs) {
    SortedMap<Long, Weekday> days = new TreeMap<>();
    for (QuoteHistory.Part part : history.parts()) {
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i) - aheadNs;
        if (weekday(Math.floorDiv(ts, DAY_NS)) > 1) {
          Weekday day = days.computeIfAbsent(Math.floorDiv(ts, DAY_NS), key -> new Weekday());
          day.cells.set(cell(ts));
          day.rows++;
        }
      }
    }
    learn(days);
    if (known) {
      for (QuoteHistory.Part part : history.parts()) {
        for (int i = 0; i < part.count(); i++) {
          count(part.tsNs(i) - aheadNs);
        }
      }
    }
  }

  private void learn(SortedMap<Long, Weekday> days) {
    int[] quoted = days.values().stream().mapToInt(day -> day.cells.cardinality()).toArray();
    if (quoted.length < LEAST_DAYS) {
      return;
    }
    Arrays.sort(quoted);
    double least = TRADED_SHARE * quoted[quoted.length / 2];
    Weekday[] traded =
        days.values().stream()
            .filter(day -> day.cells.cardinality() >= least)
            .toArray(Weekday[]::new);
    int[] rows = Arrays.stream(traded).mapToInt(day -> day.rows).sorted().toArray();
    known = traded.length >= LEAST_DAYS && rows[rows.length / 2] >= LEAST_ROWS;
    boolean[] silent = new boolean[CELLS];
    for (int c = 0; c < CELLS; c++) {
      int cell = c;
      long without = Arrays.stream(traded).filter(day -> !day.cells.get(cell)).count();
      silent[c] = without >= SILENT_SHARE * traded.length;
    }
    for (int c = 0; c < CELLS; c++) {
      int before = run(silent, c, -1);
      int behind = run(silent, c, 1);
      night[c] = Math.min(before, behind) > HOUR && before + behind - 1 >= LEAST_NIGHT;
    }
  }

  /** Silent cells from one on, round the day. */
  private static int run(boolean[] silent, int from, int step) {
    int length = 0;
    while (length < CELLS && silent[Math.floorMod(from + step * length, CELLS)]) {
      length++;
    }
    return length;
  }

  private void count(long tsNs) {
    if (rests(tsNs)) {
      restingRows.merge(Math.floorDiv(tsNs, DAY_NS), 1, Integer::sum);
    }
  }

  /** Days since Saturday: 0 and 1 are a weekend. 1970-01-01 was a Thursday. */
  private static int weekday(long epochDay) {
    return (int) Math.floorMod(epochDay - SATURDAY, (long) WEEK_DAYS);
  }

  private static int cell(long tsNs) {
    return (int) (Math.floorMod(tsNs, DAY_NS) / QuotedTimes.CELL_NS);
  }

  private boolean rests(long tsNs) {
    int weekday = weekday(Math.floorDiv(tsNs, DAY_NS));
    long sinceSaturdayNs = weekday * DAY_NS + Math.floorMod(tsNs, DAY_NS);
    return night[cell(tsNs)]
        || (sinceSaturdayNs >= WEEKEND_FROM_NS && sinceSaturdayNs < WEEKEND_TO_NS);
  }

  /** Whether a moment is one of a few quotes at a time at which the series rests. */
  boolean shut(long tsNs) {
    return known
        && rests(tsNs)
        && restingRows.getOrDefault(Math.floorDiv(tsNs, DAY_NS), 0) <= FEW_ROWS;
  }
}
