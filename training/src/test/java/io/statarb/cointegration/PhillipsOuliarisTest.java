package io.statarb.cointegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.statistics.Critical;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
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
}
