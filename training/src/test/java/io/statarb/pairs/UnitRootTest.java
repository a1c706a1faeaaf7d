package io.statarb.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnitRootTest {

  @Test
  @Evidence(of = Estimator.ADF, kind = Kind.PUBLISHED, source = "R, fUnitRoots")
  void shouldGiveThePublishedStatisticOfRealGdp() {
    double[] gdp = column(0);

    // The figure that R's fUnitRoots and statsmodels print for this series with a constant and four
    // lags.
    UnitRoot test = UnitRoot.test(gdp, new int[gdp.length], gdp.length, 4, 0);

    assertThat(test.stat()).isCloseTo(0.97505319, within(1e-5));
    assertThat(test.rows()).isEqualTo(198);
    assertThat(test.critical5()).isCloseTo(-2.876250632135043, within(1e-12));
  }

  @Test
  void shouldAgreeWithStatsmodelsForOneLag() {
    double[] gdp = column(0);

    // statsmodels 0.15.0: adfuller(realgdp, regression="c", maxlag=1, autolag=None).
    assertThat(UnitRoot.test(gdp, new int[gdp.length], gdp.length, 1, 0).stat())
        .isCloseTo(1.429521406638025, within(1e-8));
  }

  @Test
  void shouldUseTheWiderCriticalValueWhenTheHedgeRatioIsEstimated() {
    // statsmodels 0.15.0: coint(...) prints -3.36654523 for 202 differences.
    assertThat(UnitRoot.critical5(202, 2)).isCloseTo(-3.36654523, within(1e-7));
    assertThat(UnitRoot.critical5(1_000_000, 1)).isCloseTo(-2.8615, within(1e-4));
  }

  @Test
  void shouldNotDifferenceAcrossSegments() {
    // Two stretches of the same sawtooth, far apart in level: a difference across them would
    // dominate.
    double[] series = new double[80];
    int[] segment = new int[80];
    for (int i = 0; i < 80; i++) {
      series[i] = (i % 7) + (i % 3) * 0.5;
      segment[i] = i / 40;
    }
    double[] shifted = series.clone();
    for (int i = 40; i < 80; i++) {
      shifted[i] += 1000;
    }

    UnitRoot test = UnitRoot.test(shifted, segment, 80, 1, 0);

    assertThat(test.rows()).isEqualTo(76);
    assertThat(test.stat()).isFinite();
  }

  private static double[] column(int wanted) {
    try (InputStream in = UnitRootTest.class.getResourceAsStream("us-macro-v1.csv")) {
      if (in == null) {
        throw new IllegalStateException("us-macro-v1.csv is not on the class path");
      }
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
      return lines.stream()
          .mapToDouble(l -> Double.parseDouble(l.split(",", -1)[wanted]))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
