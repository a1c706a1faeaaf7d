package io.statarb.export;

import io.statarb.bundle.ValidationRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.regression.DataFrameRegression;
import smile.regression.GradientTreeBoost;
import smile.regression.LinearModel;
import smile.regression.RandomForest;
import smile.regression.RidgeRegression;

/** Seeded rows as float32, a label that depends on them, and models that Smile fits to them. */
final class Fitted {
  static final int COLUMNS = 6;

  final float[] features;
  final double[] label;
  final DataFrame frame;

  private Fitted(float[] features, double[] label) {
    this.features = features;
    this.label = label;
    double[][] table = new double[label.length][COLUMNS + 1];
    for (int i = 0; i < label.length; i++) {
      for (int c = 0; c < COLUMNS; c++) {
        table[i][c] = features[i * COLUMNS + c];
      }
      table[i][COLUMNS] = label[i];
    }
    String[] names =
        IntStream.rangeClosed(0, COLUMNS).mapToObj(c -> "x" + c).toArray(String[]::new);
    names[COLUMNS] = "label";
    this.frame = DataFrame.of(table, names);
  }

  /**
   * Seed of a test: from {@code -Dseed=N}, else given; printed so that a failure can be replayed.
   */
  static long seed(long usual) {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? usual : Long.parseLong(given);
    System.out.println("seed=" + seed);
    return seed;
  }

  /** Rows of which column {@code c} has the scale 10^c. */
  static Fitted of(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] features = new float[rows * COLUMNS];
    double[] label = new double[rows];
    for (int i = 0; i < rows; i++) {
      double signal = 0.0;
      for (int c = 0; c < COLUMNS; c++) {
        double z = random.nextGaussian();
        features[i * COLUMNS + c] = (float) (z * Math.pow(10, c));
        signal += z * (c % 2 == 0 ? 0.2 : -0.1) + (z > 0.5 ? 0.1 : 0.0);
      }
      label[i] = signal + 0.3 * random.nextGaussian();
    }
    return new Fitted(features, label);
  }

  static List<String> names() {
    return IntStream.range(0, COLUMNS).mapToObj(c -> "feature_" + c).toList();
  }

  LinearModel ridge(double lambda) {
    return RidgeRegression.fit(Formula.lhs("label"), frame, lambda);
  }

  GradientTreeBoost boosting(int trees, double shrinkage) {
    MathEx.setSeed(7);
    return GradientTreeBoost.fit(
        Formula.lhs("label"),
        frame,
        new GradientTreeBoost.Options(Loss.ls(), trees, 20, 6, 5, shrinkage, 0.7, null, null));
  }

  RandomForest forest(int trees) {
    return RandomForest.fit(
        Formula.lhs("label"),
        frame,
        new RandomForest.Options(
            trees, 3, 8, 50, 5, 1.0, IntStream.range(0, trees).asLongStream().toArray(), null));
  }

  /** Smile's prediction for any row of numbers. */
  static double predict(DataFrameRegression model, double[] row) {
    double[] withLabel = Arrays.copyOf(row, row.length + 1);
    List<smile.data.type.StructField> fields = new ArrayList<>();
    for (int c = 0; c < row.length; c++) {
      fields.add(new smile.data.type.StructField("x" + c, smile.data.type.DataTypes.DoubleType));
    }
    fields.add(new smile.data.type.StructField("label", smile.data.type.DataTypes.DoubleType));
    return model.predict(Tuple.of(new smile.data.type.StructType(fields), withLabel));
  }

  /** All rows with Smile's predictions. */
  ValidationRows rows(DataFrameRegression model) {
    double[] predictions = new double[label.length];
    double[] row = new double[COLUMNS];
    for (int i = 0; i < label.length; i++) {
      for (int c = 0; c < COLUMNS; c++) {
        row[c] = features[i * COLUMNS + c];
      }
      predictions[i] = predict(model, row);
    }
    return ValidationRows.of(COLUMNS, features, predictions);
  }

  /** A threshold half way between two |predictions| that occur, near their 80 % quantile. */
  static double threshold(ValidationRows rows) {
    double[] sorted =
        IntStream.range(0, rows.rows())
            .mapToDouble(i -> Math.abs(rows.prediction(i)))
            .sorted()
            .distinct()
            .toArray();
    int at = sorted.length * 8 / 10;
    return (sorted[at] + sorted[at + 1]) / 2;
  }

  /** Copies a row, widened to double. */
  void copy(int row, double[] into) {
    for (int c = 0; c < COLUMNS; c++) {
      into[c] = features[row * COLUMNS + c];
    }
  }

  double[] means() {
    double[] means = new double[COLUMNS];
    for (int i = 0; i < features.length; i++) {
      means[i % COLUMNS] += features[i] / label.length;
    }
    return means;
  }

  double[] sds() {
    double[] means = means();
    double[] sds = new double[COLUMNS];
    for (int i = 0; i < features.length; i++) {
      sds[i % COLUMNS] += Math.pow(features[i] - means[i % COLUMNS], 2) / label.length;
    }
    return Arrays.stream(sds).map(Math::sqrt).toArray();
  }
}
