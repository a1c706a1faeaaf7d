package io.statarb.unitroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.Trend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MacKinnonTest {

  /** Asymptotic critical values, MacKinnon (2010), tables 1 to 4. */
  @ParameterizedTest
  @CsvSource({
    "N, 1, -2.56574, -1.94100, -1.61682",
    "C, 1, -3.43035, -2.86154, -2.56677",
    "C, 2, -3.89644, -3.33613, -3.04445",
    "C, 6, -5.24568, -4.70693, -4.42501",
    "C, 12, -6.63790, -6.11279, -5.83724",
    "CT, 1, -3.95877, -3.41049, -3.12705",
    "CT, 2, -4.32762, -3.78057, -3.49631",
    "CT, 12, -6.83488, -6.31127, -6.03650",
    "CTT, 1, -4.37113, -3.83239, -3.55326",
    "CTT, 2, -4.69276, -4.15387, -3.87346",
    "CTT, 12, -7.02582, -6.50353, -6.22941"
  })
  @Evidence(
      of = Estimator.MACKINNON,
      kind = Kind.PUBLISHED,
      source = "MacKinnon (2010), tables 1 to 4")
  void shouldGiveThePublishedCriticalValues(
      Trend trend, int variables, double one, double five, double ten) {
    assertThat(MacKinnon.criticalValues(trend, variables, Double.POSITIVE_INFINITY))
        .containsEntry("1%", one)
        .containsEntry("5%", five)
        .containsEntry("10%", ten);
    // P-values of 1994 and critical values of 2010 are two estimates of one distribution.
    assertThat(MacKinnon.pValue(one, trend, variables)).isCloseTo(0.01, within(3e-4));
    assertThat(MacKinnon.pValue(five, trend, variables)).isCloseTo(0.05, within(1e-3));
    assertThat(MacKinnon.pValue(ten, trend, variables)).isCloseTo(0.10, within(2e-3));
  }

  @ParameterizedTest
  @CsvSource({"C", "CT", "CTT"})
  @Evidence(of = Estimator.MACKINNON, kind = Kind.SECOND_FORMULA)
  void shouldInterpolateWithinThreeQuartersOfAPercentWhereBothAreKnown(Trend trend) {
    for (int variables = 1; variables <= MacKinnon.MAX_PUBLISHED_P_VALUES; variables++) {
      for (double stat = -15; stat < 3; stat += 0.01) {
        double published = MacKinnon.pValue(stat, trend, variables);
        if (published < 0.5) {
          assertThat(MacKinnon.parabola(stat, trend, variables))
              .isCloseTo(published, within(0.0075));
        }
      }
    }
  }

  @Test
  void shouldRiseWithTheStatisticForManyVariables() {
    double before = 0;
    for (double stat = -60; stat < 0; stat += 0.1) {
      double p = MacKinnon.pValue(stat, Trend.C, 9);
      assertThat(p).isBetween(before, 1.0);
      before = p;
    }
    assertThat(MacKinnon.pValue(-3, Trend.N, 7)).isNaN();
    assertThatThrownBy(() -> MacKinnon.pValue(-3, Trend.C, 13))
        .hasMessage("MacKinnon's distributions are for 1 to 12 variables: variables=13");
  }
}
