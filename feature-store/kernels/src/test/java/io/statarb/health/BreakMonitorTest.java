package io.statarb.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.health.SimulatedPair.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the boundary is crossed with and without a break, in worlds and by the theory. */
final class BreakMonitorTest {
  private static final long SEED = Long.getLong("seed", 20140507L);
  private static final int WINDOW = 1_200;

  /**
   * A session as the verdict watches it.
   *
   * @param shiftSd least shift of the last quarter of a full window, in sd; 0: it is not asked for
   */
  private record Session(int samples, int window, double alpha, double shiftSd) {
    boolean alarms(SimulatedPair pair, HealthReference reference) {
      return alarmAt(pair, reference, new BreakMonitor(reference, window, alpha), t -> {}) > 0;
    }

    /** Samples until there is an alarm, or 0; {@code fault} is told of each sample before it. */
    int alarmAt(
        SimulatedPair pair, HealthReference reference, BreakMonitor monitor, IntConsumer fault) {
      HealthWindow recent = new HealthWindow(reference, window);
      monitor.accept(reference.spread(pair.logPx()), pair.logPx(), false);
      for (int t = 1; t <= samples; t++) {
        fault.accept(t);
        pair.next();
        monitor.accept(reference.spread(pair.logPx()), pair.logPx(), true);
        recent.add(pair.logPx(), true);
        if (monitor.ratio() >= 1 && (shiftSd == 0 || shifted(recent, reference))) {
          return t;
        }
      }
      return 0;
    }

    private boolean shifted(HealthWindow recent, HealthReference reference) {
      if (!recent.full()) {
        return false;
      }
      recent.measure();
      return Math.abs(recent.shift()) >= shiftSd * reference.sd();
    }
  }

  private static void say(String line) {
    System.out.println("seed=" + SEED + " " + line);
  }

  private static double error(double share, int worlds) {
    return StrictMath.sqrt(share * (1 - share) / worlds);
  }

  /**
   * Probability that {@code |W(n)|} reaches the boundary up to {@code last} at {@code steps} even
   * times, n counted in windows: alpha times that of a Brownian motion whose drift is drawn from
   * N(0, 1). The boundary is where the likelihood ratio of the two is 1 / alpha (Robbins 1970), so
   * that this is a formula of its own and has a small error, about {@code 0.5 alpha / sqrt(paths)}.
   */
  private static double crossing(double alpha, double last, int steps, int paths) {
    SplittableRandom random = new SplittableRandom(SEED);
    double dn = last / steps;
    int crossed = 0;
    for (int path = 0; path < paths; path++) {
      double drift = random.nextGaussian();
      double w = 0;
      for (int step = 1; step <= steps; step++) {
        w += drift * dn + StrictMath.sqrt(dn) * random.nextGaussian();
        double n = step * dn;
        if (w * w >= (n + 1) * (StrictMath.log(1 + n) - 2 * StrictMath.log(alpha))) {
          crossed++;
          break;
        }
      }
    }
    return alpha * crossed / paths;
  }

