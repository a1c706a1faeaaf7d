package io.statarb.reversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HurstTest {

  // R package pracma 1.7.9, help page of hurstexp: the logistic map x <- 4 x (1 - x) from 0.1, 1024
  // values, smallest block 50: empirical, corrected empirical, theoretical; and the theoretical
  // exponent that it prints for 1024 values with a smallest block of 128.
  @Test
  @Evidence(of = Estimator.HURST, kind = Kind.PUBLISHED, source = "R, pracma hurstexp")
  void shouldGiveTheNumbersOfPracmaForTheLogisticMap() {
    double[] map = new double[1024];
    map[0] = 0.1;
    for (int i = 1; i < map.length; i++) {
      map[i] = 4 * map[i - 1] * (1 - map[i - 1]);
    }

    RescaledRange range = RescaledRange.of(map, List.of(64, 128, 256, 512));

    assertThat(range.empirical()).isCloseTo(0.4869625, within(5e-8));
    assertThat(range.corrected()).isCloseTo(0.4485892, within(5e-8));
    assertThat(range.theoretical()).isCloseTo(0.5368124, within(5e-8));
    assertThat(RescaledRange.of(map, List.of(128, 256, 512)).theoretical())
        .isCloseTo(0.5294909, within(5e-8));
  }

  @Test
  void shouldTakeTheLengthWithTheMostDivisors() {
    RescaledRange range = RescaledRange.of(Series.noise(new SplittableRandom(1), 1024), 50);

    assertThat(range.rows()).isEqualTo(1020);
    assertThat(range.blockSizes()).containsExactly(51, 60, 68, 85, 102, 170, 204, 255, 340, 510);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 340, 341, 1000})
  @Evidence(of = Estimator.HURST, kind = Kind.SECOND_FORMULA)
  void shouldExpectTheRescaledRangeThatNoiseShows(int n) {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int blocks = 400_000 / n;
    double[] noise = Series.noise(random, blocks * n);

    double sum = 0;
    double squares = 0;
    for (int block = 0; block < blocks; block++) {
      double ratio = naiveRescaledRange(noise, block * n, n);
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / blocks;
    double error = Math.sqrt((squares / blocks - mean * mean) / blocks);

    // Anis and Lloyd is exact for the population's standard deviation; Peters' factor is an
    // approximation to about a percent in short blocks.
    assertThat(RescaledRange.expected(n)).isCloseTo(mean, within(4 * error + 0.012 * mean));
  }

  private static double naiveRescaledRange(double[] values, int from, int n) {
    double[] block = Arrays.copyOfRange(values, from, from + n);
    double mean = Arrays.stream(block).sum() / n;
    double[] running = new double[n];
    for (int i = 0; i < n; i++) {
      running[i] = (i == 0 ? 0 : running[i - 1]) + block[i] - mean;
    }
    Arrays.sort(running);
    return (running[n - 1] - running[0]) / Samples.sd(block);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.35, 0.5, 0.65})
  @Evidence(of = Estimator.HURST, kind = Kind.TRUTH)
  void shouldFindTheExponentOfFractionalBrownianMotionsWithinItsError(double hurst) {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int worlds = 120;
    FractionalNoise noise = new FractionalNoise(hurst, 600);
    double sum = 0;
    double squares = 0;
    long held = 0;
    LaggedVariance last = LaggedVariance.of(noise.motion(random), 10);
    for (int world = 0; world < worlds; world++) {
      last = LaggedVariance.of(noise.motion(random), 10);
      sum += last.hurst();
      squares += last.hurst() * last.hurst();
      held += Math.abs(last.hurst() - hurst) < 1.96 * last.standardError() ? 1 : 0;
    }
    double mean = sum / worlds;
    double spread = Math.sqrt(squares / worlds - mean * mean);

    assertThat(mean).isCloseTo(hurst, within(4 * spread / Math.sqrt(worlds) + 0.005));
    // The spread over the worlds is the standard error, to about four errors of a spread of 120.
    assertThat(last.standardError() / spread).isBetween(0.75, 1.35);
    assertThat(held).isBetween(103L, 120L);
  }

  @Test
  @Evidence(of = Estimator.HURST, kind = Kind.TRUTH)
  void shouldTellReversionFromAWalk() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    HurstMethod method = new HurstMethod();

    MethodResult reverting =
        method.run(Series.request(Series.table(Series.autoregression(random, 1500, 0.8, 0, 1))));
    assertThat(reverting.statistic()).isLessThan(0.3);
    assertThat(reverting.pValue()).isLessThan(1e-4);
    long rejected = 0;
    for (int world = 0; world < 300; world++) {
      MethodResult walk = method.run(Series.request(Series.table(Series.walk(random, 800))));
      rejected += walk.pValue() < 0.05 ? 1 : 0;
    }
    // Four standard errors of a share of 5% in 300.
    assertThat(rejected).isBetween(1L, 31L);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 2000", "0.8, 2000"})
  @Evidence(of = Estimator.HURST, kind = Kind.TRUTH)
  void shouldRescaleTheRangeOfLongMemory(double hurst, int rows) {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    FractionalNoise noise = new FractionalNoise(hurst, rows);
    double sum = 0;
    for (int world = 0; world < 20; world++) {
      sum += RescaledRange.of(Samples.differences(noise.motion(random)), 50).corrected();
    }
    // The correction is that of H = 1/2 and pulls long memory a little towards it.
    assertThat(sum / 20).isCloseTo(hurst, within(0.06));
  }

  @Test
  @Evidence(of = Estimator.HURST, kind = Kind.PUBLISHED, source = "Weron (2002), table 2")
  void shouldGiveWeronsRangeOfNoise() {
    // Weron (2002), R/S-AL, N = 256, blocks above 50: the functions of table 2 by hand, with
    // log2 N = 8: 0.5 - exp(-7.33 ln ln 8 + 4.21), 0.5 + exp(-7.20 ln ln 8 + 4.04).
    RescaledRange range = new RescaledRange(0, 0, 0, 0, 256, List.of(64, 128));

    assertThat(range.noiseLower95()).isCloseTo(0.5 - 0.31465, within(2e-4));
    assertThat(range.noiseUpper95()).isCloseTo(0.5 + 0.29197, within(2e-4));
  }

  @Test
  void shouldFindBlocksWhateverTheNumberOfRows() {
    double[] walk = Series.walk(new SplittableRandom(Seeds.seed()), 700);
    for (int rows = 64; rows <= 700; rows++) {
      MethodResult result =
          new HurstMethod().run(Series.request(Series.table(Arrays.copyOf(walk, rows))));
      assertThat(result.further().get("block_sizes")).asInstanceOf(LIST).hasSizeGreaterThan(2);
    }
  }

  @Test
  void shouldRefuseTooFewRows() {
    assertThatThrownBy(() -> LaggedVariance.of(new double[10], 3))
        .hasMessage("lags must be at least 2 and at most a quarter of the rows: lags=3 rows=10");
    assertThatThrownBy(() -> RescaledRange.of(Series.noise(new SplittableRandom(1), 100), 50))
        .hasMessageContaining("too few rows for a line through the rescaled ranges");
  }
}
