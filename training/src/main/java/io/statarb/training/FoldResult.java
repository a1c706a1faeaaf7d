package io.statarb.training;

import io.statarb.validation.TradeMoments;
import io.statarb.validation.TradeSample;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One candidate on one fold, or the sums of several folds.
 *
 * @param trainRows rows it was fitted on
 * @param rows validation rows it was judged on
 * @param squaredError sum of squared errors
 * @param squaredLabel sum of squared deviations of the labels from the mean of the training labels
 * @param crossProducts sums of s, y, ss, yy and sy over scores s and labels y
 * @param trades round trips of the decision rule
 */
@SuppressWarnings("ArrayRecordComponent") // Five sums; nobody compares results.
record FoldResult(
    long trainRows,
    long rows,
    double squaredError,
    double squaredLabel,
    double[] crossProducts,
    TradeSample trades) {
  /** Name of the figure whose variance over trials the deflated Sharpe ratio needs. */
  static final String SHARPE = "validation_sharpe";

  /** Sums of two folds. */
  FoldResult plus(FoldResult other) {
    double[] sums = crossProducts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.crossProducts[i];
    }
    TradeSample both = new TradeSample();
    both.addAll(trades);
    both.addAll(other.trades);
    return new FoldResult(
        trainRows + other.trainRows,
        rows + other.rows,
        squaredError + other.squaredError,
        squaredLabel + other.squaredLabel,
        sums,
        both);
  }

  double meanSquaredError() {
    return squaredError / rows;
  }

  /**
   * Out-of-sample R squared against the mean of the training labels (Campbell and Thompson 2008,
   * eq. 1).
   */
  double r2() {
    return 1 - squaredError / squaredLabel;
  }

  /**
   * Information coefficient: Pearson correlation of scores and labels; NaN for a constant score.
   */
  double informationCoefficient() {
    double n = rows;
    double s = crossProducts[0] / n;
    double y = crossProducts[1] / n;
    double ss = crossProducts[2] / n - s * s;
    double yy = crossProducts[3] / n - y * y;
    return (crossProducts[4] / n - s * y) / StrictMath.sqrt(ss * yy);
  }

  /** Figures for the ledger and the training run. */
  SortedMap<String, Double> metrics() {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("train_rows", (double) trainRows);
    metrics.put("validation_rows", (double) rows);
    metrics.put("validation_mse", meanSquaredError());
    metrics.put("validation_r2", r2());
    metrics.put("validation_ic", informationCoefficient());
    TradeMoments.put(trades, metrics);
    metrics.put("validation_gross_bps", trades.meanGrossBps());
    metrics.put(SHARPE, trades.sharpe());
    return metrics;
  }
}
