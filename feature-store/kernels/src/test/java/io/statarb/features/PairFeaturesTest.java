package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.statarb.features.SeededTicks.LegTick;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.QuoteCondition;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a row is, when there is one, and that it looks neither ahead nor aside. */
final class PairFeaturesTest {
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final byte LOCKED = (byte) QuoteCondition.LOCKED.value();
  private static final byte JUMP = (byte) QuoteCondition.JUMP.value();
  private static final long SECOND_NS = 1_000_000_000L;

  private static List<double[]> rows(PairFeatures features, List<LegTick> ticks) {
    List<double[]> rows = new ArrayList<>();
    for (LegTick tick : ticks) {
      rows.add(tick.feed(features) ? features.values().clone() : new double[0]);
    }
    return rows;
  }

  private static boolean sameBits(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  @Test
  void shouldAgreeWithTheFormulasWhenComputedNaively() {
    List<LegTick> ticks = SeededTicks.ticks(SeededTicks.seed(), 700, 0.03);
    List<double[]> rows = rows(SeededTicks.features(), ticks);
    int compared = 0;
    for (int i = 0; i < ticks.size(); i++) {
      NaiveFeatures naive = new NaiveFeatures(ticks, i);
      assertThat(rows.get(i).length > 0).as("row exists: tick=%d", i).isEqualTo(naive.exists());
      for (int k = 0; k < rows.get(i).length; k++) {
        String name = SeededTicks.SERVICE.fields().get(k).name();
        double expected = naive.value(name);
        double actual = rows.get(i)[k];
        double tolerance = 1e-6 * Math.max(1, Math.abs(expected));
        assertThat(
                Double.isNaN(expected)
                    ? Double.isNaN(actual)
                    : Math.abs(actual - expected) <= tolerance)
            .as("tick=%d feature=%s actual=%s expected=%s", i, name, actual, expected)
            .isTrue();
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10_000);
  }

  @Test
  void shouldChangeNoEarlierRowWhenLaterTicksChange() {
    long seed = SeededTicks.seed();
    List<LegTick> ticks = SeededTicks.ticks(seed, 5000, 0.02);
    List<double[]> before = rows(SeededTicks.features(), ticks);
    int cut = 3000;
    List<LegTick> changed = new ArrayList<>(ticks.subList(0, cut));
    for (LegTick tick : SeededTicks.ticks(seed + 1, 5000, 0.2)) {
      changed.add(
          new LegTick(
              tick.tsNs() - SeededTicks.START_NS + ticks.get(cut).tsNs(),
              tick.leg(),
              tick.bid(),
              tick.ask(),
              tick.condition()));
    }
    List<double[]> after = rows(SeededTicks.features(), changed);
    for (int i = 0; i < cut; i++) {
      assertThat(sameBits(before.get(i), after.get(i))).as("tick=%d", i).isTrue();
    }
  }

  @Test
  void shouldGiveTheSameBitsWhenResetOrMadeAnew() {
    long seed = SeededTicks.seed();
    List<LegTick> ticks = SeededTicks.ticks(seed, 5000, 0.02);
    PairFeatures used = SeededTicks.features();
    rows(used, SeededTicks.ticks(seed + 2, 2000, 0.1));
    used.reset();
    List<double[]> again = rows(used, ticks);
    List<double[]> fresh = rows(SeededTicks.features(), ticks);
    for (int i = 0; i < ticks.size(); i++) {
      assertThat(sameBits(fresh.get(i), again.get(i))).as("tick=%d", i).isTrue();
    }
  }

  @Test
  void shouldDropALegUntilItsNextGoodQuoteWhenAQuoteIsQuarantined() {
    PairFeatures features = SeededTicks.features();
    long t = SeededTicks.START_NS;
    assertThat(features.onTick(t, 0, 138_000, 138_002, GOOD)).isFalse();
    assertThat(features.onTick(t + 1, 1, 86_000, 86_002, GOOD)).isTrue();
    assertThat(features.onTick(t + 2, 1, Long.MIN_VALUE, Long.MIN_VALUE, JUMP)).isFalse();
    assertThat(features.spread()).isNaN();
    assertThat(features.onTick(t + 3, 0, 138_001, 138_003, GOOD)).isFalse();
    assertThat(features.onTick(t + 4, 1, 86_001, 86_001, LOCKED)).isTrue();
    assertThat(features.spread()).isFinite();
  }

  @Test
  void shouldGiveTheSameBitsWhateverPricesAQuarantinedTickCarries() {
    long seed = SeededTicks.seed();
    SplittableRandom random = new SplittableRandom(seed);
    for (double share : new double[] {0.01, 0.3}) {
      List<LegTick> ticks = SeededTicks.ticks(seed, 5000, share);
      List<LegTick> leaking = new ArrayList<>();
      for (LegTick tick : ticks) {
        boolean priced = tick.condition() == GOOD || tick.condition() == LOCKED;
        long bid = random.nextLong(1, 1_000_000);
        // Any reason but GOOD and LOCKED, which are 0 and 1.
        byte reason = (byte) random.nextInt(2, 10);
        leaking.add(priced ? tick : new LegTick(tick.tsNs(), tick.leg(), bid, bid + 1, reason));
      }
      List<double[]> without = rows(SeededTicks.features(), ticks);
      List<double[]> with = rows(SeededTicks.features(), leaking);
      for (int i = 0; i < ticks.size(); i++) {
        assertThat(sameBits(without.get(i), with.get(i))).as("tick=%d seed=%d", i, seed).isTrue();
      }
    }
  }

  @Test
  void shouldMakeNoRowWhenAQuoteCalledGoodIsNone() {
    PairFeatures features = SeededTicks.features();
    long t = SeededTicks.START_NS;
    features.onTick(t, 0, 138_000, 138_002, GOOD);
    assertThat(features.onTick(t, 1, 86_003, 86_002, GOOD)).isFalse();
    assertThat(features.onTick(t, 1, 0, 86_002, GOOD)).isFalse();
  }

  @Test
  void shouldBeColdAgainWhenALegWasAwayForLong() {
    PairFeatures features = SeededTicks.features();
    long t = SeededTicks.START_NS;
    for (int i = 0; i < 200; i++) {
      t += SECOND_NS;
      features.onTick(
          t, i % 2, i % 2 == 0 ? 138_000 + i : 86_000, i % 2 == 0 ? 138_002 + i : 86_002, GOOD);
    }
    assertThat(features.allFinite()).isTrue();
    features.onTick(t, 0, Long.MIN_VALUE, Long.MIN_VALUE, JUMP);
    t += 7200 * SECOND_NS;
    assertThat(features.onTick(t, 0, 138_300, 138_302, GOOD)).isTrue();
    assertThat(features.values()[SeededTicks.SERVICE.indexOf("z_600s")]).isNaN();
    for (int i = 0; i < 25; i++) {
      t += SECOND_NS;
      features.onTick(t, i % 2, i % 2 == 0 ? 138_300 : 86_000, i % 2 == 0 ? 138_302 : 86_002, GOOD);
    }
    assertThat(features.allFinite()).isTrue();
  }

  @Test
  void shouldNotCompareASpreadWithItselfWhenScored() {
    PairFeatures features = SeededTicks.features();
    long t = SeededTicks.START_NS;
    features.onTick(t, 0, 138_000, 138_002, GOOD);
    features.onTick(t, 1, 86_000, 86_002, GOOD);
    double level = features.spread();
    features.onTick(t + 60 * SECOND_NS, 0, 138_020, 138_022, GOOD);
    // Nothing moved for a minute: mean = level, sd = the floor, and the jump is no part of either.
    double y = 1e-5 / 1.38021;
    double x = 0.8 * 1e-5 / 0.86001;
    double floor = Math.sqrt((y * y + x * x) / 12);
    double expected = (features.spread() - level) / floor;
    assertThat(features.values()[SeededTicks.SERVICE.indexOf("z_30s")])
        .isCloseTo(expected, Offset.offset(1e-9 * Math.abs(expected)));
  }

  @Test
  void shouldBeFiniteNearlyAlwaysWhenASessionLastsTenMinutes() {
    SplittableRandom random = new SplittableRandom(SeededTicks.seed());
    List<LegTick> ticks = new ArrayList<>();
    for (long t = 0; t < 600 * SECOND_NS; t += random.nextLong(1, SECOND_NS)) {
      int leg = random.nextInt(2);
      long bid = (leg == 0 ? 138_000 : 86_000) + random.nextLong(0, 5);
      byte condition = random.nextInt(500) == 0 ? JUMP : GOOD;
      ticks.add(new LegTick(SeededTicks.START_NS + t, leg, bid, bid + 2, condition));
    }
    PairFeatures features = SeededTicks.features();
    int rows = 0;
    int finite = 0;
    for (LegTick tick : ticks) {
      if (tick.feed(features)) {
        rows++;
        finite += features.allFinite() ? 1 : 0;
      }
    }
    assertThat(finite / (double) rows).as("rows=%d finite=%d", rows, finite).isGreaterThan(0.95);
  }

  @Test
  void shouldAllocateNothingWhenFed() {
    LegTick[] ticks = SeededTicks.ticks(SeededTicks.seed(), 100_000, 0.02).toArray(LegTick[]::new);
    PairFeatures features = SeededTicks.features();
    long warmUp = allocatedBytes(features, ticks);
    long least = warmUp;
    // The first call of the meter and the JVM's compiler allocate a few objects now and then.
    for (int window = 0; window < 4; window++) {
      features.reset();
      least = Math.min(least, allocatedBytes(features, ticks));
    }
    assertThat(least)
        .as("allocated bytes: warmUp=%d ticks=%d", warmUp, ticks.length)
        .isLessThan(ticks.length / 100);
  }

  private static long allocatedBytes(PairFeatures features, LegTick[] ticks) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (LegTick tick : ticks) {
      tick.feed(features);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void shouldRefuseTheServiceWhenItsColumnsAreInAnotherOrder() {
    List<FeatureField> reversed = new ArrayList<>(SeededTicks.SERVICE.fields());
    Collections.reverse(reversed);
    FeatureService other = new FeatureService(SeededTicks.SERVICE.name(), reversed);
    assertThatThrownBy(
            () -> PairFeatures.of(other, SeededTicks.PAIR, List.of(SeededTicks.Y, SeededTicks.X)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature schema differs");
  }

  @Test
  void shouldRefuseInstrumentsWhenTheyAreNotThePairs() {
    assertThatThrownBy(() ->
            PairFeatures.of(
                SeededTicks.SERVICE, SeededTicks.PAIR, List.of(SeededTicks.X, SeededTicks.Y)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("instruments are not the basket's");
  }

  /** ING-08. */
  @Test
  void shouldMakeTheSameRowsWhenALegSplitsFourForOne() {
    List<LegTick> ticks = SeededTicks.ticks(SeededTicks.seed(), 3000, 0.03);
    for (int leg = 0; leg < 2; leg++) {
      PairFeatures whole = SeededTicks.features();
      PairFeatures split = SeededTicks.features();
      int finite = 0;
      for (int i = 0; i < ticks.size(); i++) {
        if (i == ticks.size() / 2) {
          split.rebase(leg, new Rebasing(4, 1, 0));
        }
        LegTick tick = ticks.get(i);
        boolean row = scaled(tick, 4).feed(whole);
        boolean rebased = tick.leg() == leg && i >= ticks.size() / 2;
        assertThat(scaled(tick, rebased ? 1 : 4).feed(split)).isEqualTo(row);
        for (int k = 0; row && k < whole.values().length; k++) {
          double expected = whole.values()[k];
          assertThat(
                  Double.isNaN(expected)
                      ? Double.isNaN(split.values()[k])
                      : Math.abs(split.values()[k] - expected)
                          < 1e-9 * Math.max(1, Math.abs(expected)))
              .as(
                  "%s: tick=%d leg=%d expected=%s actual=%s",
                  SeededTicks.SERVICE.names().get(k), i, leg, expected, split.values()[k])
              .isTrue();
        }
        finite += row && whole.allFinite() ? 1 : 0;
      }
      assertThat(finite).isGreaterThan(1000);
    }
  }

  @Test
  void shouldKnowNoFeatureWhenCashWasPaidOnALegWithoutAQuote() {
    PairFeatures features = SeededTicks.features();
    features.rebase(BasketState.Y, new Rebasing(1, 1, 500_000_000));
    for (LegTick tick : SeededTicks.ticks(SeededTicks.seed(), 1000, 0)) {
      tick.feed(features);
    }
    assertThat(features.spread()).isNaN();
    features.reset();
    for (LegTick tick : SeededTicks.ticks(SeededTicks.seed(), 1000, 0)) {
      tick.feed(features);
    }
    assertThat(features.spread()).isFinite();
  }

  private static LegTick scaled(LegTick tick, long factor) {
    return tick.bid() == Instrument.NULL_PX
        ? tick
        : new LegTick(
            tick.tsNs(), tick.leg(), tick.bid() * factor, tick.ask() * factor, tick.condition());
  }
}
