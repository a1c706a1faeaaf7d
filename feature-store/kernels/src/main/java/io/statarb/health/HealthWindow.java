package io.statarb.health;

/**
 * The last samples of a pair and what they measure. Each measurement is made anew from the samples,
 * in order of time: no rounding is carried from one to the next. Differences are only taken between
 * samples that are neighbours on the grid.
 */
final class HealthWindow {
  /** Share of the product of two variances below which a regression has lost its digits. */
  private static final double LEAST_DETERMINANT = 1e-10;

  /** The level now is that of this part of the window. */
  private static final int RECENT = 4;

  /** Mean size of a normal value of variance 1. */
  private static final double MEAN_SIZE = StrictMath.sqrt(2 / Math.PI);

  private final HealthReference reference;
  private final double[][] logPx;
  private final boolean[] joined;
  private final double[] inOrder;
  private final double[] spread;
  private final double[] hedge;
  private final double[][] logX;
  private final boolean[] follows;
  private final HedgeDrift drift;
  private int next;
  private int count;

  private double sd = Double.NaN;
  private double shift = Double.NaN;
  private double innovationRatio = Double.NaN;
  private double phi = Double.NaN;
  private double adfStat = Double.NaN;

  HealthWindow(HealthReference reference, int size) {
    int hedges = reference.ratios().size();
    this.reference = reference;
    this.logPx = new double[1 + hedges][size];
    this.joined = new boolean[size];
    this.inOrder = new double[1 + hedges];
    this.spread = new double[size];
    this.hedge = new double[size];
    this.logX = new double[hedges][size];
    this.follows = new boolean[size];
    this.drift = new HedgeDrift(reference);
  }

  /** Adds a sample; the oldest one leaves when the window is full. */
  void add(double[] newLogPx, boolean neighbour) {
    for (int leg = 0; leg < logPx.length; leg++) {
      logPx[leg][next] = newLogPx[leg];
    }
    joined[next] = neighbour;
    next = next + 1 == joined.length ? 0 : next + 1;
    count = Math.min(count + 1, joined.length);
  }

  boolean full() {
    return count == joined.length;
  }

  /**
   * Whether half of the window is there, of which a {@link #shift} is the later half: the first
   * samples of a session are often none like the others.
   */
  boolean holdsShift() {
    return count >= 2 * recent();
  }

  private int recent() {
    return Math.max(1, joined.length / RECENT);
  }

  /** Measures all samples. */
  void measure() {
    inOrder();
    double mean = mean(spread, 0);
    shift = mean(spread, Math.max(0, count - recent())) - reference.mean();
    innovationRatio =
        meanInnovation(Math.max(1, count - recent())) / (MEAN_SIZE * reference.innovationSd());
    centre(spread, mean);
    centre(hedge, mean(hedge, 0));
    for (double[] leg : logX) {
      centre(leg, mean(leg, 0));
    }
    double squares = 0;
    for (int t = 0; t < count; t++) {
      squares += spread[t] * spread[t];
    }
    sd = StrictMath.sqrt(squares / (count - 1));
    measureReversion();
    measureUnitRoot();
    drift.measure(spread, hedge, logX, count, phi);
  }

  private void inOrder() {
    int from = full() ? next : 0;
    for (int t = 0; t < count; t++) {
      int at = from + t < joined.length ? from + t : from + t - joined.length;
      for (int leg = 0; leg < inOrder.length; leg++) {
        inOrder[leg] = logPx[leg][at];
      }
      for (int i = 0; i < logX.length; i++) {
        logX[i][t] = inOrder[1 + i];
      }
      hedge[t] = reference.hedge(inOrder);
      spread[t] = reference.spread(inOrder);
      follows[t] = joined[at];
    }
  }

  /** Mean size of what comes to the spread from one sample to the next; 0 without neighbours. */
  private double meanInnovation(int from) {
    int n = 0;
    double sum = 0;
    for (int t = from; t < count; t++) {
      if (follows[t]) {
        n++;
        double before = spread[t - 1] - reference.mean();
        sum += Math.abs(spread[t] - reference.mean() - reference.phi() * before);
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  private double mean(double[] values, int from) {
    double sum = 0;
    for (int t = from; t < count; t++) {
      // From the first value: the sum keeps its digits.
      sum += values[t] - values[from];
    }
    return values[from] + sum / (count - from);
  }

  private void centre(double[] values, double mean) {
    for (int t = 0; t < count; t++) {
      values[t] -= mean;
    }
  }

  /** phi of the AR(1) {@code s(t) = c + phi s(t-1) + e(t)} by least squares. */
  private void measureReversion() {
    int n = 0;
    double a = 0;
    double b = 0;
    double aa = 0;
    double ab = 0;
    for (int t = 1; t < count; t++) {
      if (follows[t]) {
        n++;
        a += spread[t - 1];
        b += spread[t];
        aa += spread[t - 1] * spread[t - 1];
        ab += spread[t - 1] * spread[t];
      }
    }
    double variation = aa - a * a / n;
    phi = variation > 0 ? (ab - a * b / n) / variation : Double.NaN;
  }

  /**
   * t statistic of gamma in {@code ds(t) = c + gamma s(t-1) + d ds(t-1) + e(t)} (Said and Dickey
   * 1984, Biometrika 71, 599-607), one lag as when the pair was fitted.
   */
  private void measureUnitRoot() {
    int n = 0;
    double a = 0;
    double b = 0;
    double d = 0;
    double aa = 0;
    double ab = 0;
    double bb = 0;
    double ad = 0;
    double bd = 0;
    double dd = 0;
    for (int t = 2; t < count; t++) {
      if (!follows[t] || !follows[t - 1]) {
        continue;
      }
      double level = spread[t - 1];
      double lag = spread[t - 1] - spread[t - 2];
      double change = spread[t] - spread[t - 1];
      n++;
      a += level;
      b += lag;
      d += change;
      aa += level * level;
      ab += level * lag;
      bb += lag * lag;
      ad += level * change;
      bd += lag * change;
      dd += change * change;
    }
    aa -= a * a / n;
    ab -= a * b / n;
    bb -= b * b / n;
    ad -= a * d / n;
    bd -= b * d / n;
    dd -= d * d / n;
    double determinant = aa * bb - ab * ab;
    if (n <= 3 || !(determinant > LEAST_DETERMINANT * aa * bb)) {
      adfStat = Double.NaN;
      return;
    }
    double gamma = (ad * bb - bd * ab) / determinant;
    double delta = (bd * aa - ad * ab) / determinant;
    double variance = (dd - gamma * ad - delta * bd) / (n - 3);
    adfStat = variance > 0 ? gamma / StrictMath.sqrt(variance * bb / determinant) : Double.NaN;
  }

  /** Standard deviation of the spread about its mean in the window. */
  double sd() {
    return sd;
  }

  /** Mean of the last quarter of a full window's samples less that of the formation window. */
  double shift() {
    return shift;
  }

  /**
   * Mean size of the innovations of the same samples over that of the formation window: by how much
   * the spread moves more. Of sizes and not of squares, which a single jump moves by far more.
   */
  double innovationRatio() {
    return innovationRatio;
  }

  double phi() {
    return phi;
  }

  /** Augmented Dickey-Fuller t statistic; NaN when the spread does not move. */
  double adfStat() {
    return adfStat;
  }

  /** By how much the hedge ratios have moved. */
  HedgeDrift drift() {
    return drift;
  }
}
