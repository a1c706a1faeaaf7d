package io.statarb.cointegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.Critical;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhillipsOuliarisTest {

  @TestFactory
  @Evidence(
      of = Estimator.PHILLIPS_OULIARIS,
      kind = Kind.PEER,
      source = "arch",
      file = "cointegration/peer-phillips-ouliaris-v1.csv")
  Stream<DynamicTest> shouldAgreeWithArch() {
    return CsvFixture.read("cointegration/peer-phillips-ouliaris-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.text("columns") + " " + row.text("trend") + " " + row.text("bandwidth"),
                () -> agree(row)));
  }

  private static void agree(CsvFixture.Row row) {
    PhillipsOuliaris test =
        PhillipsOuliaris.test(
            KnownColumns.named(row.text("columns").split(" ", -1)),
            0,
            Trend.of(row.text("trend")).orElseThrow(),
            row.text("bandwidth").equals("auto")
                ? OptionalDouble.empty()
                : OptionalDouble.of(row.number("bandwidth")));

    assertThat(test.za().value()).isCloseTo(row.number("za"), within(1e-7));
    assertThat(test.za().pValue()).isCloseTo(row.number("zaP"), within(1e-9));
    assertThat(Critical.at(test.za().criticalValues(), "5%"))
        .isCloseTo(row.number("za5"), within(1e-10));
    assertThat(test.zt().value()).isCloseTo(row.number("zt"), within(1e-8));
    assertThat(test.zt().pValue()).isCloseTo(row.number("ztP"), within(1e-9));
    assertThat(Critical.at(test.zt().criticalValues(), "1%"))
        .isCloseTo(row.number("zt1"), within(1e-12));
    assertThat(Critical.at(test.zt().criticalValues(), "10%"))
        .isCloseTo(row.number("zt10"), within(1e-12));
    assertThat(test.bandwidth()).isCloseTo(row.number("bandwidthUsed"), within(1e-7));
  }

  /** Phillips and Ouliaris (1990), tables Ia to Ic (Za) and IIa to IIc (Zt), many rows. */
  @ParameterizedTest
  @CsvSource({
    "N, -22.8291, -15.6377, -12.5438, -3.3865, -2.7619, -2.4505",
    "C, -28.3218, -20.4935, -17.0390, -3.9618, -3.3654, -3.0657",
    "CT, -35.4185, -27.0866, -23.1915, -4.3628, -3.8000, -3.5184"
  })
  @Evidence(
      of = Estimator.PHILLIPS_OULIARIS,
      kind = Kind.PUBLISHED,
      source = "Phillips and Ouliaris (1990), tables I and II")
  void shouldBeNearTheCriticalValuesOfThePaper(
      Trend trend, double za1, double za5, double za10, double zt1, double zt5, double zt10) {
    RandomSeries random = new RandomSeries(11);
    SeriesTable data =
        SeriesTable.of(
            List.of("Y", "X"), new double[][] {random.walk(500), random.walk(500)}, List.of());
    PhillipsOuliaris test = PhillipsOuliaris.test(data, 0, trend, OptionalDouble.empty());
    // The paper simulated 10,000 draws of 500 rows, so that its own error is up to 3 %.
    assertThat(Critical.at(test.za().criticalValues(), "1%")).isCloseTo(za1, within(1.0));
    assertThat(Critical.at(test.za().criticalValues(), "5%")).isCloseTo(za5, within(0.6));
    assertThat(Critical.at(test.za().criticalValues(), "10%")).isCloseTo(za10, within(0.5));
    assertThat(Critical.at(test.zt().criticalValues(), "1%")).isCloseTo(zt1, within(0.08));
    assertThat(Critical.at(test.zt().criticalValues(), "5%")).isCloseTo(zt5, within(0.05));
    assertThat(Critical.at(test.zt().criticalValues(), "10%")).isCloseTo(zt10, within(0.05));
  }

  /** Without autocovariances Zt is the t statistic of the plain regression of the residual. */
  @Test
  @Evidence(of = Estimator.PHILLIPS_OULIARIS, kind = Kind.SECOND_FORMULA)
  void shouldBeDickeyFullersStatisticWithoutBandwidth() {
    SeriesTable data = KnownColumns.named("y0", "y1");
    double rows = data.rows();
    PhillipsOuliaris test = PhillipsOuliaris.test(data, 0, Trend.C, OptionalDouble.of(0));
    EngleGranger plain = EngleGranger.test(data, 0, Trend.C, new LagChoice.Fixed(0));
    assertThat(test.alpha()).isCloseTo(1 + plain.adf().gamma(), within(1e-12));
    // The variance is over all rows here and over the degrees of freedom there.
    assertThat(test.zt().value())
        .isCloseTo(plain.adf().stat() * Math.sqrt(rows / (rows - 2)), within(1e-9));
  }

  @Test
  @Evidence(of = Estimator.PHILLIPS_OULIARIS, kind = Kind.TRUTH)
  void shouldRejectWalksApartAtTheLevel() {
    int worlds = 4000;
    int[] rejections = new int[2];
    for (int world = 0; world < worlds; world++) {
      RandomSeries random = new RandomSeries(80_000 + world);
      SeriesTable data =
          SeriesTable.of(
              List.of("Y", "X"), new double[][] {random.walk(252), random.walk(252)}, List.of());
      PhillipsOuliaris test = PhillipsOuliaris.test(data, 0, Trend.C, OptionalDouble.empty());
      rejections[0] += test.zt().value() < Critical.at(test.zt().criticalValues(), "5%") ? 1 : 0;
      rejections[1] += test.za().value() < Critical.at(test.za().criticalValues(), "5%") ? 1 : 0;
    }
    double band = 2 * Math.sqrt(0.05 * 0.95 / worlds);
    assertThat(rejections[0] / (double) worlds).isCloseTo(0.05, within(band));
    assertThat(rejections[1] / (double) worlds).isCloseTo(0.05, within(band));
  }

  @Test
  void shouldSayWhyItRefuses() {
    assertThatThrownBy(() ->
            PhillipsOuliaris.test(
                KnownColumns.named("y0", "y1"), 0, Trend.C, OptionalDouble.of(-1)))
        .hasMessage(
            "the bandwidth must be at least 0 and less than the rows: bandwidth=-1.0 rows=199");
    assertThatThrownBy(() ->
            PhillipsOuliaris.test(KnownColumns.named("y0"), 0, Trend.C, OptionalDouble.empty()))
        .hasMessage("Phillips-Ouliaris takes 2 to 12 columns: columns=1");
  }

  /** Phillips and Ouliaris (1990), tables Ia and Ib as R's tseries carries them in po.test. */
  @ParameterizedTest
  @CsvSource({
    "N, 3, -29.27, -21.48, -18.18",
    "N, 4, -36.16, -27.85, -23.92",
    "N, 5, -42.87, -33.48, -28.85",
    "N, 6, -48.52, -38.09, -33.80",
    "C, 3, -34.17, -26.09, -22.19",
    "C, 4, -41.13, -32.06, -27.58",
    "C, 5, -47.51, -37.15, -32.74",
    "C, 6, -52.17, -41.94, -37.01"
  })
  @Evidence(of = Estimator.PHILLIPS_OULIARIS, kind = Kind.PUBLISHED, source = "R, tseries po.test")
  void shouldBeNearTheCriticalValuesOfThePaperForMoreColumns(
      Trend trend, int columns, double one, double five, double ten) {
    RandomSeries random = new RandomSeries(12);
    double[][] walks = new double[columns][];
    Arrays.setAll(walks, i -> random.walk(500));
    List<String> names = List.of("A", "B", "C", "D", "E", "F").subList(0, columns);
    PhillipsOuliaris.Statistic za =
        PhillipsOuliaris.test(
                SeriesTable.of(names, walks, List.of()), 0, trend, OptionalDouble.empty())
            .za();
    assertThat(Critical.at(za.criticalValues(), "1%")).isCloseTo(one, withinPercentage(4));
    assertThat(Critical.at(za.criticalValues(), "5%")).isCloseTo(five, withinPercentage(3));
    assertThat(Critical.at(za.criticalValues(), "10%")).isCloseTo(ten, withinPercentage(3));
  }
}
