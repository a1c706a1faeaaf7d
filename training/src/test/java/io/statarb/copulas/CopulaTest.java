package io.statarb.copulas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.training.Seeds;
import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopulaTest {

  // statsmodels 0.15.0 (Clayton, Gumbel, Frank: pdf and cdf), scipy (multivariate_normal and
  // multivariate_t; the t copula's distribution by scipy's quad of the conditional).
  @ParameterizedTest
  @CsvSource({
    "CLAYTON, 0.5, , 0.3, 0.6, 0.9783977948174882, 0.22318576009630528",
    "CLAYTON, 2, , 0.05, 0.02, 6.629804412001634, 0.018572736289716184",
    "CLAYTON, 8, , 0.9, 0.95, 4.039911210211084, 0.8780496599075965",
    "GUMBEL, 1.2, , 0.9, 0.95, 1.889441207946813, 0.868273989066535",
    "GUMBEL, 2, , 0.3, 0.6, 0.9531214979609349, 0.2703985494048813",
    "GUMBEL, 5, , 0.05, 0.02, 7.752335988331663, 0.01658500381206158",
    "FRANK, -4, , 0.3, 0.6, 1.328456217069081, 0.09009528486715404",
    "FRANK, -4, , 0.05, 0.02, 0.09867652955031894, 8.599557614491175e-05",
    "FRANK, 3, , 0.9, 0.95, 2.17526326629875, 0.8629113715968788",
    "FRANK, 12, , 0.05, 0.02, 6.343087553914404, 0.008435535490476952",
    "GAUSSIAN, -0.5, , 0.3, 0.6, 1.1922963593353788, 0.10810931317508182",
    "GAUSSIAN, -0.5, , 0.05, 0.02, 0.0383062887003027, 1.1501978084416109e-05",
    "GAUSSIAN, 0.4, , 0.9, 0.95, 1.967732788334181, 0.8655596298683277",
    "GAUSSIAN, 0.95, , 0.05, 0.02, 7.659035397430731, 0.018967917668561096",
    "STUDENT, -0.5, 3, 0.3, 0.6, 1.3552510827819801, 0.10677864294447549",
    "STUDENT, 0.4, 6.5, 0.05, 0.02, 3.310406163125656, 0.006713175158793287",
    "STUDENT, 0.95, 3, 0.9, 0.95, 3.2839099451717386, 0.8977169771345559"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.PEER,
      source = "statsmodels, scipy")
  void shouldGiveTheDensityAndDistributionOfStatsmodelsAndScipy(
      CopulaFamily family,
      double parameter,
      Double freedom,
      double u,
      double v,
      double density,
      double distribution) {
    Copula copula = family.of(parameter, freedom == null ? Double.NaN : freedom);

    assertThat(Math.exp(copula.logDensity(u, v))).isCloseTo(density, within(1e-8 * density));
    assertThat(copula.cdf(u, v)).isCloseTo(distribution, within(2e-8));
  }

  /**
   * R 4.0.3, copula 1.0-0, dCopula and pCopula of ten points, as printed in statsmodels'
   * copula_r_tests.rst: seven or eight decimals.
   */
  @ParameterizedTest
  @CsvSource({
    "CLAYTON, 1.2, , 0.33706249, 0.6075078, 1.0119836, 0.28520375",
    "CLAYTON, 1.2, , 0.62232507, 0.06241089, 0.2072728, 0.06101690",
    "CLAYTON, 1.2, , 0.2001457, 0.54027684, 0.8148839, 0.17703377",
    "CLAYTON, 1.2, , 0.77166391, 0.40610225, 0.9481976, 0.36848218",
    "CLAYTON, 1.2, , 0.98534253, 0.99212789, 2.1419659, 0.97772088",
    "CLAYTON, 1.2, , 0.72755898, 0.25913165, 0.6828507, 0.24082057",
    "CLAYTON, 1.2, , 0.05943888, 0.61044613, 0.2040454, 0.05811908",
    "CLAYTON, 1.2, , 0.0962475, 0.67585563, 0.2838497, 0.09343934",
    "CLAYTON, 1.2, , 0.35496733, 0.79584436, 0.8197787, 0.33012582",
    "CLAYTON, 1.2, , 0.44513594, 0.23050014, 1.1096360, 0.18738753",
    "GUMBEL, 1.5, , 0.33706249, 0.6075078, 1.0391696, 0.27194634",
    "GUMBEL, 1.5, , 0.62232507, 0.06241089, 0.6539579, 0.05484380",
    "GUMBEL, 1.5, , 0.2001457, 0.54027684, 0.9878446, 0.15668190",
    "GUMBEL, 1.5, , 0.77166391, 0.40610225, 0.8679504, 0.37098420",
    "GUMBEL, 1.5, , 0.98534253, 0.99212789, 16.6030932, 0.98176346",
    "GUMBEL, 1.5, , 0.72755898, 0.25913165, 0.7542073, 0.23422865",
    "GUMBEL, 1.5, , 0.05943888, 0.61044613, 0.6668307, 0.05188260",
    "GUMBEL, 1.5, , 0.0962475, 0.67585563, 0.6275887, 0.08659615",
    "GUMBEL, 1.5, , 0.35496733, 0.79584436, 0.7477991, 0.33086960",
    "GUMBEL, 1.5, , 0.44513594, 0.23050014, 1.1564864, 0.15803914",
    "FRANK, 3, , 0.33706249, 0.6075078, 0.9646599, 0.27467496",
    "FRANK, 3, , 0.62232507, 0.06241089, 0.5627195, 0.05492539",
    "FRANK, 3, , 0.2001457, 0.54027684, 0.8941964, 0.15995939",
    "FRANK, 3, , 0.77166391, 0.40610225, 0.8364614, 0.36750702",
    "FRANK, 3, , 0.98534253, 0.99212789, 2.9570945, 0.97782283",
    "FRANK, 3, , 0.72755898, 0.25913165, 0.6665601, 0.23412757",
    "FRANK, 3, , 0.05943888, 0.61044613, 0.5779906, 0.05196265",
    "FRANK, 3, , 0.0962475, 0.67585563, 0.5241333, 0.08676979",
    "FRANK, 3, , 0.35496733, 0.79584436, 0.7156741, 0.32803721",
    "FRANK, 3, , 0.44513594, 0.23050014, 1.1074024, 0.16320730",
    "GAUSSIAN, 0.8, , 0.33706249, 0.6075078, 1.03308741, 0.31906854",
    "GAUSSIAN, 0.8, , 0.62232507, 0.06241089, 0.06507279, 0.06230196",
    "GAUSSIAN, 0.8, , 0.2001457, 0.54027684, 0.72896012, 0.19284669",
    "GAUSSIAN, 0.8, , 0.77166391, 0.40610225, 0.65389439, 0.39952707",
    "GAUSSIAN, 0.8, , 0.98534253, 0.99212789, 16.45012399, 0.98144792",
    "GAUSSIAN, 0.8, , 0.72755898, 0.25913165, 0.34813218, 0.25677003",
    "GAUSSIAN, 0.8, , 0.05943888, 0.61044613, 0.06768115, 0.05932818",
    "GAUSSIAN, 0.8, , 0.0962475, 0.67585563, 0.08168840, 0.09605404",
    "GAUSSIAN, 0.8, , 0.35496733, 0.79584436, 0.40521741, 0.35211017",
    "GAUSSIAN, 0.8, , 0.44513594, 0.23050014, 1.26723470, 0.20885480",
    "STUDENT, 0.8, 2, 0.33706249, 0.6075078, 0.8303065, 0.31140349",
    "STUDENT, 0.8, 2, 0.62232507, 0.06241089, 0.1359839, 0.05942746",
    "STUDENT, 0.8, 2, 0.2001457, 0.54027684, 0.5157746, 0.18548601",
    "STUDENT, 0.8, 2, 0.77166391, 0.40610225, 0.4776421, 0.39143974",
    "STUDENT, 0.8, 2, 0.98534253, 0.99212789, 26.2173959, 0.98347259",
    "STUDENT, 0.8, 2, 0.72755898, 0.25913165, 0.3070661, 0.24894028",
    "STUDENT, 0.8, 2, 0.05943888, 0.61044613, 0.1349173, 0.05653947",
    "STUDENT, 0.8, 2, 0.0962475, 0.67585563, 0.1597064, 0.09210693",
    "STUDENT, 0.8, 2, 0.35496733, 0.79584436, 0.3303230, 0.34447385",
    "STUDENT, 0.8, 2, 0.44513594, 0.23050014, 1.0482301, 0.20429882"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.PUBLISHED,
      source = "R, copula")
  void shouldGiveTheDensityAndDistributionThatRPrints(
      CopulaFamily family,
      double parameter,
      Double freedom,
      double u,
      double v,
      double density,
      double distribution) {
    Copula copula = family.of(parameter, freedom == null ? Double.NaN : freedom);

    assertThat(Math.exp(copula.logDensity(u, v))).isCloseTo(density, within(5.1e-8));
    assertThat(copula.cdf(u, v)).isCloseTo(distribution, within(5.1e-9));
  }

  // ArbitrageLab 1.0, as printed in test_copulas.py: C(u, v) where a second u is given, c and
  // h(u|v) at (0.5,
  // 0.7).
  @ParameterizedTest
  @CsvSource({
    "GUMBEL, 2, , 0.7, 0.5, 0.458621, 1.21699, 0.299774",
    "FRANK, 10, , 0.5, 0.7, 0.487979, 1.06418, 0.119203",
    "CLAYTON, 2, , 0.7, 0.5, 0.445399, 1.22649, 0.257605",
    "GAUSSIAN, 0.25, , 0.5, 0.7, 0.384944, 1.023371665778, 0.446148",
    "STUDENT, 0.25, 5, 0.3, 0.7, 0.23534923332657925, 1.09150554, 0.4415184293094455"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.PUBLISHED,
      source = "ArbitrageLab")
  void shouldGiveTheNumbersOfArbitrageLab(
      CopulaFamily family,
      double parameter,
      Double freedom,
      double u,
      double v,
      double distribution,
      double density,
      double conditional) {
    Copula copula = family.of(parameter, freedom == null ? Double.NaN : freedom);

    assertThat(copula.cdf(u, v)).isCloseTo(distribution, within(5e-6));
    assertThat(Math.exp(copula.logDensity(0.5, 0.7))).isCloseTo(density, within(5e-6));
    assertThat(copula.conditional(0.5, 0.7)).isCloseTo(conditional, within(5e-6));
  }

  // Frank: 1 - 4 / theta (1 - D(theta)) by scipy's quad; the others by arithmetic. The last three:
  // ArbitrageLab 1.0, test_ml_theta_hat, three families for the tau of BKD and ESC.
  @ParameterizedTest
  @CsvSource({
    "FRANK, 0.01, 0.0011111099999396856",
    "FRANK, 0.5, 0.0554172543248459",
    "FRANK, 3, 0.3072469594307238",
    "FRANK, -4, -0.3881480212979379",
    "FRANK, 12, 0.7123570608847691",
    "FRANK, 50, 0.9226318945069572",
    "FRANK, 2, 0.21389456921960",
    "CLAYTON, 2, 0.5",
    "GUMBEL, 2, 0.5",
    "GAUSSIAN, 0.5, 0.3333333333333333",
    "STUDENT, -0.5, -0.3333333333333333",
    "GUMBEL, 4.823917032678924, 0.7926995855804225",
    "CLAYTON, 7.6478340653578485, 0.7926995855804225",
    "FRANK, 17.479858671919537, 0.7926995855804225"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.PEER,
      source = "scipy, ArbitrageLab")
  void shouldTurnParametersIntoTauAndBack(CopulaFamily family, double parameter, double tau) {
    assertThat(family.of(parameter, 4).tau()).isCloseTo(tau, within(1e-9));
    assertThat(family.inverseTau(tau).orElseThrow()).isCloseTo(parameter, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 0.7",
    "GAUSSIAN, -0.3",
    "STUDENT, 0.6",
    "STUDENT, -0.8",
    "CLAYTON, 3",
    "GUMBEL, 2.5",
    "FRANK, 6",
    "FRANK, -6"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.SECOND_FORMULA)
  void shouldBeTheDerivativesAndIntegralsOfEachOther(CopulaFamily family, double parameter) {
    Copula copula = family.of(parameter, 4);
    GaussIntegrator legendre = new GaussIntegratorFactory().legendre(80, 0.2, 0.55);
    double step = 1e-4;
    for (double u : new double[] {0.1, 0.35, 0.8}) {
      for (double v : new double[] {0.25, 0.5, 0.9}) {
        double slope = (copula.cdf(u, v + step) - copula.cdf(u, v - step)) / (2 * step);
        assertThat(copula.conditional(u, v)).isCloseTo(slope, within(1e-5));
        double density =
            (copula.conditional(u + step, v) - copula.conditional(u - step, v)) / (2 * step);
        assertThat(Math.exp(copula.logDensity(u, v)))
            .isCloseTo(density, within(1e-5 * density + 1e-6));
      }
      double from = copula.cdf(u, 0.2);
      double integral = legendre.integrate(v -> copula.conditional(u, v));
      assertThat(copula.cdf(u, 0.55)).isCloseTo(from + integral, within(1e-8));
    }
    for (double p : new double[] {0.01, 0.4, 0.97}) {
      assertThat(copula.conditional(copula.inverseConditional(p, 0.3), 0.3))
          .isCloseTo(p, within(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 0.9999",
    "STUDENT, 0.999",
    "CLAYTON, 99",
    "GUMBEL, 99",
    "FRANK, 190",
    "FRANK, -190"
  })
  void shouldStayFiniteInTheCornersOfStrongDependence(CopulaFamily family, double parameter) {
    Copula copula = family.of(parameter, 2);
    for (double u : new double[] {1e-6, 0.5, 1 - 1e-6}) {
      for (double v : new double[] {1e-6, 0.5, 1 - 1e-6}) {
        assertThat(copula.logDensity(u, v)).isFinite();
        assertThat(copula.conditional(u, v)).isBetween(0.0, 1 + 1e-12);
        assertThat(copula.cdf(u, v)).isBetween(0.0, Math.min(u, v) + 1e-9);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GAUSSIAN, 0.6", "STUDENT, 0.6", "CLAYTON, 2", "GUMBEL, 2", "FRANK, -5"})
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.TRUTH)
  void shouldDrawWhatItsDistributionSays(CopulaFamily family, double parameter) {
    Copula copula = family.of(parameter, 4);
    int rows = 20_000;
    double[][] draw = copula.sample(new SplittableRandom(Seeds.seed()), rows);

    for (double u : new double[] {0.1, 0.5, 0.8}) {
      for (double v : new double[] {0.2, 0.6}) {
        long below = 0;
        for (int i = 0; i < rows; i++) {
          below += draw[0][i] <= u && draw[1][i] <= v ? 1 : 0;
        }
        double expected = copula.cdf(u, v);
        double error = Math.sqrt(expected * (1 - expected) / rows);
        assertThat((double) below / rows).isCloseTo(expected, within(4.5 * error));
      }
    }
  }

  // scipy.stats.t.ppf.
  @ParameterizedTest
  @CsvSource({
    "1, 0.001, -318.30883898555044",
    "2.5, 0.5, 0",
    "4.39, 0.975, 2.6818230731542574",
    "30, 0.9999, 4.23398595727206",
    "100, 0.3, -0.5260762706003465"
  })
  void shouldGiveTheQuantilesOfScipy(double freedom, double p, double quantile) {
    double found = new StudentCopula(0, freedom).quantile(p);

    assertThat(found).isCloseTo(quantile, within(1e-10 * Math.abs(quantile)));
    assertThat(
            new org.apache.commons.math3.distribution.TDistribution(null, freedom)
                .cumulativeProbability(found))
        .isCloseTo(p, within(1e-13));
  }

  @Test
  void shouldRefuseParametersOutsideTheFamily() {
    assertThatThrownBy(() -> new ClaytonCopula(0))
        .hasMessage("theta of Clayton must be above 0: theta=0.0");
    assertThatThrownBy(() -> new GumbelCopula(0.9)).hasMessageContaining("theta=0.9");
    assertThatThrownBy(() -> new GaussianCopula(1)).hasMessage("rho must be in (-1, 1): rho=1.0");
    assertThatThrownBy(() -> new StudentCopula(0.5, Double.NaN))
        .hasMessageContaining("degrees of freedom must be above 0");
    assertThat(CopulaFamily.CLAYTON.inverseTau(-0.1)).isEmpty();
    assertThat(CopulaFamily.GUMBEL.inverseTau(-0.1)).isEmpty();
  }

  /**
   * Dunnett, A multiple comparison procedure, JASA 50, 1955, 1096-1121, table 1a: two treatments
   * and a control, so a correlation of 1/2; both are below d with probability 0.95. d has two
   * decimals.
   */
  @ParameterizedTest
  @CsvSource({
    "STUDENT, 5, 2.44",
    "STUDENT, 6, 2.34",
    "STUDENT, 7, 2.27",
    "STUDENT, 8, 2.22",
    "STUDENT, 9, 2.18",
    "STUDENT, 10, 2.15",
    "STUDENT, 12, 2.11",
    "STUDENT, 15, 2.07",
    "STUDENT, 20, 2.03",
    "STUDENT, 30, 1.99",
    "STUDENT, 60, 1.95",
    "STUDENT, 120, 1.93",
    "GAUSSIAN, , 1.92"
  })
  @Evidence(
      of = {Estimator.GAUSSIAN, Estimator.STUDENT},
      kind = Kind.PUBLISHED,
      source = "Dunnett (1955), table 1a")
  void shouldGiveDunnettsPercentagePoints(CopulaFamily family, Double freedom, double d) {
    Copula copula = family.of(0.5, freedom == null ? Double.NaN : freedom);

    assertThat(bothBelow(copula, freedom, d - 0.005)).isLessThan(0.95);
    assertThat(bothBelow(copula, freedom, d + 0.005)).isGreaterThan(0.95);
  }

  private static double bothBelow(Copula copula, @Nullable Double freedom, double d) {
    double u =
        freedom == null
            ? new NormalDistribution(null, 0, 1).cumulativeProbability(d)
            : new TDistribution(null, freedom).cumulativeProbability(d);
    return copula.cdf(u, u);
  }

  /** Tau is {@code 1 - 4 (1 - D(theta)) / theta} (Genest 1987, Biometrika 74). */
  @ParameterizedTest
  @CsvSource({"0.5, 0.881927", "1, 0.777505", "2, 0.606947", "5, 0.320876", "10, 0.164443"})
  @Evidence(
      of = Estimator.FRANK,
      kind = Kind.PUBLISHED,
      source = "Abramowitz and Stegun, table 27.1")
  void shouldGiveFranksTauByDebyesFunction(double theta, double debye) {
    assertThat(CopulaFamily.FRANK.of(theta, Double.NaN).tau())
        .isCloseTo(1 - 4 * (1 - debye) / theta, within(4 * 5e-7 / theta));
  }
}
