package io.statarb.quality.bars;

import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.NaNPolicy;

/**
 * The bars of one symbol that have a close, one a day, ascending; and what is measured on them.
 *
 * <p>{@link #residual} is the change of the log close less that of the market on the same day: what
 * the market does is no defect.
 */
final class Series {
  /** No daily change is smaller than this, however quiet a series is; a fraction. */
  private static final double LEAST_SIGMA = 0.004;

  private static final double TO_SD = 1.4826;

  private static final Median MEDIAN = Median.withDefaults().with(NaNPolicy.EXCLUDE).withCopy(true);

  /** The same for the change from a close to the next open. */
  private static final double LEAST_GAP = 0.002;

  /** Days on either side from which the usual one is taken. */
  private static final int GAP_DAYS = 120;

  /** Larger daily changes count as this in a regression. */
  private static final double CLIP = 0.03;

  /** Days on either side from which the usual change is taken. */
  private static final int SIGMA_DAYS = 60;

  /**
   * The usual change is at most so many times what the prices of one day, or of every second day,
   * are apart: where two series take turns day by day, the change from day to day tells how far
   * they are from each other and not how they move.
   */
  private static final double MOST_OVER_CALM = 2;

  /** Median of log high over low of a random walk over the sd of its change. */
  private static final double RANGE_TO_SD = 1.52;

  final String symbol;
  final int count;
  final int[] day;
  final double[] open;
  final double[] high;
  final double[] low;
  final double[] close;
  final double[] volume;
  final double[] log;

  /** Whether the source has opens, highs and lows at all. */
  final boolean ranged;

  /** Whether the source has volumes at all. */
  final boolean volumed;

  /** Change from the bar before, less the market's; 0 for the first. */
  final double[] residual;

  /**
   * Log of open over the close before, less the market's change up to the middle of the day; NaN
   * where not known.
   */
  final double[] overnight;

  /** Median of the days between bars: 1 for a daily series. */
  final double rhythm;

  /** Usual size of a residual around a bar. */
  final double[] sigma;

  /** Usual size of {@link #overnight} around a bar. */
  final double[] gap;

  /** Volume, less what all series are traded more than usual on its day; NaN where not known. */
  final double[] traded;

  /** By how much all days of the panel are wider than usual on a bar's day, at least 1. */
  final double[] width;

  Series(
      String symbol,
      int[] day,
      double[] open,
      double[] high,
      double[] low,
      double[] close,
      double[] volume,
      MarketPath market) {
    this.symbol = symbol;
    this.count = day.length;
    this.day = day;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
    this.ranged = share(high) > 0.5 && share(low) > 0.5 && share(open) > 0.5;
    this.volumed = share(volume) > 0.5;
    this.log = new double[count];
    for (int i = 0; i < count; i++) {
      log[i] = StrictMath.log(close[i]);
    }
    this.residual = new double[count];
    this.overnight = new double[count];
    if (count > 0) {
      overnight[0] = Double.NaN;
    }
    double share = share(market);
    for (int i = 1; i < count; i++) {
      double move = share * market.move(day[i - 1], day[i]);
      residual[i] = log[i] - log[i - 1] - move;
      // Of the days that have no bar all of the market's change was before the open.
      double before = move - 0.5 * share * market.lastMove(day[i - 1], day[i]);
      overnight[i] = open[i] > 0 ? StrictMath.log(open[i]) - log[i - 1] - before : Double.NaN;
    }
    double[] steps = new double[Math.max(0, count - 1)];
    for (int i = 1; i < count; i++) {
      steps[i - 1] = day[i] - day[i - 1];
    }
    this.rhythm = count < 2 ? 1 : median(steps, 0, steps.length);
    this.sigma = new double[count];
    this.gap = new double[count];
    this.traded = volume.clone();
    this.width = new double[count];
    Arrays.fill(width, 1);
    usualChanges();
  }

  private void usualChanges() {
    double[] sizes = new double[count];
    double[] overTwo = new double[count];
    double[] ranges = new double[count];
    double[] gaps = new double[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = TO_SD * Math.abs(residual[i]);
      overTwo[i] =
          i < 2 ? Double.NaN : TO_SD / Math.sqrt(2) * Math.abs(residual[i] + residual[i - 1]);
      gaps[i] = TO_SD * Math.abs(overnight[i]);
      double range = high[i] > low[i] && low[i] > 0 ? StrictMath.log(high[i] / low[i]) : Double.NaN;
      ranges[i] = range / RANGE_TO_SD;
    }
    double whole = count < 3 ? LEAST_SIGMA : median(sizes, 1, count);
    for (int i = 0; i < count; i += 10) {
      int from = Math.max(1, i - SIGMA_DAYS);
      int to = Math.min(count, i + SIGMA_DAYS);
      double local = to - from < 20 ? whole : median(sizes, from, to);
      local = atMost(local, MOST_OVER_CALM * median(overTwo, from, to));
      local = atMost(local, MOST_OVER_CALM * median(ranges, from, to));
      Arrays.fill(sigma, i, Math.min(count, i + 10), Math.max(LEAST_SIGMA, local));
      double usual = median(gaps, i - GAP_DAYS, i + GAP_DAYS);
      Arrays.fill(gap, i, Math.min(count, i + 10), usual > LEAST_GAP ? usual : LEAST_GAP);
    }
  }

  /** The lesser of two; the first where the second is not known. */
  private static double atMost(double value, double limit) {
    return limit < value ? limit : value;
  }

  /** How much of the market's moves the series makes: least squares over clipped changes. */
  private double share(MarketPath market) {
    double both = 0;
    double own = 0;
    for (int i = 1; i < count; i++) {
      double move = clipped(market.move(day[i - 1], day[i]));
      both += move * clipped(log[i] - log[i - 1]);
      own += move * move;
    }
    return own > 0 ? both / own : 0;
  }

  private static double clipped(double change) {
    return Math.max(-CLIP, Math.min(CLIP, change));
  }

  /**
   * On days on which all series move or are traded more than usual, so may this one.
   *
   * @param stress what is usual to move on a bar's day, over other days, at least 1
   * @param gaps the same overnight
   * @param trades the same for volumes
   * @param widths the same for the width of a day
   */
  void widen(int bar, double stress, double gaps, double trades, double widths) {
    width[bar] = widths;
    sigma[bar] *= stress;
    gap[bar] *= gaps;
    traded[bar] = volume[bar] / trades;
  }

  /** Log of high over low in usual ones, NaN where not known. */
  double range(int i) {
    return high[i] > low[i] && low[i] > 0
        ? StrictMath.log(high[i] / low[i]) / (RANGE_TO_SD * sigma[i])
        : Double.NaN;
  }

  private static double share(double[] values) {
    int there = 0;
    for (double value : values) {
      there += Double.isNaN(value) ? 0 : 1;
    }
    return values.length == 0 ? 0 : (double) there / values.length;
  }

  String date(int i) {
    return LocalDate.ofEpochDay(day[i]).toString();
  }

  /** Median of the values that are numbers, NaN when there are none. */
  static double median(double[] values, int from, int to) {
    int start = Math.max(0, from);
    int end = Math.min(values.length, to);
    return start < end ? MEDIAN.evaluateRange(values, start, end) : Double.NaN;
  }

  /** {@link #traded} over the usual one of the 20 bars before; NaN when not known. */
  double spike(int i) {
    return traded[i] / median(traded, i - 20, i);
  }
}
