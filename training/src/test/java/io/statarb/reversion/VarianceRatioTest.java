package io.statarb.reversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import io.statarb.training.Seeds;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VarianceRatioTest {

  // arch 8.0.0: VarianceRatio(values, q), with robust=True and robust=False for the plain z.
  @ParameterizedTest
  @CsvSource({
    "nile, 2, 0.6097683743933243, -3.8827556504033627, -3.541046813910351, 0.0003985428588073603",
    "nile, 4, 0.38356610012632697, -3.278461509324723, -3.047502444887116, 0.002307516489771455",
    "nile, 8, 0.17345877643636531, -2.7802131270977246, -2.6960135978880033, 0.007017480194676073",
    "nile, 16, 0.11052598680340442, -2.010620035903593, -2.0364629768447307, 0.0417038871552311",
    "spread, 2, 1.135531536937856, 2.683387527335005, 1.4911613823217822, 0.13591912984444265",
    "spread, 16, 0.51935281651945, -2.1619646056630923, -1.278489886715025, 0.20107674841151724",
    "log-spread, 4, 0.760094879466612, -2.5389171487292796, -1.9344710980762743, 0.053055232248053086",
    "log-spread, 8, 0.4775696057819385, -3.496773019909527, -2.769178628928565, 0.00561978148311737",
    "log-brent, 2, 1.2638950858204874, 5.224856131753231, 3.240751040825878, 0.0011921525045750503",
    "log-brent, 8, 1.2597405930872727, 1.7385165720349927, 1.3102789437257796, 0.19010148797544968"
  })
  @Evidence(of = Estimator.VARIANCE_RATIO, kind = Kind.PEER, source = "arch")
  void shouldGiveTheNumbersOfArch(
      String series, int q, double ratio, double z, double robustZ, double pValue) {
    MethodResult result =
        new VarianceRatioMethod()
            .run(Series.request(PublishedSeries.of(series), Map.of("horizon", (double) q)));

    assertThat(result.statistic()).isCloseTo(robustZ, within(1e-8));
    assertThat(result.pValue()).isCloseTo(pValue, within(1e-9));
    assertThat(Series.number(result, "variance_ratio")).isCloseTo(ratio, within(1e-9));
    assertThat(Series.number(result, "z_homoskedastic")).isCloseTo(z, within(1e-8));
  }

  @Test
  @Evidence(of = Estimator.VARIANCE_RATIO, kind = Kind.SECOND_FORMULA)
  void shouldBeAWeightedSumOfAutocorrelations() {
    // Lo and MacKinlay (1988), eq. 9: ratio - 1 is close to the sum of 2 (q - j) / q times the
    // autocorrelations of the steps; the end terms differ by order q / n.
    double[] walk = Series.autoregression(new SplittableRandom(Seeds.seed()), 20_001, 0.9, 0, 1);
    double[] steps = Samples.differences(walk);
    double mean = Samples.mean(steps);
    double[] lagged = new double[9];
    for (int j = 0; j < 9; j++) {
      for (int i = j; i < steps.length; i++) {
        lagged[j] += (steps[i] - mean) * (steps[i - j] - mean);
      }
    }
    double sum =
        IntStream.range(1, 8).mapToDouble(j -> 2 * (8.0 - j) / 8 * lagged[j] / lagged[0]).sum();

    assertThat(VarianceRatio.of(walk, 8).ratio() - 1).isCloseTo(sum, within(2e-3));
  }

  @Test
  @Evidence(of = Estimator.VARIANCE_RATIO, kind = Kind.TRUTH)
  void shouldFindTheRatioOfAnAutoregression() {
    // Of an AR(1): var(s(t) - s(t-q)) is proportional to 1 - phi^q.
    double[] series = Series.autoregression(new SplittableRandom(Seeds.seed()), 100_000, 0.9, 0, 1);

    assertThat(VarianceRatio.of(series, 16).ratio())
        .isCloseTo((1 - Math.pow(0.9, 16)) / (16 * 0.1), within(0.02));
  }

  @Test
  @Evidence(of = Estimator.VARIANCE_RATIO, kind = Kind.TRUTH)
  void shouldRejectOneWalkInTwentyWhateverTheVarianceOfItsSteps() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    long robust = 0;
    long plain = 0;
    for (int world = 0; world < 1000; world++) {
      double[] walk = new double[1001];
      double variance = 1;
      double step = 0;
      for (int i = 1; i < walk.length; i++) {
        // A GARCH(1,1) with fourth moments.
        variance = 0.1 + 0.25 * step * step + 0.65 * variance;
        step = StrictMath.sqrt(variance) * random.nextGaussian();
        walk[i] = walk[i - 1] + step;
      }
      VarianceRatio ratio = VarianceRatio.of(walk, 2);
      robust += ratio.pValue() < 0.05 ? 1 : 0;
      plain += Math.abs(ratio.z()) > 1.96 ? 1 : 0;
    }

    // Four standard errors of a share of 5% in 1000.
    assertThat(robust).isBetween(22L, 78L);
    assertThat(plain).isGreaterThan(100);
  }

  @Test
  void shouldRefuseWhatHasNoRatio() {
    double[] line = IntStream.range(0, 40).mapToDouble(i -> i).toArray();

    assertThatThrownBy(() -> VarianceRatio.of(line, 2))
        .hasMessage("the series moves by the same step in every row: step=1.0");
    assertThatThrownBy(() -> VarianceRatio.of(line, 39)).hasMessageContaining("horizon=39 rows=40");
    assertThatThrownBy(() ->
            new VarianceRatioMethod().run(Series.request(Series.nile(), Map.of("horizon", 2.5))))
        .hasMessage("horizon must be a whole number of at least 2: horizon=2.5");
  }
}
