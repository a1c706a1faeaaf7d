package io.statarb.baskets;

import io.statarb.linear.Cholesky;
import io.statarb.linear.GeneralisedEigen;
import io.statarb.reversion.HalfLife;
import io.statarb.reversion.Samples;
import io.statarb.statistics.MethodResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A basket of few columns that is as hard to foretell as can be, and so comes back fast (Box and
 * Tiao, A canonical analysis of multiple time series, Biometrika 64, 1977, 355-365; d'Aspremont,
 * Identifying small mean-reverting portfolios, Quantitative Finance 11, 2011, 351-364).
 *
 * <p>Predictability is the share of a basket's variance that the columns one row before foretell in
 * a VAR(1) by least squares: {@code w' M w / w' G w}, G the covariance of the rows but the first,
 * {@code M = C' L^-1 C}, L that of the rows but the last, C of these with the rows after them. From
 * all columns those are left out one at a time whose loss costs least; picking from few to many
 * would miss a basket of three of which no two go together. Chosen on the same rows, a basket looks
 * faster than it is.
 *
 * @param columns indexes of the columns, rising
 * @param weights one a column, in the same order; the largest in size is 1
 * @param predictability of the basket, in [0, 1]
 * @param halfLife of its AR(1)
 */
public record SparseBasket(
    List<Integer> columns, List<Double> weights, double predictability, HalfLife halfLife) {

  /** Leaving out takes the fourth power of the columns. */
  public static final int MOST_COLUMNS = 60;

  /** Copies the lists. */
  public SparseBasket {
    columns = List.copyOf(columns);
    weights = List.copyOf(weights);
  }

  /**
   * Picks a basket.
   *
   * @param levels prices or logarithms, one array a column
   * @param size columns of the basket, from 2 to the number given
   * @throws IllegalArgumentException when a column is a combination of others
   */
  public static SparseBasket of(double[][] levels, int size) {
    if (size < 2 || size > levels.length) {
      throw new IllegalArgumentException(
          "a basket has from 2 to all columns: size=%d columns=%d".formatted(size, levels.length));
    }
    if (levels.length > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "a basket is picked from at most %d columns; cluster them first: columns=%d"
              .formatted(MOST_COLUMNS, levels.length));
    }
    double[][] covariance = covariance(levels, 1, 1);
    double[][] foretold = foretold(levels);
    Candidate best =
        candidate(IntStream.range(0, levels.length).boxed().toList(), foretold, covariance);
    while (best.columns().size() > size) {
      List<List<Integer>> shorter = new ArrayList<>();
      for (Integer column : best.columns()) {
        shorter.add(best.columns().stream().filter(kept -> !kept.equals(column)).toList());
      }
      best = least(shorter, foretold, covariance);
    }
    return basket(levels, best);
  }

  private record Candidate(List<Integer> columns, List<Double> weights, double predictability) {}

  /** The least predictable of several choices of columns; the first of equals. */
  private static Candidate least(
      List<List<Integer>> choices, double[][] foretold, double[][] covariance) {
    return choices.stream()
        .map(columns -> candidate(columns, foretold, covariance))
        .min(Comparator.comparingDouble(Candidate::predictability))
        .orElseThrow();
  }

  private static Candidate candidate(
      List<Integer> columns, double[][] foretold, double[][] covariance) {
    GeneralisedEigen eigen =
        GeneralisedEigen.of(part(foretold, columns), part(covariance, columns));
    int last = columns.size() - 1;
    return new Candidate(columns, MethodResult.list(eigen.vector(last)), eigen.value(last));
  }

  private static SparseBasket basket(double[][] levels, Candidate best) {
    double largest =
        best.weights().stream().max(Comparator.comparingDouble(Math::abs)).orElseThrow();
    List<Double> weights = best.weights().stream().map(weight -> weight / largest).toList();
    double[] basket = new double[levels[0].length];
    for (int i = 0; i < weights.size(); i++) {
      double[] column = levels[best.columns().get(i)];
      for (int t = 0; t < basket.length; t++) {
        basket[t] += weights.get(i) * column[t];
      }
    }
    return new SparseBasket(best.columns(), weights, best.predictability(), HalfLife.of(basket));
  }

  private static double[][] part(double[][] matrix, List<Integer> columns) {
    double[][] part = new double[columns.size()][columns.size()];
    for (int i = 0; i < part.length; i++) {
      for (int j = 0; j < part.length; j++) {
        part[i][j] = matrix[columns.get(i)][columns.get(j)];
      }
    }
    return part;
  }

  /** Covariances of all rows but one from {@code from} on with those from {@code to} on. */
  private static double[][] covariance(double[][] levels, int from, int to) {
    int n = levels.length;
    int rows = levels[0].length - 1;
    double[][] before = new double[n][];
    double[][] after = new double[n][];
    for (int i = 0; i < n; i++) {
      before[i] = deviations(Arrays.copyOfRange(levels[i], from, from + rows));
      after[i] = deviations(Arrays.copyOfRange(levels[i], to, to + rows));
    }
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int t = 0; t < rows; t++) {
          matrix[i][j] += before[i][t] * after[j][t] / rows;
        }
      }
    }
    return matrix;
  }

  private static double[] deviations(double[] values) {
    double mean = Samples.mean(values);
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private static double[][] foretold(double[][] levels) {
    double[][] lagged = covariance(levels, 0, 1);
    Optional<Cholesky> factor = Cholesky.of(covariance(levels, 0, 0));
    if (factor.isEmpty()) {
      throw new IllegalArgumentException("a column is a combination of others");
    }
    int n = lagged.length;
    double[][] half = new double[n][];
    for (int j = 0; j < n; j++) {
      double[] column = new double[n];
      for (int i = 0; i < n; i++) {
        column[i] = lagged[i][j];
      }
      half[j] = factor.get().solveLower(column);
    }
    double[][] foretold = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          foretold[i][j] += half[i][k] * half[j][k];
        }
      }
    }
    return foretold;
  }
}
