package io.statarb.quality.ticks;

import java.util.Arrays;

/**
 * Prices that their neighbourhood cannot explain, after C. T. Brownlees and G. M. Gallo, "Financial
 * econometric analysis at ultra-high frequency: Data handling concerns", Computational Statistics
 * and Data Analysis 51, 2006: a price is kept when
 *
 * <pre>
 *   |p - mean(k)| &lt; 3 s(k) + gamma
 * </pre>
 *
 * with mean and sd of k neighbours, trimmed. Here p is the logarithm of a price; the neighbours
 * before and those after count each on their own and a price is kept when either explains it, so
 * that the first quotes of a new level are no outliers while a burst that returns is one. Half of
 * the neighbours are trimmed, which a burst of a fifth of them cannot move. This form looks ahead
 * and is for reports; what feeds a model or the live side must not ({@code SeriesCleansing}).
 */
final class JumpCheck {
  private static final int BEFORE = 60;

  /** A burst of 20 is a fifth of these. */
  private static final int AFTER = 100;

  private static final int MIN_NEIGHBOURS = 10;

  /** Fewer of those after it can be all of one burst. */
  private static final int MIN_AFTER = 45;

  private static final double SDS = 3;

  /** The middle half of a normal sample has this sd, of that of the whole. */
  private static final double SD_OF_MIDDLE_HALF = 0.378;

  /** The middle four fifths of a normal sample have this sd, of that of the whole. */
  private static final double SD_OF_MOST = 0.662;

  private final double gamma;
  private final boolean wide;
  private final double[] neighbours = new double[AFTER];

  /**
   * Makes a check.
   *
   * @param gamma least deviation that counts, a fraction
   * @param wide whether less is trimmed: for trades, which alternate between levels
   */
  JumpCheck(double gamma, boolean wide) {
    this.gamma = gamma;
    this.wide = wide;
  }

  /**
   * Finds them.
   *
   * @param logPx logarithms of the prices of one side, in order of time
   * @param count how many
   * @return the deviation of each from the nearer neighbourhood where it is an outlier, else 0
   */
  double[] deviations(double[] logPx, int count) {
    double[] found = new double[count];
    double[] recent = new double[BEFORE];
    int kept = 0;
    double last = Double.NaN;
    for (int i = 0; i < count; i++) {
      // Cheap first: most prices are within gamma of the last good one.
      boolean near = !Double.isNaN(last) && Math.abs(logPx[i] - last) <= gamma;
      double deviation = near ? 0 : deviation(logPx, i, count, recent, kept);
      if (deviation == 0) {
        recent[kept % BEFORE] = logPx[i];
        kept++;
        last = logPx[i];
      } else {
        found[i] = deviation;
      }
    }
    return found;
  }

  private double deviation(double[] logPx, int i, int count, double[] recent, int kept) {
    int before = Math.min(kept, BEFORE);
    double fromBefore = before < MIN_NEIGHBOURS ? Double.NaN : excess(logPx[i], recent, before);
    int after = Math.min(AFTER, count - 1 - i);
    double fromAfter = Double.NaN;
    if (after >= MIN_AFTER || (Double.isNaN(fromBefore) && after >= MIN_NEIGHBOURS)) {
      System.arraycopy(logPx, i + 1, neighbours, 0, after);
      fromAfter = excess(logPx[i], neighbours, after);
    }
    if (Double.isNaN(fromBefore)) {
      return Double.isNaN(fromAfter) ? 0 : fromAfter;
    }
    if (Double.isNaN(fromAfter)) {
      return fromBefore;
    }
    return Math.abs(fromBefore) < Math.abs(fromAfter) ? fromBefore : fromAfter;
  }

  /** Deviation from the trimmed mean where it is above 3 s + gamma, else 0. */
  private double excess(double px, double[] window, int size) {
    double[] sorted = Arrays.copyOf(window, size);
    Arrays.sort(sorted);
    int trimmed = wide ? size / 10 : size / 4;
    int from = trimmed;
    int to = size - trimmed;
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += sorted[i];
    }
    double mean = sum / (to - from);
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (sorted[i] - mean) * (sorted[i] - mean);
    }
    double sd = StrictMath.sqrt(squares / (to - from)) / (wide ? SD_OF_MOST : SD_OF_MIDDLE_HALF);
    double deviation = px - mean;
    return Math.abs(deviation) < SDS * sd + gamma ? 0 : deviation;
  }
}
