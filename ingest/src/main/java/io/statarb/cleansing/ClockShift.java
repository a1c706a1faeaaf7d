package io.statarb.cleansing;

/**
 * By how much one series comes after another that follows the same market, over any number of
 * hours: the lag L at which
 *
 * <pre>
 *   z(L) = sum_k a[k] b[k+L] / sqrt(sum_k a[k]^2 b[k+L]^2)
 * </pre>
 *
 * is largest, where a and b are the changes of the two mids on a grid ({@link GridChanges}). Were
 * the series unrelated at a lag, the signs of the products would be those of a fair coin and z
 * about normal with sd 1 whatever the sizes and however few cells both have; so one threshold
 * serves an hour and a fortnight. All lags of whole seconds are looked at in one go by Fourier
 * transform; the neighbourhood of the best then on finer grids. The idea of the lead-lag
 * correlation is that of M. Hoffmann, M. Rosenbaum and N. Yoshida, "Estimation of the lead-lag
 * parameter from non-synchronous data", 2013. Assumes that neither series moves its clock within
 * the span.
 *
 * @param decided whether there is a clear peak
 * @param offsetNs by how much the second series comes after the first, in ns; 0 when undecided
 * @param z height of the peak on the grid of a second, in standard deviations
 * @param secondZ largest one elsewhere
 * @param pairs seconds in which both series changed at that lag
 * @param correlation of the changes of one second at that lag
 */
