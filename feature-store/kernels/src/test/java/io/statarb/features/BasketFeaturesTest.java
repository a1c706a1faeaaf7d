package io.statarb.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.statarb.features.SeededTicks.LegTick;
import io.statarb.instruments.Instrument;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services of pairs and baskets: values by their formulas, no look ahead, no memory. */
final class BasketFeaturesTest {
  private static final List<Instrument> FOUR =
      List.of(
          SeededTicks.Y,
          SeededTicks.X,
          new Instrument(2, "GBPUSD", "FXCM", "forex", 10_000, 1000, "USD"),
          new Instrument(3, "USDJPY", "FXCM", "forex", 1_000_000, 1000, "JPY"));
  private static final BasketDefinition BASKET =
      new BasketDefinition(
          0,
          List.of(
              new BasketLeg(FOUR.get(0).name(), 1.0, 0.0, 0.0),
              new BasketLeg(FOUR.get(1).name(), -0.5, 0.7, 0.3),
              new BasketLeg(FOUR.get(2).name(), -0.4, 0.2, 0.5),
              new BasketLeg(FOUR.get(3).name(), 0.0, 0.0, -0.2)),
          0.1,
          0.001,
          0.0004);
  private static final List<Instrument> TWO = FOUR.subList(0, 2);
  private static final Set<String> V1 = Set.copyOf(FeatureService.named("fx-pair-v1").names());
  private static final Set<String> KALMAN =
      KalmanHedge.FIELDS.stream().map(FeatureField::name).collect(Collectors.toSet());

  private static boolean four(String service) {
    return service.equals("basket-v1");
  }

  private static BasketDefinition basket(String service) {
    return four(service) ? BASKET : SeededTicks.PAIR.basket();
  }

  private static List<Instrument> instruments(String service) {
    return four(service) ? FOUR : TWO;
  }

  private static BasketFeatures features(String service) {
    return BasketFeatures.of(FeatureService.named(service), basket(service), instruments(service));
  }

  private static List<LegTick> ticks(String service, long seed, int count, double gapShare) {
    return SeededTicks.ticks(seed, count, gapShare, instruments(service).size());
  }

  private static boolean feed(BasketFeatures features, LegTick tick) {
    return features.onTick(tick.tsNs(), tick.leg(), tick.bid(), tick.ask(), tick.condition());
  }

  private static List<long[]> rows(BasketFeatures features, List<LegTick> ticks) {
    List<long[]> rows = new ArrayList<>();
    for (LegTick tick : ticks) {
      rows.add(
          feed(features, tick)
              ? Arrays.stream(features.values()).mapToLong(Double::doubleToRawLongBits).toArray()
              : new long[0]);
    }
    return rows;
  }

