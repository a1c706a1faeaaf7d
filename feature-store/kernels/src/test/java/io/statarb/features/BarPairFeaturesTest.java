package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A row is a bar: both closes of one day, never an opening, never two days. */
final class BarPairFeaturesTest {
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final byte OPENING = (byte) QuoteCondition.OPENING.value();
  private static final byte JUMP = (byte) QuoteCondition.JUMP.value();
  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long CLOSE_NS = 16 * 3_600_000_000_000L;
  private static final long SEED = Long.getLong("seed", 20170811L);
  private static final Instrument Y = new Instrument(0, "A", "US", "equity", 10_000_000, 1, "USD");
  private static final Instrument X = new Instrument(1, "B", "US", "equity", 10_000_000, 1, "USD");
  private static final PairDefinition PAIR =
      new PairDefinition(0, "A.US", "B.US", 0.8, 0.9, 0.01, 0.05, 12);
  private static final FeatureService SERVICE = FeatureService.named("bar-pair-v1");

  private static PairFeatures features() {
    return PairFeatures.of(SERVICE, PAIR, List.of(Y, X));
  }

  private static boolean close(PairFeatures features, int day, int leg, long mid) {
    return features.onTick(day * DAY_NS + CLOSE_NS, leg, mid - 1, mid + 1, GOOD);
  }

  private static double value(PairFeatures features, String name) {
    return features.values()[SERVICE.indexOf(name)];
  }

  private static double spread(double y, double x) {
    return StrictMath.log(y / 100) - 0.8 * StrictMath.log(x / 100) - 0.9;
  }

  @Test
  void shouldMakeOneRowOfABarWhenBothLegsHaveClosed() {
    PairFeatures features = features();
    assertThat(close(features, 1, 0, 5000)).isFalse();
    assertThat(close(features, 1, 1, 3000)).isTrue();
    assertThat(features.spread()).isEqualTo(spread(5000, 3000));
    assertThat(value(features, "spread_z_formation")).isEqualTo((spread(5000, 3000) - 0.01) / 0.05);
    assertThat(features.allFinite()).isTrue();
  }

  @Test
  void shouldNotMixTwoDaysWhenALegIsMissing() {
    PairFeatures features = features();
    close(features, 1, 0, 5000);
    close(features, 1, 1, 3000);
    assertThat(close(features, 2, 0, 6000)).isFalse();
    assertThat(close(features, 3, 1, 3500)).isFalse();
    assertThat(features.spread()).isEqualTo(spread(5000, 3000));
    assertThat(close(features, 3, 0, 5500)).isTrue();
    assertThat(features.spread()).isEqualTo(spread(5500, 3500));
  }

  @Test
  void shouldNotSeeOpeningsNorQuotesThatAreNone() {
    PairFeatures with = features();
    PairFeatures without = features();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int day = 1; day <= 80; day++) {
      long y = 5000L + random.nextInt(400);
      long x = 3000L + random.nextInt(300);
      for (int leg = 0; leg < 2; leg++) {
        long other = 1000L + random.nextInt(9000);
        assertThat(with.onTick(day * DAY_NS, leg, other, other + 2, OPENING)).isFalse();
        with.onTick(day * DAY_NS + CLOSE_NS, leg, other, other + 2, JUMP);
      }
      close(with, day, 0, y);
      close(without, day, 0, y);
      assertThat(close(with, day, 1, x)).isTrue();
      assertThat(close(without, day, 1, x)).isTrue();
      assertThat(with.values()).as("seed=%d day=%d", SEED, day).isEqualTo(without.values());
    }
  }

  @Test
  void shouldCountTimeInBarsAcrossWeekends() {
    PairFeatures week = features();
    PairFeatures gaps = features();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int day = 1; day <= 60; day++) {
      long y = 5000L + random.nextInt(400);
      long x = 3000L + random.nextInt(300);
      int calendar = day + 2 * (day / 5);
      close(week, day, 0, y);
      close(week, day, 1, x);
      close(gaps, calendar, 0, y);
      close(gaps, calendar, 1, x);
      assertThat(gaps.values()).isEqualTo(week.values());
    }
  }

  @Test
  void shouldAgreeWithTheFormulasWhenComputedNaively() {
    PairFeatures features = features();
    SplittableRandom random = new SplittableRandom(SEED);
    List<double[]> logs = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    for (int day = 1; day <= 120; day++) {
      long y = 5000L + random.nextInt(400);
      long x = 3000L + random.nextInt(300);
      close(features, day, 0, y);
      close(features, day, 1, x);
      logs.add(new double[] {StrictMath.log(y / 100.0), StrictMath.log(x / 100.0)});
      spreads.add(spread((double) y, (double) x));
      int n = spreads.size() - 1;
      double now = spreads.get(n);
      if (n >= 1) {
        near(value(features, "spread_change_1b"), 1e4 * (now - spreads.get(n - 1)));
      }
      if (n >= 15) {
        double mean = decayedMean(spreads, 60);
        double variance = 0;
        double weight = 0;
        for (int i = 0; i < n; i++) {
          double w = StrictMath.exp(-(n - 1 - i) / 60.0);
          variance += w * (spreads.get(i) - mean) * (spreads.get(i) - mean);
          weight += w;
        }
        near(value(features, "z_60b"), (now - mean) / StrictMath.sqrt(variance / weight));
        near(value(features, "spread_velocity_5b"), 1e4 * (now - decayedMean(spreads, 5)) / 5);
        List<Double> logY = logs.stream().map(log -> log[0]).toList();
        near(value(features, "y_momentum_20b"), 1e4 * (logs.get(n)[0] - decayedMean(logY, 20)));
        near(value(features, "leg_correlation_60b"), correlation(logs, 60));
      }
    }
  }

  /** Mean of all before the last, each weighted by exp(-age/tau). */
  private static double decayedMean(List<Double> values, double tau) {
    double sum = 0;
    double weight = 0;
    int n = values.size() - 1;
    for (int i = 0; i < n; i++) {
      double w = StrictMath.exp(-(n - 1 - i) / tau);
      sum += w * values.get(i);
      weight += w;
    }
    return sum / weight;
  }

  private static double correlation(List<double[]> logs, double tau) {
    double yx = 0;
    double yy = 0;
    double xx = 0;
    int n = logs.size() - 1;
    for (int i = 1; i <= n; i++) {
      double w = StrictMath.exp(-(n - i) / tau);
      double y = logs.get(i)[0] - logs.get(i - 1)[0];
      double x = logs.get(i)[1] - logs.get(i - 1)[1];
      yx += w * y * x;
      yy += w * y * y;
      xx += w * x * x;
    }
    return yx / StrictMath.sqrt(yy * xx);
  }

  private static void near(double actual, double expected) {
    assertThat(actual).as("seed=%d", SEED).isCloseTo(expected, offset(expected));
  }

  private static org.assertj.core.data.Offset<Double> offset(double of) {
    return org.assertj.core.data.Offset.offset(1e-8 * Math.max(1, Math.abs(of)));
  }
}
