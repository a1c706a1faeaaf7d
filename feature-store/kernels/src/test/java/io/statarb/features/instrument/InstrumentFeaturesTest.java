package io.statarb.features.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.features.LostFeature;
import io.statarb.features.MissingPolicy;
import io.statarb.features.RowRules;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a row is, and that it looks neither ahead nor aside. */
final class InstrumentFeaturesTest {
  private static final FeatureService SERVICE =
      InstrumentServices.named(InstrumentServices.L2_INSTRUMENT_V1);

  private static InstrumentFeatures features() {
    return InstrumentFeatures.of(SERVICE);
  }

  private static List<double[]> rows(InstrumentFeatures features, List<MarketEvent> events) {
    List<double[]> rows = new ArrayList<>();
    for (MarketEvent event : events) {
      rows.add(event.feed(features) ? features.values().clone() : new double[0]);
    }
    return rows;
  }

  private static long[] bits(double[] row) {
    return Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void shouldAgreeWithTheFormulasWhenComputedNaively() {
    List<MarketEvent> events = SeededMarket.events(SeededMarket.seed(), 400);
    List<double[]> rows = rows(features(), events);
    int[] finite = new int[SERVICE.size()];
    int[] degraded = new int[SERVICE.size()];
    for (int i = 0; i < events.size(); i++) {
      NaiveInstrument naive = new NaiveInstrument(events, i);
      double[] row = rows.get(i);
      assertThat(row.length > 0).as("row exists: event=%d", i).isEqualTo(naive.exists());
      int missing = 0;
      for (int k = 0; k < row.length - 1; k++) {
        FeatureField field = SERVICE.fields().get(k);
        double expected = naive.value(field.name());
        if (field.missing() instanceof MissingPolicy.Degrade policy && Double.isNaN(expected)) {
          expected = policy.neutral();
          missing++;
          degraded[k]++;
        }
        double tolerance = 1e-6 * Math.max(1, Math.abs(expected));
        assertThat(
                Double.isNaN(expected)
                    ? Double.isNaN(row[k])
                    : Math.abs(row[k] - expected) <= tolerance)
            .as("event=%d feature=%s actual=%s expected=%s", i, field.name(), row[k], expected)
            .isTrue();
        finite[k] += Double.isNaN(expected) ? 0 : 1;
      }
      if (row.length > 0) {
        assertThat(row[row.length - 1]).as("degraded values: event=%d", i).isEqualTo(missing);
      }
    }
    for (int k = 0; k < SERVICE.size() - 1; k++) {
      assertThat(finite[k] - degraded[k])
          .as("rows with a measured value: feature=%s", SERVICE.names().get(k))
          .isGreaterThan(50);
    }
  }

  @Test
  void shouldChangeNoEarlierRowWhenLaterEventsChange() {
    long seed = SeededMarket.seed();
    List<MarketEvent> events = SeededMarket.events(seed, 3000);
    int cut = 2000;
    List<MarketEvent> changed = new ArrayList<>(events.subList(0, cut));
    changed.addAll(SeededMarket.events(seed + 1, 3000).subList(0, 1000));
    List<double[]> before = rows(features(), events);
    List<double[]> after = rows(features(), changed);
    for (int i = 0; i < cut; i++) {
      assertThat(bits(after.get(i))).as("event=%d", i).isEqualTo(bits(before.get(i)));
    }
  }

  @Test
  void shouldGiveTheSameBitsWhenResetOrMadeAnew() {
    long seed = SeededMarket.seed();
    List<MarketEvent> events = SeededMarket.events(seed, 3000);
    InstrumentFeatures used = features();
    rows(used, SeededMarket.events(seed + 2, 1500));
    used.reset();
    List<double[]> again = rows(used, events);
    List<double[]> fresh = rows(features(), events);
    for (int i = 0; i < events.size(); i++) {
      assertThat(bits(again.get(i))).as("event=%d", i).isEqualTo(bits(fresh.get(i)));
    }
  }

  @Test
  void shouldAllocateNothingWhenFed() {
    MarketEvent[] events =
        SeededMarket.events(SeededMarket.seed(), 60_000).toArray(MarketEvent[]::new);
    InstrumentFeatures features = features();
    long warmUp = allocatedBytes(features, events);
    long least = warmUp;
    // The first call of the meter and the JVM's compiler allocate a few objects now and then.
    for (int window = 0; window < 4; window++) {
      features.reset();
      least = Math.min(least, allocatedBytes(features, events));
    }
    assertThat(least)
        .as("allocated bytes: warmUp=%d events=%d", warmUp, events.length)
        .isLessThan(events.length / 100);
  }

  private static long allocatedBytes(InstrumentFeatures features, MarketEvent[] events) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (MarketEvent event : events) {
      event.feed(features);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void shouldBlockOrDegradeAsDeclaredWhenOneValueIsMissing() {
    RowRules rules = new RowRules(SERVICE);
    SplittableRandom random = new SplittableRandom(SeededMarket.seed());
    for (int k = 0; k < SERVICE.size() - 1; k++) {
      double[] row = random.doubles(SERVICE.size()).toArray();
      row[k] = Double.NaN;
      rules.settle(row);
      FeatureField field = SERVICE.fields().get(k);
      if (field.missing() instanceof MissingPolicy.Degrade policy) {
        assertThat(row[k]).as(field.name()).isEqualTo(policy.neutral());
        assertThat(row[SERVICE.size() - 1]).as(field.name()).isEqualTo(1.0);
        assertThat(RowRules.usable(row)).as(field.name()).isTrue();
      } else {
        assertThat(row[SERVICE.size() - 1]).as(field.name()).isZero();
        assertThat(RowRules.usable(row)).as(field.name()).isFalse();
      }
    }
  }

  @Test
  void shouldDegradeEveryTradeAndLevelFeatureWhenOnlyQuotesCome() {
    InstrumentFeatures features = features();
    for (MarketEvent event : SeededMarket.events(SeededMarket.seed(), 3000)) {
      boolean whole = event.kind() == 'Q' && event.bid() > 0 && event.bidQty() > 0;
      if (whole && event.ask() >= event.bid()) {
        event.feed(features);
      }
    }
    assertThat(features.usable()).isTrue();
    long degrading =
        SERVICE.fields().stream()
            .filter(field -> field.missing() instanceof MissingPolicy.Degrade)
            .filter(field -> !field.name().startsWith("jump_share"))
            .count();
    assertThat(features.degraded()).isEqualTo((int) degrading);
  }

  @Test
  void shouldRefuseTheServiceWhenItsColumnsAreInAnotherOrderOrAUnitDiffers() {
    List<FeatureField> reversed = new ArrayList<>(SERVICE.fields());
    Collections.reverse(reversed);
    assertThatThrownBy(() -> InstrumentFeatures.of(new FeatureService(SERVICE.name(), reversed)))
        .hasMessageContaining("feature schema differs");
    List<FeatureField> other = new ArrayList<>(SERVICE.fields());
    FeatureField first = other.getFirst();
    other.set(0, new FeatureField(first.name(), "sd", first.formula()));
    assertThatThrownBy(() -> InstrumentFeatures.of(new FeatureService(SERVICE.name(), other)))
        .hasMessageContaining("feature schema differs");
    assertThatThrownBy(() -> InstrumentServices.named("l2-instrument-v9"))
        .hasMessageContaining("l2-instrument-v1");
  }

  /** FST-03 for the service of books. */
  @Test
  void shouldBlockOrSayNeutralWhenAFeatureIsLost() {
    List<MarketEvent> events = SeededMarket.events(SeededMarket.seed(), 3000);
    int last = lastUsableRow(events);
    InstrumentFeatures whole = features();
    events.subList(0, last + 1).forEach(event -> event.feed(whole));
    for (int column = 0; column < SERVICE.size() - 1; column++) {
      InstrumentFeatures features = features();
      features.withhold(column);
      events.subList(0, last + 1).forEach(event -> event.feed(features));
      FeatureField field = SERVICE.fields().get(column);
      LostFeature.check(field, features.values()[column], features.usable());
      if (features.usable()) {
        assertThat(features.degraded()).isBetween(whole.degraded(), whole.degraded() + 1);
        assertThat(features.degraded()).isPositive();
      }
    }
  }

  private static int lastUsableRow(List<MarketEvent> events) {
    InstrumentFeatures features = features();
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      last = events.get(i).feed(features) && features.usable() ? i : last;
    }
    assertThat(last).as("a row counts while nothing is lost").isPositive();
    return last;
  }
}
