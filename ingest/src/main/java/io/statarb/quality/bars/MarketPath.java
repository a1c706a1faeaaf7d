package io.statarb.quality.bars;

import io.statarb.reference.MarketCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The path that the series of a panel take together: the median change of each day, summed. A panel
 * of fewer than {@link #LEAST_SERIES} has none, and then no day moves.
 */
final class MarketPath {
  /** Fewer series have no path in common. */
  static final int LEAST_SERIES = 8;

  /** Fewer series cannot outvote one on which days there was a market. */
  private static final int LEAST_CROWD = 3;

  private final int[] days;
  private final double[] path;
  private final int[] alive;
  private final int[] barsOn;
  private final boolean panel;
  private final boolean crowd;
  private final @Nullable MarketCalendar calendar;
  private final int series;

  /**
   * Measures the market of raw bars.
   *
   * @param all the series; what is wrong in a few of them does not move a median
   */
  MarketPath(Collection<RawBars> all) {
    TreeSet<Integer> union = new TreeSet<>();
    for (RawBars bars : all) {
      for (int i = 0; i < bars.count; i++) {
        union.add((int) bars.day[i]);
      }
    }
    calendar = KnownMarket.of(union);
    days = union.stream().mapToInt(Integer::intValue).toArray();
    path = new double[days.length];
    alive = new int[days.length];
    barsOn = new int[days.length];
    panel = all.size() >= LEAST_SERIES;
    crowd = all.size() >= LEAST_CROWD;
    series = all.size();
    double[][] closes = new double[all.size()][];
    int row = 0;
    for (RawBars bars : all) {
      double[] at = new double[days.length];
      Arrays.fill(at, Double.NaN);
      int first = days.length;
      int last = -1;
      for (int i = 0; i < bars.count; i++) {
        int d = index((int) bars.day[i]);
        at[d] = bars.close[i] > 0 ? StrictMath.log(bars.close[i]) : Double.NaN;
        barsOn[d]++;
        first = Math.min(first, d);
        last = Math.max(last, d);
      }
      for (int d = first; d <= last; d++) {
        alive[d]++;
      }
      closes[row++] = at;
    }
    if (panel) {
      double[] changes = new double[closes.length];
      for (int d = 1; d < days.length; d++) {
        for (int s = 0; s < closes.length; s++) {
          changes[s] = closes[s][d] - closes[s][d - 1];
        }
        double median = Series.median(changes, 0, changes.length);
        path[d] = path[d - 1] + (Double.isNaN(median) ? 0 : median);
      }
    }
  }

  private int index(int day) {
    return Arrays.binarySearch(days, day);
  }

  /** Whether there are enough series to say on which days there was a market. */
  boolean crowd() {
    return crowd;
  }

  /** Name of the exchange whose days these are, empty when it is not known. */
  String exchange() {
    return calendar == null ? "" : calendar.name();
  }

  /** Whether an exchange whose calendar is known does not trade on a day of the panel. */
  boolean closed(int day) {
    return calendar != null && !calendar.trades(LocalDate.ofEpochDay(day));
  }

  /** Days in {@code (from, to)} on which the exchange trades; 0 when it is not known. */
  int sessionsBetween(int from, int to) {
    int n = 0;
    for (int day = from + 1; calendar != null && day < to; day++) {
      n += calendar.trades(LocalDate.ofEpochDay(day)) ? 1 : 0;
    }
    return n;
  }

  /** Days on which any series has a bar. */
  int[] days() {
    return days;
  }

  /** Change of the log of the market between two days of the panel. */
  double move(int from, int to) {
    return panel ? path[index(to)] - path[index(from)] : 0;
  }

  /** The part of {@link #move} that was on the last of the days. */
  double lastMove(int from, int to) {
    return panel && to > from ? path[index(to)] - path[index(to) - 1] : 0;
  }

  /** Share of the series then listed that have a bar on a day of the panel. */
  double presence(int day) {
    int d = index(day);
    return alive[d] == 0 ? 0 : (double) barsOn[d] / alive[d];
  }

  /** Share of all series that have begun and not ended on a day of the panel. */
  double aliveShare(int day) {
    return series == 0 ? 0 : (double) alive[index(day)] / series;
  }

  /** Number of the panel's days in {@code (from, to)} on which most series have a bar. */
  int daysBetween(int from, int to) {
    int n = 0;
    for (int d = index(from) + 1; d < days.length && days[d] < to; d++) {
      n += presence(days[d]) > 0.5 ? 1 : 0;
    }
    return n;
  }

  /** Last day of the panel. */
  int lastDay() {
    return days.length == 0 ? 0 : days[days.length - 1];
  }
}