  /**
   * A session ends, so that fewer alarm than alpha, which is for one without end: this many, within
   * four standard errors. The spread is known and its mean is estimated.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5})
  void shouldAlarmAsOftenAsTheBrownianMotionWhenTheMeanIsEstimated(double alpha) {
    int worlds = 4_000;
    Session session = new Session(8_000, WINDOW, alpha, 0);
    double phi = StrictMath.exp(-StrictMath.log(2) / SimulatedPair.HALF_LIFE);
    int alarms = 0;
    for (int i = 0; i < worlds; i++) {
      SimulatedPair pair = new SimulatedPair(SEED + i);
      double mean = new FormationSample(pair, 4_000).knownRatios().mean();
      HealthReference reference =
          SimulatedPair.known(pair.ratios(), mean, SimulatedPair.SD, phi, 4_000);
      BreakMonitor monitor = new BreakMonitor(reference, WINDOW, alpha, 1);
      alarms += session.alarmAt(pair, reference, monitor, t -> {}) > 0 ? 1 : 0;
    }
    double share = alarms / (double) worlds;

    double theory = crossing(alpha, session.samples() / (double) WINDOW, 1_000, 20_000);

    say(
        String.format(
            Locale.ROOT, "known spread: alpha=%.2f theory=%.4f alarms=%.4f", alpha, theory, share));
    assertThat(share).isLessThan(alpha);
    // A tenth of it for the times between steps.
    assertThat(share).isCloseTo(theory, within(4 * error(theory, worlds) + 0.1 * theory));
  }

  private static double falseAlarms(
      Kind kind, int legs, boolean fitted, double halfLife, int formation, Session session) {
    int worlds = formation > 2_000 ? 2_000 : 10_000;
    int alarms = 0;
    for (int i = 0; i < worlds; i++) {
      SimulatedPair pair = new SimulatedPair(SEED + i, halfLife, legs, kind);
      HealthReference reference = new FormationSample(pair, formation).reference(fitted);
      alarms += session.alarms(pair, reference) ? 1 : 0;
    }
    double share = alarms / (double) worlds;
    say(
        String.format(
            Locale.ROOT,
            "%s hedge legs=%d ratios %s half-life=%.0f formation=%d %s: alarms=%.4f",
            kind,
            legs,
            fitted ? "fitted" : "known",
            halfLife,
            formation,
            session,
            share));
    return share;
  }

  /**
   * All that is known of a pair is estimated in a year of bars, and half a year is watched: at a
   * half-life of 12 the formation window holds 21 of them, at 25 ten. Before the errors of the
   * hedge ratios were counted, 0.025 of those with one fitted ratio alarmed at 21, and 0.18 of
   * those with four.
   */
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 1, false, 1",
    "PLAIN, 1, true, 1",
    "PLAIN, 2, true, 1",
    "PLAIN, 4, true, 1.5",
    "HEAVY_TAILS, 1, true, 1",
    "HEAVY_TAILS, 4, true, 1.5",
    "ALL_RETURN, 1, true, 2",
    "ALL_RETURN, 2, true, 2"
  })
  void shouldAlarmAboutAsOftenAsItSaysOnAYearOfBars(
      Kind kind, int legs, boolean fitted, double times) {
    for (double alpha : new double[] {0.001, 0.01}) {
      double most = times * alpha + 4 * error(alpha, 10_000);
      Session session = new Session(126, 60, alpha, 3);
      assertThat(falseAlarms(kind, legs, fitted, 6, 252, session)).isLessThan(most);
      assertThat(falseAlarms(kind, legs, fitted, 12, 252, session)).isLessThan(most);
      assertThat(falseAlarms(kind, legs, fitted, 25, 252, session)).isLessThan(5 * alpha);
    }
  }

  /** Two sessions of a grid of seconds form, one is watched; no shift is asked for. */
  @ParameterizedTest
  @CsvSource({"PLAIN, 1", "HEAVY_TAILS, 2", "ALL_RETURN, 1"})
  void shouldAlarmAtMostAsOftenAsItSaysOnSeconds(Kind kind, int legs) {
    Session session = new Session(4_800, WINDOW, 0.05, 0);
    assertThat(falseAlarms(kind, legs, true, 30, 9_600, session)).isLessThan(0.05);
  }

  /** A break a quarter into half a year of bars, by a pair whose ratio is fitted or known. */
  @ParameterizedTest
  @CsvSource({
    "false, 1, 6, 1, 0.6",
    "true, 1, 6, 1, 0.5",
    "true, 1, 10, 1, 0.85",
    "true, 1, 0, 2, 0.1",
    "true, 4, 10, 1, 0.6"
  })
  void shouldFindBreaksOfBars(
      boolean fitted, int legs, double shift, double ratioTimes, double least) {
    int worlds = 1_000;
    int breaksAt = 32;
    for (double alpha : new double[] {0.001, 0.01}) {
      Session session = new Session(126, 60, alpha, 3);
      int[] delays = new int[worlds];
      int found = 0;
      for (int i = 0; i < worlds; i++) {
        SimulatedPair pair = new SimulatedPair(SEED + i, 12, legs, Kind.PLAIN);
        HealthReference reference = new FormationSample(pair, 252).reference(fitted);
        int at =
            session.alarmAt(
                pair,
                reference,
                new BreakMonitor(reference, 60, alpha),
                t -> {
                  if (t == breaksAt) {
                    pair.shift(shift);
                    pair.hedge(ratioTimes * SimulatedPair.RATIO / legs);
                  }
                });
        found += at >= breaksAt ? 1 : 0;
        delays[i] = at >= breaksAt ? at - breaksAt : Integer.MAX_VALUE;
      }
      Arrays.sort(delays);
      say(
          String.format(
              Locale.ROOT,
              "ratios %s legs=%d shift=%.0f ratio x%.0f alpha=%.3f: found=%.3f, half of those found within %d",
              fitted ? "fitted" : "known",
              legs,
              shift,
              ratioTimes,
              alpha,
              found / (double) worlds,
              delays[found / 2]));
      assertThat(found / (double) worlds).isGreaterThan(least);
    }
  }
}
