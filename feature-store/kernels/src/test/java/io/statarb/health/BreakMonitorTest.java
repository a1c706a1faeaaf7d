package io.statarb.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The boundary holds what it promises when the mean is known no better than it was estimated. */
final class BreakMonitorTest {
  private static final long SEED = Long.getLong("seed", 20140507L);
  private static final int WORLDS = 1000;
  private static final int FORMATION = 4_000;
  private static final int SESSION = 12_000;
  private static final double ALPHA = 0.05;

  private static HealthReference formed(SimulatedPair pair) {
    HealthReference truth = SimulatedPair.truth();
    double sum = 0;
    for (int t = 0; t < FORMATION; t++) {
      pair.next();
      sum += truth.spread(pair.logY(), pair.logX());
    }
    return new HealthReference(
        truth.hedgeRatio(), 0, sum / FORMATION, truth.sd(), truth.phi(), FORMATION);
  }

  private static boolean alarms(SimulatedPair pair) {
    HealthReference reference = formed(pair);
    BreakMonitor monitor = new BreakMonitor(reference, 1_200, ALPHA);
    double before = reference.spread(pair.logY(), pair.logX());
    boolean alarm = false;
    for (int t = 0; t < SESSION; t++) {
      pair.next();
      double now = reference.spread(pair.logY(), pair.logX());
      monitor.accept(before, now);
      alarm |= monitor.ratio() >= 1;
      before = now;
    }
    return alarm;
  }

  @Test
  void shouldKeepItsFalseAlarmsWhenTheMeanIsEstimated() {
    int alarms = 0;
    for (int world = 0; world < WORLDS; world++) {
      alarms += alarms(new SimulatedPair(SEED + world)) ? 1 : 0;
    }
    double share = alarms / (double) WORLDS;
    System.out.println(
        String.format(Locale.ROOT, "seed=%d worlds=%d false alarms=%.3f", SEED, WORLDS, share));
    // alpha is for a session without end; three standard errors of a share of 1,000 worlds above.
    assertThat(share).isLessThanOrEqualTo(ALPHA + 0.021);
    assertThat(share).as("the boundary is not out of reach").isGreaterThan(ALPHA / 10);
  }
}
