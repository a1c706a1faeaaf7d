package io.statarb.cointegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.Critical;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngleGrangerTest {

  private static SeriesTable pair(double[] y, double[] x) {
    return SeriesTable.of(List.of("Y", "X"), new double[][] {y, x}, List.of());
  }

  /**
   * Stata's egranger with four lags, as published in statsmodels' test_coint. The first critical
   * value of trend c is -3.952043522638 there: see mackinnon.txt.
   */
  @ParameterizedTest
  @CsvSource({
    "CT, y0 y1, -5.615251442239, -4.406102369132, -3.82866685109, -3.532082997903",
    "CT, y0 y1 y2, -5.63591313706, -4.758609717199, -4.179130554708, -3.880909696863",
    "CT, y0 y2 y3, -2.892029275027, -4.758609717199, -4.179130554708, -3.880909696863",
    "CT, y0 y1 y2 y3, -5.626932544079, -5.08363327039, -4.502469783057, -4.2031051091",
    "C, y0 y1, -5.760696844656, -3.952321293402, -3.367006313729, -3.065831247948",
    "C, y0 y1 y2, -5.781087068772, -4.367111915942, -3.783961136005, -3.483501524709",
    "C, y0 y2 y3, -2.477444137366, -4.367111915942, -3.783961136005, -3.483501524709",
    "C, y0 y1 y2 y3, -5.778205811661, -4.735249216434, -4.152738973763, -3.852480848968",
    "CTT, y0 y1, -5.644431269946, -4.796038299708, -4.221469431008, -3.926472577178",
    "CTT, y0 y1 y2, -5.665691609506, -5.111158174219, -4.53317278104, -4.23601008516",
    "CTT, y0 y2 y3, -3.161462374828, -5.111158174219, -4.53317278104, -4.23601008516",
    "CTT, y0 y1 y2 y3, -5.657904558563, -5.406880189412, -4.826111619543, -4.527090164875"
  })
  @Evidence(of = Estimator.ENGLE_GRANGER, kind = Kind.PUBLISHED, source = "Stata, egranger")
  void shouldGiveStatasFigures(
      Trend trend, String columns, double stat, double one, double five, double ten) {
    EngleGranger test =
        EngleGranger.test(
            KnownColumns.named(columns.split(" ", -1)), 0, trend, new LagChoice.Fixed(4));

    assertThat(test.adf().stat()).isCloseTo(stat, within(1e-10));
    assertThat(Critical.at(test.criticalValues(), "1%")).isCloseTo(one, within(6e-7));
    assertThat(Critical.at(test.criticalValues(), "5%")).isCloseTo(five, within(6e-7));
    assertThat(Critical.at(test.criticalValues(), "10%")).isCloseTo(ten, within(6e-7));
  }

  @TestFactory
  @Evidence(
      of = Estimator.ENGLE_GRANGER,
      kind = Kind.PEER,
      source = "statsmodels",
      file = "cointegration/peer-engle-granger-v1.csv")
  Stream<DynamicTest> shouldAgreeWithStatsmodels() {
    return CsvFixture.read("cointegration/peer-engle-granger-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.text("columns") + " " + row.text("trend") + " " + row.text("lags"),
                () -> agree(row)));
  }

  private static void agree(CsvFixture.Row row) {
    EngleGranger test =
        EngleGranger.test(
            KnownColumns.named(row.text("columns").split(" ", -1)),
            0,
            Trend.of(row.text("trend")).orElseThrow(),
            KnownColumns.lags(row.text("lags")));

    assertThat(test.adf().lags()).isEqualTo(row.count("lagsUsed"));
    assertThat(test.adf().stat()).isCloseTo(row.number("stat"), within(1e-9));
    assertThat(test.pValue()).isCloseTo(row.number("pValue"), within(1e-9));
    if (row.text("one").equals("nan")) {
      assertThat(test.criticalValues()).isEmpty();
    } else {
      assertThat(Critical.at(test.criticalValues(), "1%"))
          .isCloseTo(row.number("one"), within(1e-12));
      assertThat(Critical.at(test.criticalValues(), "5%"))
          .isCloseTo(row.number("five"), within(1e-12));
      assertThat(Critical.at(test.criticalValues(), "10%"))
          .isCloseTo(row.number("ten"), within(1e-12));
    }
  }

  @Test
  @Evidence(
      of = {Estimator.ENGLE_GRANGER, Estimator.MACKINNON},
      kind = Kind.TRUTH)
  void shouldRejectWalksApartAtTheLevel() {
    int worlds = 4000;
    int rejections = 0;
    for (int world = 0; world < worlds; world++) {
      RandomSeries random = new RandomSeries(50_000 + world);
      EngleGranger test =
          EngleGranger.test(
              pair(random.walk(252), random.walk(252)), 0, Trend.C, new LagChoice.Fixed(1));
      rejections += test.adf().stat() < Critical.at(test.criticalValues(), "5%") ? 1 : 0;
    }
    assertThat(rejections / (double) worlds)
        .isCloseTo(0.05, within(2 * Math.sqrt(0.05 * 0.95 / worlds)));
  }

  @Test
  @Evidence(of = Estimator.ENGLE_GRANGER, kind = Kind.TRUTH)
  void shouldFindTheHedgeRatioOfAPairThatStaysTogether() {
    int found = 0;
    double sum = 0;
    for (int world = 0; world < 200; world++) {
      RandomSeries random = new RandomSeries(world);
      double[] x = random.walk(252);
      double[] y = random.autoregression(0.7, 252);
      for (int t = 0; t < y.length; t++) {
        y[t] += 3 + 1.5 * x[t];
      }
      EngleGranger test = EngleGranger.test(pair(y, x), 0, Trend.C, KnownColumns.lags("aic"));
      found += test.pValue() < 0.05 ? 1 : 0;
      sum += test.hedgeRatios().getFirst();
    }
    assertThat(found).isGreaterThan(190);
    // The estimate is biased by a part of 1/T: Stock (1987).
    assertThat(sum / 200).isCloseTo(1.5, within(0.03));
  }

  /** Without an intercept nearly all squares of such a price are its level, not its movement. */
  @Test
  void shouldTestPricesFarFromZeroWithoutATrend() {
    RandomSeries random = new RandomSeries(5);
    double[] x = java.util.Arrays.stream(random.walk(250)).map(value -> 1e6 + value).toArray();
    double[] noise = random.walk(250);
    double[] y =
        java.util.stream.IntStream.range(0, 250).mapToDouble(i -> x[i] + noise[i]).toArray();
    LagChoice none = new LagChoice.Fixed(0);
    assertThat(EngleGranger.test(pair(y, x), 0, Trend.N, none).pValue()).isFinite();
    double[] twice = java.util.Arrays.stream(x).map(value -> 2 * value).toArray();
    assertThatThrownBy(() -> EngleGranger.test(pair(twice, x), 0, Trend.N, none))
        .hasMessageStartingWith("Y is a combination of the other columns");
  }

  @Test
  void shouldSayWhyItRefuses() {
    LagChoice aic = KnownColumns.lags("aic");
    RandomSeries random = new RandomSeries(3);
    double[] x = random.walk(60);
    double[] twice = java.util.Arrays.stream(x).map(value -> 2 * value + 1).toArray();
    assertThatThrownBy(() -> EngleGranger.test(pair(x, x.clone()), 0, Trend.C, aic))
        .hasMessage("Y and X are identical");
    assertThatThrownBy(() -> EngleGranger.test(pair(x, new double[60]), 0, Trend.C, aic))
        .hasMessage("X is constant: value=0.0");
    assertThatThrownBy(() -> EngleGranger.test(pair(twice, x), 0, Trend.C, aic))
        .hasMessageStartingWith(
            "Y is a combination of the other columns, so that there is no spread to test:"
                + " r_squared=");
    assertThatThrownBy(() ->
            EngleGranger.test(
                SeriesTable.of(
                    List.of("A", "B", "C"), new double[][] {random.walk(60), x, twice}, List.of()),
                0,
                Trend.C,
                aic))
        .hasMessage("C is a combination of the trend and the columns before it");
    assertThatThrownBy(() ->
            EngleGranger.test(pair(new double[] {1, 2}, new double[] {2, 1}), 0, Trend.C, aic))
        .hasMessage("too few rows for the cointegrating regression: rows=2 coefficients=2");
    assertThatThrownBy(() ->
            EngleGranger.test(
                pair(random.walk(20), random.walk(20)), 0, Trend.C, new LagChoice.Fixed(10)))
        .hasMessage(
            "the series is too short for the regression: rows=20 trend=n lags=10, of at most 9");
  }
}
