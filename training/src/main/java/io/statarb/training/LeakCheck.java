package io.statarb.training;

import io.statarb.cli.Refusal;
import java.util.List;
import smile.math.MathEx;

/**
 * Refuses a feature that knows its label too well to be known in time.
 *
 * <p>A feature made from the past of a spread that reverts cannot do that: the change of a
 * stationary spread has a correlation of at most {@code sqrt(1/2)} with its level. Ranks are
 * compared, so that a few large moves decide nothing. This catches the blunt leak; the finer ones
 * fail the parity gate, which computes every value again from the tape's past.
 */
final class LeakCheck {
  /** Rank correlation with the label above which a feature is taken for the future. */
  static final double LIMIT = 0.9;

  private LeakCheck() {}

  /**
   * Checks training rows.
   *
   * @param pair name of the pair, for the message
   * @param names names of the features
   * @param rows features, row by row
   * @param labels one per row
   * @throws Refusal naming the feature
   */
  static void check(String pair, List<String> names, double[][] rows, double[] labels) {
    double[] column = new double[rows.length];
    for (int j = 0; j < names.size(); j++) {
      for (int i = 0; i < rows.length; i++) {
        column[i] = rows[i][j];
      }
      double correlation = MathEx.spearman(column, labels);
      if (Math.abs(correlation) > LIMIT) {
        throw Refusal.data(
            "%s: feature %s holds the future: its rank correlation with the label is %.4f over %d rows, the limit %.2f"
                .formatted(pair, names.get(j), correlation, rows.length, LIMIT));
      }
    }
  }
}
