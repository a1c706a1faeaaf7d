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

  private final HealthReference reference;
  private final double[] logY;
  private final double[] logX;
  private final boolean[] joined;
  private final double[] spread;
  private final double[] x;
  private final boolean[] follows;
  private int next;
  private int count;

  private double sd = Double.NaN;
  private double shift = Double.NaN;
  private double phi = Double.NaN;
  private double adfStat = Double.NaN;
  private double hedgeDrift = Double.NaN;
  private double hedgeDriftT = Double.NaN;

  HealthWindow(HealthReference reference, int size) {
    this.reference = reference;
    this.logY = new double[size];
    this.logX = new double[size];
    this.joined = new boolean[size];
    this.spread = new double[size];
    this.x = new double[size];
    this.follows = new boolean[size];
  }

  /** Adds a sample; the oldest one leaves when the window is full. */
  void add(double newLogY, double newLogX, boolean neighbour) {
    logY[next] = newLogY;
    logX[next] = newLogX;
    joined[next] = neighbour;
    next = next + 1 == logY.length ? 0 : next + 1;
    count = Math.min(count + 1, logY.length);
  }

  boolean full() {
    return count == logY.length;
  }

  int count() {
    return count;
  }

  /** Measures all samples. */
  void measure() {
    inOrder();
    double mean = mean(spread, 0);
    shift = (mean(spread, count - Math.max(1, count / RECENT)) - reference.mean());
    centre(spread, mean);
    centre(x, mean(x, 0));
    double squares = 0;
    for (int t = 0; t < count; t++) {
      squares += spread[t] * spread[t];
    }
    sd = StrictMath.sqrt(squares / (count - 1));
    measureReversion();
    measureUnitRoot();
    measureHedge(squares);
  }

  private void inOrder() {
    int from = full() ? next : 0;
    for (int t = 0; t < count; t++) {
      int at = from + t < logY.length ? from + t : from + t - logY.length;
      spread[t] = reference.spread(logY[at], logX[at]);
      x[t] = logX[at];
      follows[t] = joined[at];
    }
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

  /**
   * The slope of the spread on log x is by how much the hedge ratio has moved. Its error is that of
   * least squares times {@code sqrt((1 + phi) / (1 - phi))} for residuals that follow an AR(1)
   * (Bartlett 1935, J. R. Stat. Soc. 98, 536-543); without reversion there is no knowing.
   */
  private void measureHedge(double squares) {
    double xx = 0;
    double xs = 0;
    for (int t = 0; t < count; t++) {
      xx += x[t] * x[t];
      xs += x[t] * spread[t];
    }
    hedgeDrift = xx > 0 ? xs / xx : Double.NaN;
    double variance = (squares - hedgeDrift * xs) / (count - 2);
    double error = StrictMath.sqrt(Math.max(0, variance) / xx * (1 + phi) / Math.max(0, 1 - phi));
    hedgeDriftT = hedgeDrift / error;
  }

  /** Standard deviation of the spread about its mean in the window. */
  double sd() {
    return sd;
  }

  /** Mean of the last quarter of the window less that of the formation window. */
  double shift() {
    return shift;
  }

  double phi() {
    return phi;
  }

  /** Augmented Dickey-Fuller t statistic; NaN when the spread does not move. */
  double adfStat() {
    return adfStat;
  }

  /** Hedge ratio of the window less that of the formation window; NaN when x does not move. */
  double hedgeDrift() {
    return hedgeDrift;
  }

  /** The same in its standard errors. */
  double hedgeDriftT() {
    return hedgeDriftT;
  }
}
