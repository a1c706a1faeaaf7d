package io.statarb.unitroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.linear.Regression;
import io.statarb.statistics.Critical;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.Trend;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DickeyFullerTest {

  /** Stata's dfuller, as published in statsmodels' tests (TestADF*). */
  @ParameterizedTest
  @CsvSource({
    "realgdp, C,  4,  0.97505319, 0.99399563, -3.476, -2.883, -2.573",
    "realgdp, CT, 4, -1.8566374,  0.67682968, -4.007, -3.437, -3.137",
    "realgdp, N,  4,  3.5227498,  0.99999,    -2.587, -1.950, -1.617",
    "infl,    C,  1, -4.3346988,  0.00038661, -3.476, -2.883, -2.573",
    "infl,    CT, 1, -4.425093,   0.00199633, -4.006, -3.437, -3.137",
    "infl,    N,  1, -2.4511596,  0.013747,   -2.587, -1.950, -1.617"
  })
  @Evidence(of = Estimator.ADF, kind = Kind.PUBLISHED, source = "Stata, dfuller")
  void shouldGiveStatasFigures(
      String series,
      Trend trend,
      int lags,
      double stat,
      double pValue,
      double one,
      double five,
      double ten) {
    DickeyFuller test =
        DickeyFuller.test(KnownSeries.named(series), trend, new LagChoice.Fixed(lags));

    // Stata computed with the data rounded to floats.
    assertThat(test.regression().stat()).isCloseTo(stat, within(5e-6));
    assertThat(test.pValue()).isCloseTo(pValue, within(1e-5));
    // Stata interpolates in an older table of three sample sizes.
    assertThat(Critical.at(test.criticalValues(), "1%")).isCloseTo(one, within(0.02));
    assertThat(Critical.at(test.criticalValues(), "5%")).isCloseTo(five, within(0.02));
    assertThat(Critical.at(test.criticalValues(), "10%")).isCloseTo(ten, within(0.02));
  }

  @TestFactory
  @Evidence(
      of = Estimator.ADF,
      kind = Kind.PEER,
      source = "statsmodels",
      file = "unitroot/peer-adf-v1.csv")
  Stream<DynamicTest> shouldAgreeWithStatsmodels() {
    return CsvFixture.read("unitroot/peer-adf-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.text("series") + " " + row.text("trend") + " " + row.text("lags"),
                () -> agree(row)));
  }

  private static void agree(CsvFixture.Row row) {
    DickeyFuller test =
        DickeyFuller.test(
            KnownSeries.named(row.text("series")),
            Trend.of(row.text("trend")).orElseThrow(),
            KnownSeries.lags(row.text("lags")));

    assertThat(test.regression().lags()).isEqualTo(row.count("lagsUsed"));
    assertThat(test.regression().rows()).isEqualTo(row.count("rows"));
    assertThat(test.regression().stat()).isCloseTo(row.number("stat"), within(1e-8));
    assertThat(test.pValue()).isCloseTo(row.number("pValue"), within(1e-9));
    assertThat(Critical.at(test.criticalValues(), "1%"))
        .isCloseTo(row.number("one"), within(1e-12));
    assertThat(Critical.at(test.criticalValues(), "5%"))
        .isCloseTo(row.number("five"), within(1e-12));
    assertThat(Critical.at(test.criticalValues(), "10%"))
        .isCloseTo(row.number("ten"), within(1e-12));
  }

  /** Each candidate fitted by itself, as the definition says, against one factorisation of all. */
  @RepeatedTest(20)
  @Evidence(of = Estimator.ADF, kind = Kind.SECOND_FORMULA)
  void shouldChooseTheLagsThatFitsOneByOneChoose(RepetitionInfo repetition) {
    double[] series = new RandomSeries(repetition.getCurrentRepetition()).autoregression(0.9, 120);
    int maxLags = 8;
    int rows = series.length - 1 - maxLags;
    double[] difference = new double[rows];
    double[][] columns = new double[2 + maxLags][rows];
    for (int row = 0; row < rows; row++) {
      int t = row + 1 + maxLags;
      difference[row] = series[t] - series[t - 1];
      columns[0][row] = 1;
      columns[1][row] = series[t - 1];
      for (int lag = 1; lag <= maxLags; lag++) {
        columns[1 + lag][row] = series[t - lag] - series[t - lag - 1];
      }
    }
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int lags = 0; lags <= maxLags; lags++) {
      Regression fit = Regression.fit(difference, java.util.Arrays.copyOf(columns, 2 + lags));
      double aic = -2 * fit.logLikelihood() + 2 * (2 + lags);
      if (aic < least) {
        least = aic;
        best = lags;
      }
    }

    AdfRegression chosen =
        AdfRegression.fit(series, Trend.C, new LagChoice.Best(LagChoice.Criterion.AIC, maxLags));

    assertThat(chosen.lags()).isEqualTo(best);
    assertThat(chosen.rows()).isEqualTo(series.length - 1 - best);
  }

  /** The rejection rate of true nulls must be the level, within two standard errors and a half. */
  @ParameterizedTest
  @CsvSource({"N", "C", "CT", "CTT"})
  @Evidence(of = Estimator.ADF, kind = Kind.TRUTH)
  void shouldRejectTrueUnitRootsAtTheLevel(Trend trend) {
    int worlds = 4000;
    int[] rejections = new int[2];
    for (int world = 0; world < worlds; world++) {
      DickeyFuller test =
          DickeyFuller.test(
              new RandomSeries(1000 + world).walk(250), trend, new LagChoice.Fixed(1));
      if (test.pValue() < 0.05) {
        rejections[0]++;
      }
      if (test.regression().stat() < Critical.at(test.criticalValues(), "5%")) {
        rejections[1]++;
      }
    }
    double standardError = Math.sqrt(0.05 * 0.95 / worlds);
    // The p-value is the asymptotic one, so that at 250 rows its size is off by a little.
    assertThat(rejections[0] / (double) worlds).isCloseTo(0.05, within(2 * standardError + 0.005));
    assertThat(rejections[1] / (double) worlds).isCloseTo(0.05, within(2 * standardError));
  }

  @Test
  @Evidence(of = Estimator.ADF, kind = Kind.TRUTH)
  void shouldFindSeriesThatReturn() {
    int found = 0;
    for (int world = 0; world < 200; world++) {
      DickeyFuller test =
          DickeyFuller.test(
              new RandomSeries(world).autoregression(0.8, 250), Trend.C, KnownSeries.lags("aic"));
      found += test.pValue() < 0.05 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(190);
  }

  @Test
  void shouldSayWhyItRefuses() {
    LagChoice aic = KnownSeries.lags("aic");
    assertThatThrownBy(() -> DickeyFuller.test(new double[] {5, 5, 5, 5, 5, 5, 5}, Trend.C, aic))
        .hasMessage("the series is constant: value=5.0 rows=7");
    assertThatThrownBy(() -> DickeyFuller.test(new double[] {1, 2, 4}, Trend.C, aic))
        .hasMessage("the series is too short for the trend: rows=3 trend=c");
    assertThatThrownBy(() ->
            DickeyFuller.test(new RandomSeries(1).walk(30), Trend.CT, new LagChoice.Fixed(13)))
        .hasMessage(
            "the series is too short for the regression: rows=30 trend=ct lags=13, of at most 12");
    double[] powers = new double[40];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Math.pow(1.1, i);
    }
    assertThatThrownBy(() -> DickeyFuller.test(powers, Trend.C, new LagChoice.Fixed(0)))
        .hasMessage(
            "the trend and 0 lags explain the series without error, so that there is nothing to"
                + " test");
  }

  /** Frisch and Waugh (1933): t is {@code r sqrt(df / (1 - r^2))} of a partial correlation r. */
  @Test
  @Evidence(of = Estimator.ADF, kind = Kind.SECOND_FORMULA)
  void shouldBeThePartialCorrelationOfDifferenceAndLevel() {
    double[] series = KnownSeries.named("realint");
    int rows = series.length - 3;
    double[][] others = new double[3][rows];
    double[] difference = new double[rows];
    double[] level = new double[rows];
    for (int row = 0; row < rows; row++) {
      int t = row + 3;
      difference[row] = series[t] - series[t - 1];
      level[row] = series[t - 1];
      others[0][row] = 1;
      others[1][row] = series[t - 1] - series[t - 2];
      others[2][row] = series[t - 2] - series[t - 3];
    }
    double[] a = Regression.fit(difference, others).residuals();
    double[] b = Regression.fit(level, others).residuals();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int row = 0; row < rows; row++) {
      ab += a[row] * b[row];
      aa += a[row] * a[row];
      bb += b[row] * b[row];
    }
    double r = ab / Math.sqrt(aa * bb);

    DickeyFuller test = DickeyFuller.test(series, Trend.C, new LagChoice.Fixed(2));

    assertThat(test.regression().stat())
        .isCloseTo(r * Math.sqrt((rows - 4) / (1 - r * r)), within(1e-10));
  }
}
