package io.statarb.cointegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.cli.Json;
import io.statarb.statistics.Critical;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.Series;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.AdfMethod;
import io.statarb.unitroot.DickeyFuller;
import io.statarb.unitroot.KpssMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the methods say to people and files, on prices of two oils. */
final class MethodFacesTest {
  private static final SeriesTable OIL = Series.oil().map(StrictMath::log);

  private static Stream<PairMethod> methods() {
    return Stream.of(
        new AdfMethod(),
        new KpssMethod(),
        new EngleGrangerMethod(),
        new PhillipsOuliarisMethod(),
        new JohansenMethod());
  }

  private static MethodResult run(PairMethod method, SeriesTable data) {
    return method.run(new MethodRequest(data, Trend.C, method.defaultLags(), Map.of()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void shouldGiveAStatisticWithItsDistribution(PairMethod method) {
    MethodResult result = run(method, OIL);
    assertThat(result.statistic()).isFinite();
    assertThat(result.pValue()).isBetween(0.0, 1.0);
    assertThat(result.criticalValues()).containsKeys("1%", "5%", "10%");
    assertThat(result.lagsUsed()).isNotNegative();
    assertThat(result.assumptions().getFirst()).startsWith("null: ");
    assertThat(Json.text(result.fields())).contains("\"statistic\":");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void shouldNameTheColumnThatIsConstant(PairMethod method) {
    double[] flat = new double[OIL.rows()];
    SeriesTable data =
        SeriesTable.of(List.of("KO", "FLAT"), new double[][] {OIL.column(0), flat}, List.of());
    assertThatThrownBy(() -> run(method, data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FLAT");
  }

  @Test
  void shouldTestEachColumn() {
    MethodResult result = run(new AdfMethod(), OIL);
    DickeyFuller second = DickeyFuller.test(OIL.column(1), Trend.C, new AdfMethod().defaultLags());
    assertThat(Series.number(result, "by_column", OIL.names().get(1), "statistic"))
        .isEqualTo(second.regression().stat());
  }

  @Test
  void shouldTestBothWays() {
    MethodResult result = run(new EngleGrangerMethod(), OIL);
    EngleGranger back =
        EngleGranger.test(
            OIL.select(List.of(1, 0)), 0, Trend.C, new EngleGrangerMethod().defaultLags());
    assertThat(result.further().get("by_dependent"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(2)
        .last()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("dependent", OIL.names().get(1))
        .containsEntry("statistic", back.adf().stat())
        .containsEntry("p_value", back.pValue());
    assertThat(Critical.at(result.criticalValues(), "5%"))
        .isCloseTo(Critical.at(back.criticalValues(), "5%"), within(1e-15));
  }

  @Test
  void shouldNormaliseTheRelationOnTheFirstColumn() {
    MethodResult result = run(new JohansenMethod(), OIL);
    Johansen test = Johansen.test(OIL, Trend.C, 1);
    assertThat(Series.number(result, "hedge_ratio")).isEqualTo(-test.vectors().getFirst().get(1));
    assertThat(Series.number(result, "rank_trace")).isEqualTo(test.rankByTrace());
  }

  @Test
  void shouldTakeTheBandwidthFromTheLags() {
    MethodResult result =
        new PhillipsOuliarisMethod()
            .run(new MethodRequest(OIL, Trend.C, new LagChoice.Fixed(5), Map.of()));
    assertThat(Series.number(result, "bandwidth")).isEqualTo(5);
    assertThat(Series.number(result, "zt", "statistic")).isEqualTo(result.statistic());
  }
}
