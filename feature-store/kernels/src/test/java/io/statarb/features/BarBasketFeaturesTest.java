package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Baskets of bars: the features of a pair of bars for any number of legs. */
final class BarBasketFeaturesTest {
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long SEED = Long.getLong("seed", 20170811L);
  private static final FeatureService BASKET = FeatureService.named("bar-basket-v1");
  private static final FeatureService PAIR = FeatureService.named("bar-pair-v1");
  private static final List<Instrument> LEGS =
      List.of(instrument(0, "A"), instrument(1, "B"), instrument(2, "C"), instrument(3, "D"));

  private static Instrument instrument(int id, String symbol) {
    return new Instrument(id, symbol, "US", "equity", 10_000_000, 1, "USD");
  }

  /** Closes of the legs day by day: random walks from 50 USD. */
  private static List<long[]> walks(int legs, int days) {
    System.out.println("seed=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] log = new double[legs];
    List<long[]> closes = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      long[] mids = new long[legs];
      for (int leg = 0; leg < legs; leg++) {
        log[leg] += 0.02 * random.nextGaussian();
        mids[leg] = Math.round(5000 * StrictMath.exp(log[leg]));
      }
      closes.add(mids);
    }
    return closes;
  }

  private static void close(PairFeatures features, int day, long[] mids) {
    for (int leg = 0; leg < mids.length; leg++) {
      boolean row = features.onTick(day * DAY_NS, leg, mids[leg] - 1, mids[leg] + 1, GOOD);
      assertThat(row).isEqualTo(leg == mids.length - 1);
    }
  }

  @Test
  void shouldAgreeWithThePairServiceWhenThereAreTwoLegs() {
    PairDefinition definition = new PairDefinition(0, "A.US", "B.US", 1.0, 0.9, 0.01, 0.05, 12);
    PairFeatures pair = PairFeatures.of(PAIR, definition, LEGS.subList(0, 2));
    PairFeatures basket = PairFeatures.of(BASKET, definition, LEGS.subList(0, 2));
    int day = 0;
    for (long[] mids : walks(2, 300)) {
      day++;
      close(pair, day, mids);
      close(basket, day, mids);
      for (String name : BASKET.names()) {
        // With a hedge ratio of 1 the hedge is leg X.
        String ofPair = name.replace("hedge_", "x_").replace("side_", "leg_");
        double expected = pair.values()[PAIR.indexOf(ofPair)];
        assertThat(basket.values()[BASKET.indexOf(name)])
            .as(name)
            .isCloseTo(expected, within(1e-9));
      }
    }
  }

  @Test
  void shouldCountEveryLegOfABasketOfFour() {
    double[] ratio = {0.7, 0.5, -0.25};
    PairDefinition definition =
        new PairDefinition(
            0,
            "A.US",
            List.of(new Hedge("B.US", 0.7), new Hedge("C.US", 0.5), new Hedge("D.US", -0.25)),
            0.1,
            0.0,
            0.05,
            12,
            RatioErrors.NONE);
    PairFeatures basket = PairFeatures.of(BASKET, definition, LEGS);
    int day = 0;
    double spreadBefore = Double.NaN;
    for (long[] mids : walks(4, 100)) {
      day++;
      close(basket, day, mids);
      double spread = StrictMath.log(mids[0] / 100.0) - 0.1;
      double cost = 2e4 / mids[0];
      for (int i = 0; i < ratio.length; i++) {
        spread -= ratio[i] * StrictMath.log(mids[i + 1] / 100.0);
        cost += 2e4 * Math.abs(ratio[i]) / mids[i + 1];
      }
      assertThat(basket.spread()).isCloseTo(spread, within(1e-12));
      assertThat(value(basket, "spread_z_formation")).isCloseTo(spread / 0.05, within(1e-10));
      assertThat(value(basket, "cost_to_cross_bps")).isCloseTo(cost, within(1e-9));
      if (day > 1) {
        assertThat(value(basket, "spread_change_1b"))
            .isCloseTo(1e4 * (spread - spreadBefore), within(1e-8));
      }
      spreadBefore = spread;
    }
  }

  private static double value(PairFeatures features, String name) {
    return features.values()[BASKET.indexOf(name)];
  }
}
