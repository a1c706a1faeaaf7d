package io.statarb.training;

import io.statarb.cli.Refusal;
import io.statarb.export.OnnxExporter;
import java.util.Arrays;
import java.util.List;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.LinearModel;
import smile.regression.RidgeRegression;

/** Smile's ridge regression on features standardised with the mean and sd of the training rows. */
final class RidgeModel implements SpreadModel {
  private static final String LABEL = "label";

  private final LinearModel model;
  private final double[] mean;
  private final double[] sd;

  /** Columns that vary in the training rows; the others say nothing and have no coefficient. */
  private final int[] active;

  private final double[] standardised;

  private RidgeModel(LinearModel model, double[] mean, double[] sd, int[] active) {
    this.model = model;
    this.mean = mean;
    this.sd = sd;
    this.active = active;
    this.standardised = new double[active.length];
  }

  /**
   * Fits a model.
   *
   * @param rows features, row by row
   * @param labels one per row
   * @throws Refusal when OpenBLAS is missing or no feature varies
   */
  static RidgeModel fit(double[][] rows, double[] labels, double lambda) {
    int columns = rows[0].length;
    double[] mean = new double[columns];
    double[] sd = new double[columns];
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[j];
      }
      mean[j] = sum / rows.length;
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[j] - mean[j]) * (row[j] - mean[j]);
      }
      sd[j] = StrictMath.sqrt(squares / rows.length);
    }
    int[] active = new int[columns];
    int count = 0;
    for (int j = 0; j < columns; j++) {
      // Less than this is the rounding of a constant, not a variation.
      if (sd[j] > 1e-12 * Math.max(1e-12, Math.abs(mean[j]))) {
        active[count++] = j;
      } else {
        sd[j] = 1;
      }
    }
    if (count == 0) {
      throw Refusal.data("no feature varies in the training rows: rows=" + rows.length);
    }
    active = Arrays.copyOf(active, count);
    double[][] table = new double[rows.length][count + 1];
    String[] names = new String[count + 1];
    names[count] = LABEL;
    for (int c = 0; c < count; c++) {
      int j = active[c];
      names[c] = "x" + j;
      for (int i = 0; i < rows.length; i++) {
        table[i][c] = (rows[i][j] - mean[j]) / sd[j];
      }
    }
    for (int i = 0; i < rows.length; i++) {
      table[i][count] = labels[i];
    }
    try {
      LinearModel model =
          RidgeRegression.fit(Formula.lhs(LABEL), DataFrame.of(table, names), lambda);
      return new RidgeModel(model, mean, sd, active);
    } catch (LinkageError e) {
      throw Refusal.machine(
          "OpenBLAS cannot be loaded, which ridge regression needs: libopenblas.so must be on LD_LIBRARY_PATH"
              + " (the launcher puts it there): "
              + e.getMessage());
    }
  }

  @Override
  public double score(double[] features) {
    for (int c = 0; c < active.length; c++) {
      int j = active[c];
      standardised[c] = (features[j] - mean[j]) / sd[j];
    }
    return model.predict(standardised);
  }

  @Override
  public byte[] toOnnx(List<String> featureNames) {
    double[] coefficients = new double[mean.length];
    for (int c = 0; c < active.length; c++) {
      coefficients[active[c]] = model.coefficients().get(c);
    }
    return OnnxExporter.ridge(coefficients, model.intercept(), mean, sd, featureNames);
  }
}
