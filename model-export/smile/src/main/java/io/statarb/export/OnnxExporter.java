package io.statarb.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.statarb.scoring.OnnxScorer;
import java.util.Arrays;
import java.util.List;
import smile.model.cart.CART;
import smile.regression.GradientTreeBoost;
import smile.regression.LinearModel;
import smile.regression.RandomForest;

/**
 * Smile models as ONNX graphs. Linear models keep their standardisation inside the graph; trees
 * become one {@code TreeEnsemble} of ai.onnx.ml 5, whose float64 splits and weights make ONNX
 * Runtime branch and add up as Smile does, bit for bit.
 */
public final class OnnxExporter {
  private OnnxExporter() {}

  /**
   * A linear model of standardised features, in float64: {@code score = intercept + sum
   * coefficients[i] * (x[i] - mean[i]) / sd[i]}.
   *
   * @param coefficients weights of the standardised features
   * @param intercept score of the mean
   * @param mean means of the features
   * @param sd standard deviations of the features; 0, of a constant column, counts as 1
   * @param featureNames names of the columns in order
   * @return the model's bytes
   */
  public static byte[] ridge(
      double[] coefficients,
      double intercept,
      double[] mean,
      double[] sd,
      List<String> featureNames) {
    return ridge(coefficients, intercept, mean, sd, featureNames, Precision.FLOAT64);
  }

  /** The same in a precision of choice. */
  public static byte[] ridge(
      double[] coefficients,
      double intercept,
      double[] mean,
      double[] sd,
      List<String> featureNames,
      Precision precision) {
    int k = featureNames.size();
    if (coefficients.length != k || mean.length != k || sd.length != k) {
      throw new IllegalArgumentException(
          "one coefficient, mean and sd per feature: coefficients=%d mean=%d sd=%d features=%d"
              .formatted(coefficients.length, mean.length, sd.length, k));
    }
    DataType type = precision == Precision.FLOAT64 ? DataType.DOUBLE : DataType.FLOAT;
    double[] divisor = Arrays.stream(sd).map(s -> s == 0.0 ? 1.0 : s).toArray();
    OnnxGraph graph = new OnnxGraph("ridge", featureNames);
    graph.constant("mean", type, new long[] {1, k}, mean);
    graph.constant("sd", type, new long[] {1, k}, divisor);
    graph.constant("coefficients", type, new long[] {k, 1}, coefficients);
    graph.constant("intercept", type, new long[] {1}, new double[] {intercept});
    String x = OnnxScorer.INPUT;
    if (precision == Precision.FLOAT64) {
      graph.cast("features_float64", x, DataType.DOUBLE);
      x = "features_float64";
    }
    graph.node("Sub", "centred", x, "mean");
    graph.node("Div", "standardised", "centred", "sd");
    graph.node("MatMul", "weighted", "standardised", "coefficients");
    if (precision == Precision.FLOAT64) {
      graph.node("Add", OnnxScorer.OUTPUT, "weighted", "intercept");
    } else {
      graph.node("Add", "score_float32", "weighted", "intercept");
      graph.cast(OnnxScorer.OUTPUT, "score_float32", DataType.DOUBLE);
    }
    return graph.toBytes();
  }

  /**
   * A Smile linear model fitted on raw features (Smile's ridge standardises by itself and gives the
   * coefficients back in raw units).
   *
   * @param model the model
   * @param mean what the graph subtracts from each feature; the result does not depend on it but
   *     for rounding
   * @param sd what it divides each feature by
   * @param featureNames names of the columns in the model's order
   * @param precision in what the graph works
   * @return the model's bytes
   */
  public static byte[] ridge(
      LinearModel model,
      double[] mean,
      double[] sd,
      List<String> featureNames,
      Precision precision) {
    double[] raw = model.coefficients().toArray(new double[featureNames.size()]);
    double[] scaled = new double[raw.length];
    double intercept = model.intercept();
    for (int i = 0; i < raw.length; i++) {
      scaled[i] = raw[i] * (sd[i] == 0.0 ? 1.0 : sd[i]);
      intercept += raw[i] * mean[i];
    }
    return ridge(scaled, intercept, mean, sd, featureNames, precision);
  }

  /**
   * Gradient boosted trees.
   *
   * @param model the model, fitted on the features alone, all of them numbers
   * @param featureNames names of the columns in the model's order
   * @return the model's bytes
   */
  public static byte[] gradientTreeBoost(GradientTreeBoost model, List<String> featureNames) {
    BoostingConstants constants = BoostingConstants.of(model);
    TreeTable table = new TreeTable(featureNames.size());
    // Smile starts its sum at the intercept; so does a first tree that always gives it.
    table.addConstant(constants.intercept());
    for (CART tree : model.trees()) {
      table.add(tree, output -> constants.shrinkage() * output);
    }
    return trees("gradient-boosting", table, featureNames);
  }

  /**
   * A random forest. Smile divides the sum of the trees by their number, which is done here too.
   *
   * @param model the model, fitted on the features alone, all of them numbers
   * @param featureNames names of the columns in the model's order
   * @return the model's bytes
   */
  public static byte[] randomForest(RandomForest model, List<String> featureNames) {
    TreeTable table = new TreeTable(featureNames.size());
    for (CART tree : model.trees()) {
      table.add(tree, output -> output);
    }
    OnnxGraph graph = new OnnxGraph("random-forest", featureNames);
    graph.constant("tree_count", DataType.DOUBLE, new long[] {1}, new double[] {model.size()});
    graph.cast("features_float64", OnnxScorer.INPUT, DataType.DOUBLE);
    graph.trees("sum", "features_float64", table.attributes());
    graph.node("Div", OnnxScorer.OUTPUT, "sum", "tree_count");
    return graph.toBytes();
  }

  private static byte[] trees(String kind, TreeTable table, List<String> featureNames) {
    OnnxGraph graph = new OnnxGraph(kind, featureNames);
    graph.cast("features_float64", OnnxScorer.INPUT, DataType.DOUBLE);
    graph.trees(OnnxScorer.OUTPUT, "features_float64", table.attributes());
    return graph.toBytes();
  }
}
