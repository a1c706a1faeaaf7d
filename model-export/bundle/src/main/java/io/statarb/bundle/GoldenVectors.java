package io.statarb.bundle;

import io.statarb.cli.Refusal;
import io.statarb.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which the score is known, run whenever a bundle is opened: real validation rows, those
 * nearest the threshold among them, and rows at the edges of float32.
 *
 * @param pair name of the pair
 * @param threshold threshold on |score|
 * @param features names of the columns
 * @param vectors the rows
 */
record GoldenVectors(
    String pair, double threshold, List<String> features, List<GoldenVector> vectors) {
  /** Least number of vectors of a model. */
  static final int MIN_VECTORS = 1_000;

  /**
   * Largest difference from the recorded score, relative above 1. On the machine that made the
   * bundle the bits are equal; another one may add up a product in another order (its vectors are
   * wider), which moves a float64 sum by some 1e-16. Far below any distance that matters, far above
   * that.
   */
  private static final double TOLERANCE = 1e-9;

  private static final int SPREAD_ROWS = 800;
  private static final int THRESHOLD_ROWS = 200;
  private static final float[] EDGES = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    1f,
    -1f,
    1e6f,
    -1e6f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  GoldenVectors {
    features = List.copyOf(features);
    vectors = List.copyOf(vectors);
  }

  /** Chooses rows and records what the scorer gives; made up rows come from the seed. */
  static GoldenVectors record(
      String pair,
      double threshold,
      List<String> features,
      ValidationRows rows,
      Scorer scorer,
      long seed) {
    List<GoldenVector> vectors = new ArrayList<>();
    int[] chosen = chooseRows(rows, threshold);
    for (int row : chosen) {
      double[] input = new double[rows.columns()];
      rows.copyRow(row, input);
      vectors.add(vector(input, scorer, rows.prediction(row)));
    }
    for (float edge : EDGES) {
      double[] all = new double[rows.columns()];
      Arrays.fill(all, edge);
      vectors.add(vector(all, scorer, null));
      for (int c = 0; c < rows.columns(); c++) {
        double[] one = new double[rows.columns()];
        one[c] = edge;
        vectors.add(vector(one, scorer, null));
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    while (vectors.size() < MIN_VECTORS) {
      double[] mixed = new double[rows.columns()];
      for (int c = 0; c < mixed.length; c++) {
        mixed[c] = rows.rows() == 0 ? 0.0 : rows.feature(random.nextInt(rows.rows()), c);
      }
      vectors.add(vector(mixed, scorer, null));
    }
    return new GoldenVectors(pair, threshold, features, vectors);
  }

  /**
   * Runs all vectors.
   *
   * @return how many gave the very bits that were recorded
   * @throws Refusal at the first that does not agree
   */
  int verify(String file, Scorer scorer) {
    if (vectors.size() < MIN_VECTORS) {
      throw Refusal.data(
          "%s holds too few golden vectors: vectors=%d needed=%d"
              .formatted(file, vectors.size(), MIN_VECTORS));
    }
    int bitEqual = 0;
    for (int i = 0; i < vectors.size(); i++) {
      GoldenVector vector = vectors.get(i);
      if (vector.input().size() != features.size()) {
        throw Refusal.data(
            "%s vector %d does not fit the features: values=%d features=%d"
                .formatted(file, i, vector.input().size(), features.size()));
      }
      double score = scorer.score(vector.row());
      if (!Double.isFinite(score)) {
        throw Refusal.data(
            "%s vector %d gives no finite score: pair=%s score=%s recorded=%s"
                .formatted(file, i, pair, score, vector.score()));
      }
      double difference = Math.abs(score - vector.score());
      // Written so that NaN fails.
      if (!(difference <= TOLERANCE * Math.max(1.0, Math.abs(vector.score())))
          || decision(score, threshold) != decision(vector.score(), threshold)) {
        throw Refusal.data(
            "%s vector %d does not give its score: pair=%s score=%s recorded=%s"
                .formatted(file, i, pair, score, vector.score()));
      }
      if (Double.doubleToRawLongBits(score) == Double.doubleToRawLongBits(vector.score())) {
        bitEqual++;
      }
    }
    return bitEqual;
  }

  /** The sign of a score where |score| is at least the threshold, else 0. */
  static int decision(double score, double threshold) {
    return Math.abs(score) >= threshold ? (int) Math.signum(score) : 0;
  }

  private static GoldenVector vector(double[] input, Scorer scorer, @Nullable Double fitted) {
    double score = scorer.score(input);
    if (!Double.isFinite(score)) {
      throw Refusal.data(
          "the model gives no finite score on a finite row: score=%s row=%s"
              .formatted(score, Arrays.toString(input)));
    }
    return new GoldenVector(Arrays.stream(input).boxed().toList(), score, fitted);
  }

  private static int[] chooseRows(ValidationRows rows, double threshold) {
    int n = rows.rows();
    if (n <= SPREAD_ROWS) {
      return IntStream.range(0, n).toArray();
    }
    IntStream spread = IntStream.range(0, SPREAD_ROWS).map(i -> (int) ((long) i * n / SPREAD_ROWS));
    IntStream nearest =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    row -> Math.abs(Math.abs(rows.prediction(row)) - threshold)))
            .limit(THRESHOLD_ROWS)
            .mapToInt(Integer::intValue);
    return IntStream.concat(spread, nearest).sorted().distinct().toArray();
  }
}
