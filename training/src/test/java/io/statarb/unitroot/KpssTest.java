package io.statarb.unitroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.Critical;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.Trend;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KpssTest {

  private static Kpss.Lags lags(String word) {
    return switch (word) {
      case "auto" -> new Kpss.Lags.Auto();
      case "legacy" -> new Kpss.Lags.Schwert();
      default -> new Kpss.Lags.Fixed(Integer.parseInt(word));
    };
  }

  /** R's tseries, kpss.test, as published in statsmodels' tests. */
  @ParameterizedTest
  @CsvSource({"realgdp, C, 5.0169", "realgdp, CT, 1.1828"})
  @Evidence(of = Estimator.KPSS, kind = Kind.PUBLISHED, source = "R, tseries kpss.test")
  void shouldGiveTheFiguresOfR(String series, Trend trend, double stat) {
    Kpss test = Kpss.test(KnownSeries.named(series), trend, new Kpss.Lags.Fixed(3));

    assertThat(test.stat()).isCloseTo(stat, within(5e-4));
    assertThat(test.pValue()).isEqualTo(0.01);
    assertThat(test.bound()).isEqualTo(Kpss.Bound.AT_MOST);
  }

  /** SAS 9.3, as published in statsmodels' tests (test_lags). */
  @ParameterizedTest
  @CsvSource({"realgdp, 9", "sunactivity, 7", "volume, 5"})
  @Evidence(of = Estimator.KPSS, kind = Kind.PUBLISHED, source = "SAS 9.3")
  void shouldChooseTheLagsOfSas(String series, int lags) {
    assertThat(Kpss.test(KnownSeries.named(series), Trend.C, new Kpss.Lags.Auto()).lags())
        .isEqualTo(lags);
  }

  @TestFactory
  @Evidence(
      of = Estimator.KPSS,
      kind = Kind.PEER,
      source = "statsmodels",
      file = "unitroot/peer-kpss-v1.csv")
  Stream<DynamicTest> shouldAgreeWithStatsmodels() {
    return CsvFixture.read("unitroot/peer-kpss-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.text("series") + " " + row.text("trend") + " " + row.text("lags"),
                () -> agree(row)));
  }

  private static void agree(CsvFixture.Row row) {
    Kpss test =
        Kpss.test(
            KnownSeries.named(row.text("series")),
            Trend.of(row.text("trend")).orElseThrow(),
            lags(row.text("lags")));
    assertThat(test.stat()).isCloseTo(row.number("stat"), within(1e-9));
    assertThat(test.pValue()).isCloseTo(row.number("pValue"), within(1e-9));
    assertThat(test.lags()).isEqualTo(row.count("lagsUsed"));
  }

  /** Sum of squared partial sums over T^2 and the variance, written as a double sum. */
  @Test
  @Evidence(of = Estimator.KPSS, kind = Kind.SECOND_FORMULA)
  void shouldAgreeWithTheQuadraticFormWithoutLags() {
    double[] series = new RandomSeries(7).noise(60);
    double mean = java.util.Arrays.stream(series).average().orElseThrow();
    double numerator = 0;
    double denominator = 0;
    for (int s = 0; s < 60; s++) {
      denominator += (series[s] - mean) * (series[s] - mean) / 60;
      for (int t = 0; t < 60; t++) {
        numerator += (60 - Math.max(s, t)) * (series[s] - mean) * (series[t] - mean) / 3600;
      }
    }
    assertThat(Kpss.test(series, Trend.C, new Kpss.Lags.Fixed(0)).stat())
        .isCloseTo(numerator / denominator, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"C", "CT"})
  @Evidence(of = Estimator.KPSS, kind = Kind.TRUTH)
  void shouldRejectTrueNullsAtTheLevel(Trend trend) {
    int worlds = 3000;
    int rejections = 0;
    for (int world = 0; world < worlds; world++) {
      Kpss test =
          Kpss.test(new RandomSeries(9000 + world).noise(500), trend, new Kpss.Lags.Fixed(0));
      rejections += test.stat() > Critical.at(test.criticalValues(), "5%") ? 1 : 0;
    }
    assertThat(rejections / (double) worlds)
        .isCloseTo(0.05, within(2 * Math.sqrt(0.05 * 0.95 / worlds)));
  }

  @Test
  void shouldSayWhyItRefuses() {
    double[] line = {1, 2, 3, 4, 5, 6, 7};
    assertThatThrownBy(() -> Kpss.test(line, Trend.CT, new Kpss.Lags.Auto()))
        .hasMessage("the series follows its trend without error, so that there is nothing to test");
    assertThatThrownBy(() -> Kpss.test(new double[5], Trend.C, new Kpss.Lags.Auto()))
        .hasMessage("the series follows its level without error, so that there is nothing to test");
    assertThatThrownBy(() -> Kpss.test(line, Trend.N, new Kpss.Lags.Auto()))
        .hasMessage("KPSS has a distribution for the trends c and ct only: trend=n");
    assertThatThrownBy(() -> Kpss.test(line, Trend.C, new Kpss.Lags.Fixed(7)))
        .hasMessage("KPSS needs more rows than lags: rows=7 lags=7");
    assertThatThrownBy(() -> Kpss.test(new double[] {1}, Trend.C, new Kpss.Lags.Auto()))
        .hasMessage("the series is too short for KPSS: rows=1 trend=c");
  }

  @ParameterizedTest
  @CsvSource({"C, 0.739, 0.574, 0.463, 0.347", "CT, 0.216, 0.176, 0.146, 0.119"})
  @Evidence(
      of = Estimator.KPSS,
      kind = Kind.PUBLISHED,
      source = "Kwiatkowski and others (1992), table 1")
  void shouldGiveTheCriticalValuesOfThePaper(
      Trend trend, double one, double half, double five, double ten) {
    Kpss test = Kpss.test(KnownSeries.named("volume"), trend, new Kpss.Lags.Auto());

    assertThat(test.criticalValues())
        .containsEntry("1%", one)
        .containsEntry("2.5%", half)
        .containsEntry("5%", five)
        .containsEntry("10%", ten);
  }
}
