package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;

/**
 * Single wrong prices: a field far from all others of its bar, a close far from those before and
 * after it.
 *
 * <p>The filter follows C. Brownlees and G. Gallo, "Financial econometric analysis at ultra-high
 * frequency", 2006: a price is an outlier when it is many usual deviations away from its
 * neighbourhood on both sides.
 */
final class SinglePrices {
  /** A single price this many usual changes away, and back, is looked at. */
  private static final double JUMP_SIGMAS = 7;

  private static final double LEAST_JUMP = 0.04;

  /** Without a range that could show that the price was traded, more is asked for. */
  private static final double LEAST_JUMP_OF_CLOSES = 0.08;

  /** A high or low this far from open and close was never traded, whatever the news. */
  private static final double LEAST_FIELD = 0.45;

  private static final double FIELD_SIGMAS = 15;

  /** The same on a day that is traded no more than others: 11 in five years of 500 US stocks. */
  private static final double LEAST_CALM_FIELD = 0.12;

  private static final double CALM_FIELD_SIGMAS = 8;

  /** An open this far from the closes on both sides of it was not the first price of its day. */
  private static final double LEAST_OPEN = 0.15;

  private final Series series;
  private final News news;
  private final Findings findings;
  private final boolean[] explained;

  /**
   * Of one series.
   *
   * @param explained bars that something else explains; those with a wrong close are set
   */
  SinglePrices(Series series, Findings findings, boolean[] explained) {
    this.series = series;
    this.news = new News(series);
    this.findings = findings;
    this.explained = explained;
  }

  /** Finds all. */
  void find() {
    fields();
    singles();
  }

  /** One field that is far from all others of its bar and its neighbours, whatever its range. */
  private void fields() {
    for (int i = 0; i < series.count; i++) {
      double open = or(series.open[i], series.close[i]);
      double least = leastField(i);
      double top = Math.max(open, series.close[i]);
      double bottom = Math.min(open, series.close[i]);
      if (openAlone(i)) {
        field(i, "open", series.open[i]);
      } else if (series.high[i] > 0
          && Math.abs(StrictMath.log(series.high[i] / top)) > least
          && Math.abs(closeMove(i)) < least) {
        field(i, "high", series.high[i]);
      } else if (series.low[i] > 0
          && Math.abs(StrictMath.log(bottom / series.low[i])) > least
          && Math.abs(closeMove(i)) < least) {
        field(i, "low", series.low[i]);
      }
    }
  }

  private double leastField(int i) {
    double great = Math.max(LEAST_FIELD, FIELD_SIGMAS * series.sigma[i]);
    if (Double.isNaN(series.spike(i)) || news.isNews(i, 0)) {
      return great;
    }
    double usual = series.sigma[i] * series.width[i];
    return Math.min(great, Math.max(LEAST_CALM_FIELD, CALM_FIELD_SIGMAS * usual));
  }

  /** A close that is wrong itself makes its range look wrong. */
  private double closeMove(int i) {
    return i == 0 ? 0 : series.residual[i];
  }

  /** The open is far from the close before and from its own close, on the same side of both. */
  private boolean openAlone(int i) {
    if (i == 0 || !(series.open[i] > 0)) {
      return false;
    }
    double before = series.overnight[i];
    double after = StrictMath.log(series.open[i] / series.close[i]);
    return before * after > 0
        && Math.min(Math.abs(before), Math.abs(after))
            > Math.max(LEAST_OPEN, JUMP_SIGMAS * series.sigma[i]);
  }

  private void field(int i, String field, double value) {
    findings.add(
        FindingKind.ABSURD_JUMP,
        Verdict.WARN,
        series.day[i],
        series.day[i],
        "field",
        field,
        "value",
        value,
        "open",
        or(series.open[i], 0),
        "close",
        series.close[i],
        "usual_change_log",
        Findings.round(series.sigma[i]));
  }

  private static double or(double value, double otherwise) {
    return value > 0 ? value : otherwise;
  }

  private void singles() {
    for (int i = 1; i + 1 < series.count; i++) {
      if (explained[i]) {
        continue;
      }
      double in = series.residual[i];
      double out = series.residual[i + 1];
      double sigma = series.sigma[i];
      double least =
          Math.max(JUMP_SIGMAS * sigma, series.ranged ? LEAST_JUMP : LEAST_JUMP_OF_CLOSES);
      if (Math.abs(in) < least || Math.abs(out) < 0.5 * least || in * out >= 0) {
        continue;
      }
      boolean undone = Math.abs(in + out) < Math.max(0.25 * Math.abs(in), 2.5 * sigma);
      // The bar before and after a wrong one are the same pair of steps seen from the other side.
      boolean bounce =
          i + 2 < series.count && reverses(i + 1, sigma) && Math.abs(out) > 1.5 * Math.abs(in);
      if (undone && !bounce && !alternates(i) && apart(i)) {
        explained[i] = true;
        findings.add(
            FindingKind.ABSURD_JUMP,
            Math.abs(in) > 0.2 ? Verdict.FAIL : Verdict.WARN,
            series.day[i],
            series.day[i],
            "close",
            series.close[i],
            "close_before",
            series.close[i - 1],
            "close_after",
            series.close[i + 1],
            "change_log",
            Findings.round(in),
            "change_back_log",
            Findings.round(out),
            "usual_change_log",
            Findings.round(sigma));
      }
    }
  }

  private boolean reverses(int i, double sigma) {
    double in = series.residual[i];
    double out = series.residual[i + 1];
    return in * out < 0 && Math.abs(in + out) < Math.max(0.25 * Math.abs(in), 2.5 * sigma);
  }

  /** Whether this step is one of several to and fro: those are two series, not one wrong price. */
  private boolean alternates(int i) {
    int more = 0;
    double size = Math.abs(series.residual[i]);
    for (int k = Math.max(1, i - 12); k < Math.min(series.count, i + 13); k++) {
      if (k != i && k != i + 1 && Math.abs(Math.abs(series.residual[k]) - size) < 0.3 * size) {
        more++;
      }
    }
    return more >= 2;
  }

  /** Whether nobody traded between this bar's prices and those of its neighbours. */
  private boolean apart(int i) {
    if (!series.ranged || Double.isNaN(series.high[i]) || Double.isNaN(series.low[i])) {
      return true;
    }
    double top = Math.max(or(series.high[i - 1], 0), or(series.high[i + 1], 0));
    double bottom = Math.min(low(i - 1), low(i + 1));
    boolean closeOutside =
        series.close[i] > series.high[i] * 1.01 || series.close[i] < series.low[i] * 0.99;
    boolean gap = series.low[i] > top || series.high[i] < bottom;
    return closeOutside || gap || closeAlone(i);
  }

  /** Whether the open before the close, and the open after it, know nothing of it. */
  private boolean closeAlone(int i) {
    double size = Math.abs(series.residual[i]);
    double back = series.overnight[i + 1];
    double allowed = Math.max(0.2 * size, 2 * series.sigma[i]);
    return Math.abs(series.overnight[i]) < allowed && Math.abs(back + series.residual[i]) < allowed;
  }

  private double low(int i) {
    return series.low[i] > 0 ? series.low[i] : Double.MAX_VALUE;
  }
}
