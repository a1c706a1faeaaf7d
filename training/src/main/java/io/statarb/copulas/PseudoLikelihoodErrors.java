package io.statarb.copulas;

import io.statarb.linear.Cholesky;
import io.statarb.statistics.MethodResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Standard errors of the maximum pseudo-likelihood estimator (Genest, Ghoudi and Rivest 1995,
 * section 4): the curvature of the likelihood, and the variance of its score with what the ranks
 * add to it. Derivatives are central differences.
 */
final class PseudoLikelihoodErrors {
  private static final double STEP = 1e-4;

  private PseudoLikelihoodErrors() {}

  /** One a parameter; NaN when the maximum lies on the edge of the family. */
  static List<Double> of(Copula copula, PseudoSample sample) {
    int k = copula.family().parameters();
    int n = sample.rows();
    double[][] scores = new double[k][n];
    double[][] information = new double[k][k];
    for (int p = 0; p < k; p++) {
      Copula up = moved(copula, p, 1, p, 0);
      Copula down = moved(copula, p, -1, p, 0);
      double width = 2 * step(copula, p);
      scores[p] = scores(up, down, width, sample);
      for (int q = 0; q <= p; q++) {
        information[p][q] = curvature(copula, p, q, sample);
        information[q][p] = information[p][q];
      }
    }
    Optional<Cholesky> factor = Cholesky.of(information);
    if (factor.isEmpty()) {
      double[] unknown = new double[k];
      Arrays.fill(unknown, Double.NaN);
      return MethodResult.list(unknown);
    }
    double[][] inverse = factor.get().inverse();
    double[] errors = new double[k];
    for (int p = 0; p < k; p++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double influence = 0;
        for (int q = 0; q < k; q++) {
          influence += inverse[p][q] * scores[q][i];
        }
        sum += influence * influence;
      }
      errors[p] = StrictMath.sqrt(sum) / n;
    }
    return MethodResult.list(errors);
  }

  /** Score of each row with what its ranks add to the scores of others, about their mean. */
  private static double[] scores(Copula up, Copula down, double width, PseudoSample sample) {
    int n = sample.rows();
    double[] scores = new double[n];
    double[] byU = new double[n];
    double[] byV = new double[n];
    for (int i = 0; i < n; i++) {
      double u = sample.u(i);
      double v = sample.v(i);
      double du = STEP * Math.min(u, 1 - u);
      double dv = STEP * Math.min(v, 1 - v);
      scores[i] = (up.logDensity(u, v) - down.logDensity(u, v)) / width;
      byU[i] = (score(up, down, u + du, v) - score(up, down, u - du, v)) / (2 * du * width);
      byV[i] = (score(up, down, u, v + dv) - score(up, down, u, v - dv)) / (2 * dv * width);
    }
    addRankTerms(scores, byU, sample::u);
    addRankTerms(scores, byV, sample::v);
    double mean = Arrays.stream(scores).sum() / n;
    for (int i = 0; i < n; i++) {
      scores[i] -= mean;
    }
    return scores;
  }

  private static double score(Copula up, Copula down, double u, double v) {
    return up.logDensity(u, v) - down.logDensity(u, v);
  }

  /** Adds to each row the mean over all rows of the slope where their rank is not below its own. */
  private static void addRankTerms(double[] scores, double[] slopes, IntToDoubleFunction rank) {
    int[] falling =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -rank.applyAsDouble(i)))
            .mapToInt(Integer::intValue)
            .toArray();
    double sum = 0;
    for (int i : falling) {
      sum += slopes[i];
      scores[i] += sum / scores.length;
    }
  }

  /** Minus the mean second derivative of the log-density in two parameters. */
  private static double curvature(Copula copula, int p, int q, PseudoSample sample) {
    Copula upUp = moved(copula, p, 1, q, 1);
    Copula upDown = moved(copula, p, 1, q, -1);
    Copula downUp = moved(copula, p, -1, q, 1);
    Copula downDown = moved(copula, p, -1, q, -1);
    double sum = 0;
    for (int i = 0; i < sample.rows(); i++) {
      double u = sample.u(i);
      double v = sample.v(i);
      sum += score(upUp, upDown, u, v) - score(downUp, downDown, u, v);
    }
    return -sum / (4 * step(copula, p) * step(copula, q) * sample.rows());
  }

  private static double step(Copula copula, int p) {
    double value = copula.parameters()[p];
    boolean correlation = p == 0 && copula.family().parameterName().equals("rho");
    return STEP * (correlation ? 1 - value * value : Math.max(1e-2, Math.abs(value)));
  }

  private static Copula moved(Copula copula, int p, int pSteps, int q, int qSteps) {
    double[] at = copula.parameters();
    at[p] += pSteps * step(copula, p);
    at[q] += qSteps * step(copula, q);
    double first = copula.family() == CopulaFamily.GUMBEL ? Math.max(1, at[0]) : at[0];
    return copula.family().of(first, at.length > 1 ? at[1] : Double.NaN);
  }
}
