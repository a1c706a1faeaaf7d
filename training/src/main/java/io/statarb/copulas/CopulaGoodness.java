package io.statarb.copulas;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Whether a family fits: the Cramer-von Mises distance of the empirical copula from the fitted one,
 * and its p-value by parametric bootstrap (Genest, Remillard and Beaudoin, Goodness-of-fit tests
 * for copulas: a review and a power study, Insurance: Mathematics and Economics 44, 2009, 199-213).
 *
 * <p>Null hypothesis: the copula belongs to the family. The parameter is refitted by inverting tau
 * in the sample and in each replication; degrees of freedom are held.
 *
 * @param statistic sum over the rows of the squared distance
 * @param pValue share of replications with a larger statistic, (k + 1/2) / (replications + 1)
 * @param replications that could be fitted
 */
public record CopulaGoodness(double statistic, double pValue, int replications) {

  /**
   * Tests.
   *
   * @param freedom degrees of freedom of the t copula; of no use to the others
   * @param replications at least 1
   * @return empty when the family has no member with the sample's tau
   */
  public static Optional<CopulaGoodness> test(
      CopulaFamily family, PseudoSample sample, double freedom, int replications, long seed) {
    return CopulaFit.byTau(family, sample, freedom)
        .map(fit -> test(fit.copula(), sample, freedom, replications, seed));
  }

  private static CopulaGoodness test(
      Copula copula, PseudoSample sample, double freedom, int replications, long seed) {
    double statistic = distance(copula, sample);
    SplittableRandom random = new SplittableRandom(seed);
    int larger = 0;
    int fitted = 0;
    for (int replication = 0; replication < replications; replication++) {
      double[][] draw = copula.sample(random, sample.rows());
      PseudoSample drawn = PseudoSample.of(draw[0], draw[1]);
      Optional<Double> parameter = copula.family().inverseTau(drawn.tau());
      if (parameter.isPresent()) {
        fitted++;
        Copula refitted = copula.family().of(parameter.get(), freedom);
        larger += distance(refitted, drawn) > statistic ? 1 : 0;
      }
    }
    return new CopulaGoodness(statistic, (larger + 0.5) / (fitted + 1), fitted);
  }

  /** The statistic of a copula and a sample. */
  static double distance(Copula copula, PseudoSample sample) {
    double[] empirical = sample.empirical();
    double sum = 0;
    for (int i = 0; i < empirical.length; i++) {
      double difference = empirical[i] - copula.cdf(sample.u(i), sample.v(i));
      sum += difference * difference;
    }
    return sum;
  }
}
