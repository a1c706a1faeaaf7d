package io.statarb.training;

import io.statarb.export.OnnxExporter;
import java.util.ArrayList;
import java.util.List;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.regression.GradientTreeBoost;

/**
 * Smile's gradient boosted regression trees (Friedman 2001, Annals of Statistics 29, 1189-1232)
 * with squared loss and no subsampling, so that a model of fewer trees is the beginning of one of
 * more.
 */
final class BoostedModel implements SpreadModel {
  private static final String LABEL = "label";

  /** Deeper than the leaves allowed can reach. */
  private static final int MAX_DEPTH = 20;

  /** A leaf holds at least this fraction of the rows: fewer rows fit noise. */
  private static final double MIN_LEAF = 0.005;

  private static final int MIN_LEAF_ROWS = 5;

  private final GradientTreeBoost model;
  private final StructType schema;

  private BoostedModel(GradientTreeBoost model, StructType schema) {
    this.model = model;
    this.schema = schema;
  }

  /**
   * Fits candidates that differ in the number of trees only, the largest once.
   *
   * @param rows features, row by row
   * @param labels one per row
   * @param candidates at least one; leaves and shrinkage are those of the first
   * @param seed Smile draws a permutation even where it uses all rows
   * @return one model per candidate, in order
   */
  static List<SpreadModel> fit(
      double[][] rows, double[] labels, List<Candidate.Boosting> candidates, long seed) {
    int columns = rows[0].length;
    String[] names = new String[columns + 1];
    double[][] table = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      table[i] = java.util.Arrays.copyOf(rows[i], columns + 1);
      table[i][columns] = labels[i];
    }
    for (int j = 0; j < columns; j++) {
      names[j] = "x" + j;
    }
    names[columns] = LABEL;
    Candidate.Boosting first = candidates.getFirst();
    int most = candidates.stream().mapToInt(Candidate.Boosting::trees).max().orElseThrow();
    DataFrame frame = DataFrame.of(table, names);
    MathEx.setSeed(seed);
    GradientTreeBoost largest =
        GradientTreeBoost.fit(
            Formula.lhs(LABEL),
            frame,
            new GradientTreeBoost.Options(
                Loss.ls(),
                most,
                MAX_DEPTH,
                first.leaves(),
                Math.max(MIN_LEAF_ROWS, (int) (MIN_LEAF * rows.length)),
                first.shrinkage(),
                1.0,
                null,
                null));
    List<SpreadModel> models = new ArrayList<>();
    for (Candidate.Boosting candidate : candidates) {
      GradientTreeBoost model =
          candidate.trees() == most ? largest : largest.trim(candidate.trees());
      models.add(new BoostedModel(model, frame.schema()));
    }
    return List.copyOf(models);
  }

  @Override
  public double score(double[] features) {
    // The schema has the label as its last column, which no prediction reads.
    return model.predict(Tuple.of(schema, java.util.Arrays.copyOf(features, features.length + 1)));
  }

  @Override
  public byte[] toOnnx(List<String> featureNames) {
    return OnnxExporter.gradientTreeBoost(model, featureNames);
  }
}