  private static void compare(FeatureField field, int tick, double actual, double formula) {
    double expected =
        field.missing() instanceof MissingPolicy.Degrade policy && Double.isNaN(formula)
            ? policy.neutral()
            : formula;
    double tolerance = 1e-6 * Math.max(1, Math.abs(expected));
    assertThat(
            Double.isNaN(expected)
                ? Double.isNaN(actual)
                : Math.abs(actual - expected) <= tolerance)
        .as("tick=%d feature=%s actual=%s expected=%s", tick, field.name(), actual, expected)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fx-pair-v2", "basket-v1"})
  void shouldAgreeWithTheFormulasWhenComputedNaively(String service) {
    List<FeatureField> fields = FeatureService.named(service).fields();
    List<LegTick> ticks = ticks(service, SeededTicks.seed(), 300, 0.03);
    BasketFeatures features = features(service);
    Set<String> measured = new TreeSet<>();
    for (int i = 0; i < ticks.size(); i++) {
      NaiveBasket naive = new NaiveBasket(basket(service), instruments(service), ticks, i);
      boolean row = feed(features, ticks.get(i));
      assertThat(row).as("row exists: tick=%d", i).isEqualTo(naive.exists());
      for (int k = 0; row && k < fields.size() - 1; k++) {
        String name = fields.get(k).name();
        if (V1.contains(name) || KALMAN.contains(name)) {
          continue;
        }
        double expected = naive.value(name);
        compare(fields.get(k), i, features.values()[k], expected);
        if (!Double.isNaN(expected) && expected != 0) {
          measured.add(name);
        }
      }
    }
    assertThat(measured)
        .containsAll(
            fields.subList(0, fields.size() - 1).stream()
                .map(FeatureField::name)
                .filter(name -> !V1.contains(name) && !KALMAN.contains(name))
                .toList());
  }

  @Test
  void shouldAgreeWithRegressionOnAllObservationsWhenFiltered() {
    FeatureService service = FeatureService.named("fx-pair-v2");
    List<LegTick> ticks = SeededTicks.ticks(SeededTicks.seed(), 500, 0.03);
    BasketFeatures features = features("fx-pair-v2");
    int first = service.indexOf("kalman_hedge_ratio");
    int compared = 0;
    for (int i = 0; i < ticks.size(); i++) {
      if (feed(features, ticks.get(i)) && i % 5 == 0) {
        double[] expected = new NaiveBasket(basket("fx-pair-v2"), TWO, ticks, i).kalman();
        for (int k = 0; k < expected.length; k++) {
          compare(service.fields().get(first + k), i, features.values()[first + k], expected[k]);
        }
        compared += Double.isNaN(expected[0]) ? 0 : 1;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void shouldHoldTheValuesOfTheFirstServiceWhenTheSecondIsUsed() {
    List<LegTick> ticks = SeededTicks.ticks(SeededTicks.seed(), 3000, 0.02);
    List<long[]> one = rows(features("fx-pair-v1"), ticks);
    List<long[]> two = rows(features("fx-pair-v2"), ticks);
    for (int i = 0; i < ticks.size(); i++) {
      assertThat(Arrays.copyOf(two.get(i), one.get(i).length))
          .as("tick=%d", i)
          .isEqualTo(one.get(i));
    }
  }

  @Test
  void shouldFindTheHalfLifeWhenTheSpreadRevertsWithOne() {
    FeatureService service = FeatureService.named("fx-pair-v2");
    java.util.SplittableRandom random = new java.util.SplittableRandom(SeededTicks.seed());
    BasketFeatures features = features("fx-pair-v2");
    double rate = Math.log(2) / 30;
    double level = 0;
    double sum = 0;
    int count = 0;
    long ts = SeededTicks.START_NS;
    byte good = 0;
    features.onTick(ts, 1, 86_000, 86_002, good);
    for (int i = 0; i < 20_000; i++) {
      ts += 1_000_000_000L;
      level += -rate * level + 60 * (random.nextDouble() + random.nextDouble() - 1);
      features.onTick(ts, 0, 138_000 + Math.round(level), 138_002 + Math.round(level), good);
      if (i > 2000) {
        sum += features.values()[service.indexOf("reversion_rate_600s")];
        count++;
      }
    }
    // A least-squares slope is too steep by about 4 over the number of observations, here 600.
    assertThat(sum / count).isBetween(rate, rate + 4.0 / 300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fx-pair-v1", "fx-pair-v2", "basket-v1"})
  void shouldChangeNoEarlierRowWhenLaterTicksChange(String service) {
    long seed = SeededTicks.seed();
    List<LegTick> ticks = ticks(service, seed, 3000, 0.02);
    int cut = 2000;
    List<LegTick> changed = new ArrayList<>(ticks.subList(0, cut));
    changed.addAll(ticks(service, seed + 1, 3000, 0.2).subList(0, 1000));
    List<long[]> before = rows(features(service), ticks);
    List<long[]> after = rows(features(service), changed);
    for (int i = 0; i < cut; i++) {
      assertThat(after.get(i)).as("tick=%d", i).isEqualTo(before.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fx-pair-v2", "basket-v1"})
  void shouldGiveTheSameBitsWhenResetOrMadeAnew(String service) {
    long seed = SeededTicks.seed();
    List<LegTick> ticks = ticks(service, seed, 3000, 0.02);
    BasketFeatures used = features(service);
    rows(used, ticks(service, seed + 2, 1500, 0.1));
    used.reset();
    List<long[]> again = rows(used, ticks);
    List<long[]> fresh = rows(features(service), ticks);
    for (int i = 0; i < ticks.size(); i++) {
      assertThat(again.get(i)).as("tick=%d", i).isEqualTo(fresh.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fx-pair-v2", "basket-v1"})
  void shouldAllocateNothingWhenFed(String service) {
    LegTick[] ticks = ticks(service, SeededTicks.seed(), 60_000, 0.02).toArray(LegTick[]::new);
    BasketFeatures features = features(service);
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

  private static long allocatedBytes(BasketFeatures features, LegTick[] ticks) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (LegTick tick : ticks) {
      feed(features, tick);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void shouldDegradeTheResidualsWhenTheDefinitionHasNoWeights() {
    BasketDefinition bare =
        new BasketDefinition(
            0,
            FOUR.stream().map(i -> BasketLeg.traded(i.name(), 1.0)).toList(),
            0.1,
            0.001,
            0.0004);
    FeatureService service = FeatureService.named("basket-v1");
    BasketFeatures features = BasketFeatures.of(service, bare, FOUR);
    for (LegTick tick : ticks("basket-v1", SeededTicks.seed(), 3000, 0)) {
      feed(features, tick);
    }
    assertThat(features.allFinite()).isTrue();
    assertThat(features.degraded()).isEqualTo(4);
    assertThat(features.values()[service.indexOf("sector_residual_bps")]).isZero();
  }

  @Test
  void shouldRefuseABasketWhenTheServiceOrTheLegsDoNotFit() {
    FeatureService pairs = FeatureService.named("fx-pair-v2");
    assertThatThrownBy(() -> BasketFeatures.of(pairs, BASKET, FOUR))
        .hasMessageContaining("service is for pairs");
    FeatureService baskets = FeatureService.named("basket-v1");
    assertThatThrownBy(() -> BasketFeatures.of(baskets, BASKET, FOUR.subList(0, 3)))
        .hasMessageContaining("not the basket's");
    BasketLeg leg = BasketLeg.traded("A", 1);
    assertThatThrownBy(() -> new BasketDefinition(0, List.of(leg, leg), 0, 0, 1))
        .hasMessageContaining("instrument twice");
    assertThatThrownBy(() -> new BasketDefinition(0, List.of(leg), 0, 0, 1))
        .hasMessageContaining("2 to 64 legs");
    assertThatThrownBy(() -> BasketLeg.traded("A", Double.NaN)).hasMessageContaining("weight=NaN");
    List<BasketLeg> untraded = List.of(BasketLeg.traded("A", 0), BasketLeg.traded("B", 0));
    assertThatThrownBy(() -> new BasketDefinition(0, untraded, 0, 0, 1))
        .hasMessageContaining("no leg is traded");
  }

  /** FST-03 for the service that no strategy trades yet; the pairs' are tested in the engine. */
  @Test
  void shouldBlockOrSayNeutralWhenAFeatureOfABasketIsLost() {
    List<LegTick> ticks = ticks("basket-v1", SeededTicks.seed(), 3000, 0.0);
    List<FeatureField> fields = FeatureService.named("basket-v1").fields();
    BasketFeatures whole = features("basket-v1");
    ticks.forEach(tick -> feed(whole, tick));
    assertThat(whole.allFinite()).as("without a loss the last row counts").isTrue();
    for (int column = 0; column < fields.size() - 1; column++) {
      BasketFeatures features = features("basket-v1");
      features.withhold(column);
      ticks.forEach(tick -> feed(features, tick));
      LostFeature.check(fields.get(column), features.values()[column], features.allFinite());
      if (features.allFinite()) {
        assertThat(features.degraded()).isEqualTo(whole.degraded() + 1);
      }
    }
  }
}
