package io.statarb.baskets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import io.statarb.statistics.SeriesTable;
import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EigenportfoliosTest {

  /** Four columns of 121 returns without chance, so that other programs can make them too. */
  private static double[][] waves() {
    double[][] returns = new double[4][121];
    for (int t = 0; t < 121; t++) {
      double market = 0.01 * Math.sin(0.7 * t) + 0.004 * Math.cos(2.3 * t);
      double style = 0.006 * Math.sin(1.9 * t + 1);
      returns[0][t] = market + 0.5 * style + 0.003 * Math.sin(3.1 * t);
      returns[1][t] = 0.8 * market + 0.7 * style + 0.004 * Math.cos(1.3 * t);
      returns[2][t] = 1.2 * market - 0.6 * style + 0.005 * Math.sin(2.7 * t + 2);
      returns[3][t] = 0.9 * market - 0.5 * style + 0.002 * Math.cos(0.37 * t);
    }
    return returns;
  }

  @Test
  @Evidence(of = Estimator.EIGENPORTFOLIOS, kind = Kind.PEER, source = "numpy")
  void shouldGiveThePortfoliosOfNumpy() {
    Eigenportfolios portfolios = Eigenportfolios.of(new Returns(waves()));

    // numpy.linalg.eigh of numpy.corrcoef.
    assertThat(portfolios.eigenvalues())
        .containsExactly(
            new double[] {
              3.336311828674412, 0.4862960033871237, 0.09933602161121474, 0.07805614632725007
            },
            within(1e-12));
    assertThat(portfolios.vector(0))
        .containsExactly(
            new double[] {
              0.5173384445023799, 0.4730534089004469, 0.5010560242205482, 0.5074684884402398
            },
            within(1e-12));
    assertThat(portfolios.weight(0, 0)).isCloseTo(62.85836133451428, within(1e-9));
    assertThat(portfolios.weight(0, 3)).isCloseTo(68.38042621904177, within(1e-9));
  }

  // statsmodels 0.15.0: OLS on the two factors over 60 rows, cumsum of the residuals, OLS of the
  // AR(1); Avellaneda and Lee's formulas of kappa, m and the s-score.
  @ParameterizedTest
  @CsvSource({
    "0, 0.004264239229449549, 0.002373829919813342, 0.9449530650595044, 464.38981407242414, 0.6350252075353058",
    "1, 0.003472585837967104, 0.005055922122768951, 0.972863721132483, 505.7632345357386, -0.6696890366796806",
    "2, 0.005079122028975743, -0.004968253568989976, 0.9594915092873044, 62.458353205398446, -0.30741989207745807",
    "3, 0.0037634206663719554, -0.0033495913505855682, 0.9582705323639827, 56.04139622398924, 0.14744375149028965"
  })
  @Evidence(of = Estimator.EIGENPORTFOLIOS, kind = Kind.PEER, source = "statsmodels")
  void shouldGiveTheScoresOfStatsmodels(
      int instrument, double beta1, double beta2, double rSquared, double kappa, double score) {
    Eigenportfolios portfolios = Eigenportfolios.of(new Returns(waves()));
    ResidualScore found = ResidualScore.of(portfolios, 2, 60, 252).get(instrument);

    assertThat(found.betas().get(0)).isCloseTo(beta1, within(1e-12));
    assertThat(found.betas().get(1)).isCloseTo(beta2, within(1e-12));
    assertThat(found.rSquared()).isCloseTo(rSquared, within(1e-11));
    assertThat(found.kappa()).isCloseTo(kappa, within(1e-7 * kappa));
    assertThat(found.score(0)).isCloseTo(score, within(1e-8));
  }

  @Test
  @Evidence(of = Estimator.EIGENPORTFOLIOS, kind = Kind.SECOND_FORMULA)
  void shouldHaveUncorrelatedReturnsWithTheirEigenvaluesAsVariances() {
    Eigenportfolios portfolios = Eigenportfolios.of(new Returns(waves()));
    double[] first = portfolios.factorReturns(0, 121);
    double[] second = portfolios.factorReturns(1, 121);

    Returns factors = new Returns(new double[][] {first, second});
    assertThat(factors.correlation()[0][1]).isCloseTo(0, within(1e-12));
    for (int j = 0; j < 2; j++) {
      assertThat(factors.sd(j) * factors.sd(j))
          .isCloseTo(portfolios.eigenvalues()[j], within(1e-11));
      Returns with = new Returns(new double[][] {waves()[2], j == 0 ? first : second});
      assertThat(portfolios.loading(j, 2)).isCloseTo(with.correlation()[0][1], within(1e-12));
    }
    assertThat(portfolios.explained(4)).isCloseTo(1, within(1e-12));
    assertThat(portfolios.factorsFor(0.84)).isEqualTo(2);
    assertThat(portfolios.factorsFor(1)).isBetween(3, 4);
  }

  /** A world of two sectors; column 0 lags its factors by the last dip of a fast process. */
  private static double[][] world(SplittableRandom random, double lastDip) {
    double[][] returns = new double[8][500];
    double[] residual = new double[8];
    for (int t = 0; t < 500; t++) {
      double market = 0.01 * random.nextGaussian();
      double[] sectors = {0.007 * random.nextGaussian(), 0.007 * random.nextGaussian()};
      for (int i = 0; i < 8; i++) {
        double before = residual[i];
        residual[i] = 0.7 * before + 0.004 * random.nextGaussian();
        if (i == 0 && t == 499) {
          residual[i] = lastDip;
        }
        returns[i][t] = market + sectors[i / 4] + residual[i] - before;
      }
    }
    return returns;
  }

  @Test
  @Evidence(of = Estimator.EIGENPORTFOLIOS, kind = Kind.TRUTH)
  void shouldScoreCheapWhatFellAgainstItsFactors() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double dear = 0;
    double cheap = 0;
    int fast = 0;
    for (int i = 0; i < 40; i++) {
      List<ResidualScore> risen = scores(world(random, 0.025));
      dear += risen.getFirst().score(ResidualScore.center(risen)) / 40;
      cheap += scores(world(random, -0.025)).getFirst().score(0) / 40;
      fast += risen.getLast().fast(252 / 30.0) ? 1 : 0;
    }

    assertThat(dear).isGreaterThan(1);
    assertThat(cheap).isLessThan(-1);
    // 0.7 a day is reversion in three days, far within 30.
    assertThat(fast).isEqualTo(40);
  }

  private static List<ResidualScore> scores(double[][] returns) {
    return ResidualScore.of(Eigenportfolios.of(new Returns(returns)), 2, 60, 252);
  }

  @Test
  void shouldNotScoreTheRoundingThatAFactorLeavesOfACopy() {
    double[][] returns = world(new SplittableRandom(Seeds.seed()), 0);
    double[][] copies = {returns[0], returns[0]};

    List<ResidualScore> scores =
        ResidualScore.of(Eigenportfolios.of(new Returns(copies)), 1, 60, 252);

    assertThat(scores)
        .allSatisfy(score -> {
          assertThat(score.rSquared()).isEqualTo(1);
          assertThat(score.score(0)).isNaN();
          assertThat(score.fast(8.4)).isFalse();
        });
  }

  @Test
  void shouldSayWhatItSawByName() {
    double[][] returns = world(new SplittableRandom(Seeds.seed()), 0);
    SeriesTable data = Series.table(returns);

    MethodResult result =
        new EigenportfoliosMethod()
            .run(Series.request(data, Map.of("returns", 1.0, "factors", 2.0)));

    assertThat(Series.number(result, "factors")).isEqualTo(2);
    assertThat(Series.number(result, "eigenvalues_above_noise")).isEqualTo(2);
    assertThat(Series.number(result, "s_scores", "a", "kappa")).isPositive();
    assertThat(result.statistic()).isBetween(0.4, 0.9);
    assertThat(result.further().get("clusters"))
        .hasToString("{a=0, b=0, c=0, d=0, e=1, f=1, g=1, h=1}");
  }

  @Test
  void shouldRefuseWhatCannotBeDone() {
    EigenportfoliosMethod method = new EigenportfoliosMethod();
    SeriesTable oil = Series.oil();

    assertThatThrownBy(() -> method.run(Series.request(oil, Map.of("factors", 3.0))))
        .hasMessage("factors must be at most the columns: factors=3 columns=2");
    assertThatThrownBy(() -> method.run(Series.request(oil, Map.of("window", 1000.0))))
        .hasMessageContaining("window=1000");
    assertThatThrownBy(() -> method.run(Series.request(oil.map(v -> v - 100))))
        .hasMessageContaining("brent must be above 0 to be normalised: row=1");
  }

  /**
   * R's prcomp(USArrests, scale. = TRUE): standard deviations 1.5748783, 0.9948694, 0.5971291,
   * 0.4164494 and the first rotation. Columns are murder, assault, urban population and rape in 50
   * states (McNeil 1977).
   */
  @Test
  @Evidence(
      of = Estimator.EIGENPORTFOLIOS,
      kind = Kind.PUBLISHED,
      source = "R, prcomp of USArrests")
  void shouldGiveThePrincipalComponentsOfR() {
    CsvFixture states = CsvFixture.read("baskets/us-arrests-v1.csv");
    double[][] columns =
        Stream.of("murder", "assault", "urban", "rape")
            .map(states::column)
            .toArray(double[][]::new);

    Eigenportfolios portfolios = Eigenportfolios.of(new Returns(columns));

    assertThat(Arrays.stream(portfolios.eigenvalues()).map(Math::sqrt).toArray())
        .containsExactly(new double[] {1.5748783, 0.9948694, 0.5971291, 0.4164494}, within(5e-8));
    assertThat(portfolios.vector(0))
        .containsExactly(new double[] {0.5358995, 0.5831836, 0.2781909, 0.5434321}, within(5e-8));
  }

  /** Columns that share one factor with correlation r: the first eigenvalue is 1 + (n - 1) r. */
  @Test
  @Evidence(of = Estimator.EIGENPORTFOLIOS, kind = Kind.TRUTH)
  void shouldFindTheMarketOfAOneFactorWorld() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int rows = 5000;
    double r = 0.3;
    double[][] returns = new double[20][rows];
    for (int t = 0; t < rows; t++) {
      double market = random.nextGaussian();
      for (double[] column : returns) {
        column[t] = Math.sqrt(r) * market + Math.sqrt(1 - r) * random.nextGaussian();
      }
    }
    Eigenportfolios portfolios = Eigenportfolios.of(new Returns(returns));
    double first = 1 + 19 * r;

    // Four errors of an eigenvalue of a covariance matrix (Anderson 1963), which are more than
    // those of a correlation matrix.
    assertThat(portfolios.eigenvalues()[0])
        .isCloseTo(first, within(4 * first * Math.sqrt(2.0 / rows)));
    assertThat(portfolios.vector(0))
        .containsExactly(
            DoubleStream.generate(() -> Math.sqrt(1 / 20.0)).limit(20).toArray(), within(0.02));
  }
}
