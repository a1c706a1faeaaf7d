package io.statarb.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.Series;
import org.junit.jupiter.api.Test;

final class LeastSquaresTest {
  @Test
  @Evidence(of = Estimator.OLS, kind = Kind.PUBLISHED, source = "NIST StRD, Norris")
  void shouldGiveTheCertifiedValuesOfNistNorris() {
    double[] y = Series.norris().column(0);
    double[] x = Series.norris().column(1);

    LeastSquares fit = LeastSquares.fit(y, new double[][] {x}, y.length);

    assertThat(fit.slope(0)).isCloseTo(1.00211681802045, within(1e-13));
    assertThat(fit.intercept()).isCloseTo(-0.262323073774029, within(1e-11));
    assertThat(fit.slopeSe(0)).isCloseTo(0.429796848199937e-03, within(1e-15));
    assertThat(fit.residualSd()).isCloseTo(0.884796396144373, within(1e-12));
  }

  @Test
  void shouldSayNothingWhenAColumnIsConstant() {
    LeastSquares fit =
        LeastSquares.fit(new double[] {1, 2, 4, 3}, new double[][] {{7, 7, 7, 7}}, 4);

    assertThat(fit.slope(0)).isNaN();
    assertThat(fit.slopeSe(0)).isNaN();
  }

  @Test
  void shouldSayNothingWhenColumnsAreCombinationsOfEachOther() {
    double[] one = {1, 2, 3, 5, 8, 13};
    double[] twice = {2, 4, 6, 10, 16, 26};

    LeastSquares fit =
        LeastSquares.fit(new double[] {1, 0, 1, 0, 1, 1}, new double[][] {one, twice}, 6);

    assertThat(fit.slope(0)).isNaN();
  }

  @Test
  void shouldSayNothingWhenThereAreNoMoreRowsThanParameters() {
    LeastSquares fit = LeastSquares.fit(new double[] {1, 2}, new double[][] {{1, 3}}, 2);

    assertThat(fit.slope(0)).isNaN();
  }
}