public record ClockShift(
    boolean decided, long offsetNs, double z, double secondZ, long pairs, double correlation) {

  /** Farthest that two clocks of one day can be apart by their zones, with a margin, in ns. */
  public static final long MAX_LAG_NS = 27 * 3_600_000_000_000L;

  /** What too few or unrelated changes give. */
  public static final ClockShift UNDECIDED = new ClockShift(false, 0, 0, 0, 0, 0);

  private static final long GRID_NS = 1_000_000_000L;

  /** Both series together, in seconds: seven weeks, 400 MB of sums. */
  private static final long MAX_CELLS = 1L << 22;

  /**
   * Of 200,000 lags of unrelated series the largest z is about 4.6; real ones, whose activity
   * clusters, came to 5.6.
   */
  private static final double MIN_Z = 7;

  private static final double MIN_OVER_SECOND = 1.5;

  /** Lags this near the peak belong to it: what one venue takes to follow another, in s. */
  private static final int SHOULDER = 30;

  /** Fewer common changes than this never decide. */
  private static final double MIN_PAIRS = 25;

  private static final long FINE_NS = 20_000_000L;
  private static final int FINE_LAGS = 150;
  private static final double FINE_MIN_Z = 5;
  private static final long FINEST_NS = 5_000_000L;
  private static final int FINEST_LAGS = 12;

  /**
   * Measures.
   *
   * @param a one series
   * @param b the other
   * @param maxLagNs farthest lag either way, e.g. {@link #MAX_LAG_NS}
   */
  public static ClockShift measure(MidSeries a, MidSeries b, long maxLagNs) {
    GridChanges ofA = new GridChanges(a, 0, GRID_NS);
    GridChanges ofB = new GridChanges(b, 0, GRID_NS);
    if (ofA.count < MIN_PAIRS || ofB.count < MIN_PAIRS) {
      return UNDECIDED;
    }
    long spanA = ofA.cell[ofA.count - 1] - ofA.cell[0] + 1;
    long spanB = ofB.cell[ofB.count - 1] - ofB.cell[0] + 1;
    if (spanA + spanB > MAX_CELLS) {
      throw new IllegalArgumentException(
          "series must not be longer than some weeks: seconds=%d".formatted(spanA + spanB));
    }
    int n = Fft.lengthFor(spanA + spanB);
    double[] products = new double[n];
    double[] squares = new double[n];
    correlate(ofA, ofB, products, squares);
    // Index i of the products is the lag i, taken round, between the two first cells.
    long firstLag = ofB.cell[0] - ofA.cell[0];
    long maxLag = maxLagNs / GRID_NS;
    int best = -1;
    double bestZ = 0;
    for (int i = 0; i < n; i++) {
      if (Math.abs(lagOf(i, n, spanB) + firstLag) <= maxLag) {
        double z = z(products[i], squares[i]);
        if (z > bestZ) {
          bestZ = z;
          best = i;
        }
      }
    }
    if (best < 0) {
      return UNDECIDED;
    }
    long bestLag = lagOf(best, n, spanB) + firstLag;
    double second = 0;
    for (int i = 0; i < n; i++) {
      long lag = lagOf(i, n, spanB) + firstLag;
      if (Math.abs(lag) <= maxLag && Math.abs(lag - bestLag) > SHOULDER) {
        second = Math.max(second, z(products[i], squares[i]));
      }
    }
    boolean decided =
        bestZ >= MIN_Z && bestZ >= MIN_OVER_SECOND * second && squares[best] >= MIN_PAIRS;
    Overlap overlap = Overlap.at(ofA, ofB, bestLag);
    return new ClockShift(
        decided,
        decided ? refined(a, b, bestLag * GRID_NS) : 0,
        bestZ,
        second,
        overlap.pairs,
        overlap.correlation);
  }

  /** The offset in whole minutes of 15, when that explains it; a time zone then. */
  public boolean isZone() {
    long quarter = 900_000_000_000L;
    long rest = Math.floorMod(offsetNs + quarter / 2, quarter) - quarter / 2;
    return decided && Math.abs(offsetNs) > quarter / 2 && Math.abs(rest) <= 60_000_000_000L;
  }

  /** The offset rounded to 15 minutes, in seconds. */
  public int zoneSeconds() {
    return (int) (Math.floorDiv(offsetNs + 450_000_000_000L, 900_000_000_000L) * 900);
  }

  /** The same with another offset added, if decided. */
  public ClockShift movedBy(long byNs) {
    return decided ? new ClockShift(true, offsetNs + byNs, z, secondZ, pairs, correlation) : this;
  }

  private static long lagOf(int i, int n, long spanB) {
    return i < spanB ? i : (long) i - n;
  }

  /** Where fewer than MIN_PAIRS products come together nothing can be significant. */
  private static double z(double product, double square) {
    return product / StrictMath.sqrt(Math.max(square, MIN_PAIRS));
  }

  /**
   * Circular sums over k of a[k] b[k+i] and of their squares, both by one transform back: as the
   * real and the imaginary part.
   */
  private static void correlate(GridChanges a, GridChanges b, double[] products, double[] squares) {
    int n = products.length;
    double[] aRe = new double[n];
    double[] aIm = new double[n];
    double[] bRe = new double[n];
    double[] bIm = new double[n];
    fill(a, aRe, aIm);
    fill(b, bRe, bIm);
    Fft.transform(aRe, aIm, false);
    Fft.transform(bRe, bIm, false);
    for (int k = 0; k < n; k++) {
      int m = (n - k) & (n - 1);
      // x + iy was transformed: X = (F[k] + conj F[-k]) / 2, Y = (F[k] - conj F[-k]) / 2i.
      double xaRe = (aRe[k] + aRe[m]) / 2;
      double xaIm = (aIm[k] - aIm[m]) / 2;
      double yaRe = (aIm[k] + aIm[m]) / 2;
      double yaIm = (aRe[m] - aRe[k]) / 2;
      double xbRe = (bRe[k] + bRe[m]) / 2;
      double xbIm = (bIm[k] - bIm[m]) / 2;
      double ybRe = (bIm[k] + bIm[m]) / 2;
      double ybIm = (bRe[m] - bRe[k]) / 2;
      double pRe = xaRe * xbRe + xaIm * xbIm;
      double pIm = xaRe * xbIm - xaIm * xbRe;
      double qRe = yaRe * ybRe + yaIm * ybIm;
      double qIm = yaRe * ybIm - yaIm * ybRe;
      products[k] = pRe - qIm;
      squares[k] = pIm + qRe;
    }
    Fft.transform(products, squares, true);
  }

  private static void fill(GridChanges changes, double[] re, double[] im) {
    for (int i = 0; i < changes.count; i++) {
      int at = (int) (changes.cell[i] - changes.cell[0]);
      re[at] = changes.change[i];
      im[at] = changes.change[i] * changes.change[i];
    }
  }

  /** The lag on finer grids around one of whole seconds. */
  private static long refined(MidSeries a, MidSeries b, long coarseNs) {
    double[] z = new double[2 * FINE_LAGS + 1];
    int fine = peak(a, b, coarseNs, FINE_NS, z);
    if (z[fine] < FINE_MIN_Z) {
      return coarseNs;
    }
    long fineNs = coarseNs + (fine - FINE_LAGS) * FINE_NS;
    double[] finest = new double[2 * FINEST_LAGS + 1];
    int top = peak(a, b, fineNs, FINEST_NS, finest);
    return finest[top] < FINE_MIN_Z ? fineNs : fineNs + (top - FINEST_LAGS) * FINEST_NS;
  }

  private static int peak(MidSeries a, MidSeries b, long shiftNs, long gridNs, double[] z) {
    int lags = z.length / 2;
    GridChanges ofA = new GridChanges(a, 0, gridNs);
    GridChanges ofB = new GridChanges(b, shiftNs, gridNs);
    double[] products = new double[z.length];
    double[] squares = new double[z.length];
    int first = 0;
    for (int i = 0; i < ofA.count; i++) {
      while (first < ofB.count && ofB.cell[first] < ofA.cell[i] - lags) {
        first++;
      }
      for (int j = first; j < ofB.count && ofB.cell[j] <= ofA.cell[i] + lags; j++) {
        int lag = (int) (ofB.cell[j] - ofA.cell[i]) + lags;
        double product = ofA.change[i] * ofB.change[j];
        products[lag] += product;
        squares[lag] += product * product;
      }
    }
    int best = lags;
    for (int step = 0; step <= lags; step++) {
      for (int lag : new int[] {lags - step, lags + step}) {
        z[lag] = z(products[lag], squares[lag]);
        if (z[lag] > z[best]) {
          best = lag;
        }
      }
    }
    return best;
  }

  /** What both series changed by in the seconds in which both did. */
  private record Overlap(long pairs, double correlation) {
    static Overlap at(GridChanges a, GridChanges b, long lag) {
      long pairs = 0;
      double ab = 0;
      double aa = 0;
      double bb = 0;
      int j = 0;
      for (int i = 0; i < a.count; i++) {
        long cell = a.cell[i] + lag;
        while (j < b.count && b.cell[j] < cell) {
          j++;
        }
        if (j < b.count && b.cell[j] == cell) {
          pairs++;
          ab += a.change[i] * b.change[j];
          aa += a.change[i] * a.change[i];
          bb += b.change[j] * b.change[j];
        }
      }
      return new Overlap(pairs, pairs == 0 ? 0 : ab / StrictMath.sqrt(aa * bb));
    }
  }
}
