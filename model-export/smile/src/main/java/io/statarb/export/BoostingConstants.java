package io.statarb.export;

import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.model.cart.Loss;
import smile.regression.GradientTreeBoost;
import smile.regression.RegressionTree;

/**
 * The two numbers of gradient boosting that Smile keeps to itself: it predicts {@code intercept +
 * shrinkage * tree1(x) + shrinkage * tree2(x) ...}, added up in this order.
 *
 * <p>A copy of the model, trimmed to one tree, is asked with a tree of ours in that place: one that
 * gives 0 leaves the intercept, and one that gives 2^200 leaves the shrinkage times that power of
 * two, beside which an intercept vanishes. Both are exact.
 *
 * @param intercept where the sum starts
 * @param shrinkage factor of each tree
 */
record BoostingConstants(double intercept, double shrinkage) {
  private static final double HUGE = 0x1p200;

  static BoostingConstants of(GradientTreeBoost model) {
    GradientTreeBoost probe = model.trim(1);
    Tuple row = Tuple.of(model.schema(), new double[model.schema().length()]);
    double intercept = predict(probe, new ConstantTree(0.0), row);
    double shrinkage = predict(probe, new ConstantTree(HUGE), row) / HUGE;
    if (!(Math.abs(intercept) < 0x1p100) || !(shrinkage > 0.0 && shrinkage <= 1.0)) {
      throw new IllegalStateException(
          "Invariant: Smile adds up an intercept and shrunk trees: intercept=%s shrinkage=%s"
              .formatted(intercept, shrinkage));
    }
    return new BoostingConstants(intercept, shrinkage);
  }

  private static double predict(GradientTreeBoost probe, RegressionTree tree, Tuple row) {
    // The array of the trimmed copy: the model itself is not touched.
    probe.trees()[0] = tree;
    return probe.predict(row);
  }

  /** Gives one value for every row. */
  private static final class ConstantTree extends RegressionTree {
    private static final long serialVersionUID = 1L;

    private final double value;

    ConstantTree(double value) {
      super(
          DataFrame.of(new double[][] {{0.0}, {1.0}}, "x0"),
          Loss.ls(new double[] {0.0, 0.0}),
          new StructField("y", DataTypes.DoubleType),
          2,
          2,
          1,
          1,
          null,
          null);
      this.value = value;
    }

    @Override
    public double predict(Tuple row) {
      return value;
    }
  }
}
