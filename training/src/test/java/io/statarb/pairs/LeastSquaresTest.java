package io.statarb.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LeastSquaresTest {
  /** NIST Statistical Reference Datasets, linear regression, Norris: y, x. */
  private static final double[][] NORRIS = {
    {0.1, 0.2}, {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1}, {228.1, 226.5},
    {668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0}, {559.2, 558.2}, {0.3, 0.4},
    {0.1, 0.6}, {778.1, 775.5}, {668.8, 666.9}, {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},
    {557.7, 556.0}, {228.3, 228.1}, {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
    {0.6, 0.3}, {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
    {10.2, 11.1}, {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5}
  };

  @Test
  void shouldGiveTheCertifiedValuesOfNistNorris() {
    double[] y = new double[NORRIS.length];
    double[] x = new double[NORRIS.length];
    for (int i = 0; i < NORRIS.length; i++) {
      y[i] = NORRIS[i][0];
      x[i] = NORRIS[i][1];
    }

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
