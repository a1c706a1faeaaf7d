package io.statarb.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalTest {
  /** Abramowitz and Stegun, table 26.1 and 26.2, and scipy 1.17 for further digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.8413447460685429",
    "-1, 0.15865525393145707",
    "-1.6448536269514722, 0.05",
    "-2.9999, 0.001350341282954925",
    "-3.0001, 0.0013494549132607172",
    "-5, 2.866515718791939e-07",
    "-10, 7.619853024160489e-24",
    "-20, 2.7536241186062337e-89",
    "3.5, 0.9997673709209645"
  })
  void shouldGiveThePublishedProbabilities(double x, double probability) {
    assertThat(Normal.cdf(x)).isCloseTo(probability, withinPercentage(1e-7));
  }

  @Test
  void shouldEndAtZeroAndOne() {
    assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isOne();
    assertThat(Normal.cdf(Double.NaN)).isNaN();
  }
}
