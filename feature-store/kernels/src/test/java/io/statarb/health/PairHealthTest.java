package io.statarb.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.tape.sbe.HealthState;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds with a known truth, at the settings that ship. */
final class PairHealthTest {
  private static final long SEED = Long.getLong("seed", 20140507L);
  private static final int WORLDS = 200;

  /** A session of six hours at a sample a second. */
  private static final int SAMPLES = 21_600;

  private static final int BREAK = 7_200;

  /**
   * Largest share of sound worlds, of six hours and 340 checks each, in which entries stop at any
   * time. {@code break_alpha} allows 0.001 for breaks; the rest is for the limits of exit-only, at
   * which the statistics of a window of 40 half-lives lie more than three sd off.
   */
  private static final double FALSE_ALARMS = 0.03;

  private static HealthSettings settings(String... sets) {
    return Settings.load(null, Map.of(), List.of(sets)).strategy().health();
  }

  /**
   * What may happen to a pair, and within how many samples it must be found in nearly all worlds.
   */
  enum Fault {
    LEVEL_SHIFT(1_500),
    HEDGE_RATIO(2_400),
    NO_REVERSION(3_000),
    WIDER_SPREAD(900);

    private final int within;

    Fault(int within) {
      this.within = within;
    }

    void happenTo(SimulatedPair pair) {
      switch (this) {
        case LEVEL_SHIFT -> pair.shift(6);
        case HEDGE_RATIO -> pair.hedge(2 * SimulatedPair.RATIO);
        case NO_REVERSION -> pair.unroot();
        case WIDER_SPREAD -> pair.widen(10);
      }
    }
  }

  private static boolean mayEnter(PairHealth health) {
    return health.state().value() <= HealthState.SIZE_DOWN.value();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void shouldStopEntriesSoonWhenThePairBreaks(Fault fault) {
    int[] delays = new int[WORLDS];
    int alarmsBefore = 0;
    for (int world = 0; world < WORLDS; world++) {
      SimulatedPair pair = new SimulatedPair(SEED + world);
      PairHealth health = new PairHealth(settings(), SimulatedPair.truth());
      delays[world] = Integer.MAX_VALUE;
      boolean early = false;
      for (int t = 0; t < SAMPLES; t++) {
        if (t == BREAK) {
          early = !mayEnter(health);
          fault.happenTo(pair);
        }
        pair.next();
        health.sample(pair.logPx());
        if (t >= BREAK && !mayEnter(health)) {
          delays[world] = t - BREAK;
          break;
        }
      }
      alarmsBefore += early ? 1 : 0;
    }
    Arrays.sort(delays);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s seed=%d worlds=%d delay in samples: median=%d p90=%d p95=%d worst=%d",
            fault,
            SEED,
            WORLDS,
            delays[WORLDS / 2],
            delays[WORLDS * 9 / 10],
            delays[WORLDS * 19 / 20],
            delays[WORLDS - 1]));
    assertThat(alarmsBefore).isLessThanOrEqualTo((int) (FALSE_ALARMS * WORLDS));
    assertThat(delays[WORLDS * 9 / 10]).as("seed=%d", SEED).isLessThanOrEqualTo(fault.within);
  }

  @Test
  void shouldSeldomStopEntriesWhenThePairIsSound() {
    int stopped = 0;
    int quarantined = 0;
    long checks = 0;
    long small = 0;
    for (int world = 0; world < WORLDS; world++) {
      SimulatedPair pair = new SimulatedPair(SEED + 1_000 + world);
      PairHealth health = new PairHealth(settings(), SimulatedPair.truth());
      boolean alarm = false;
      for (int t = 0; t < SAMPLES; t++) {
        pair.next();
        if (health.sample(pair.logPx())) {
          small += health.state() == HealthState.SIZE_DOWN ? 1 : 0;
        }
        alarm |= !mayEnter(health);
      }
      checks += health.checks();
      stopped += alarm ? 1 : 0;
      quarantined += health.state() == HealthState.QUARANTINED ? 1 : 0;
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "sound worlds seed=%d worlds=%d checks=%d: entries stopped in %d worlds, quarantined %d, checks at size-down %.3f%%",
            SEED,
            WORLDS,
            checks,
            stopped,
            quarantined,
            100.0 * small / checks));
    assertThat(checks).isEqualTo(WORLDS * (1L + (SAMPLES - 1200) / 60));
    assertThat(stopped / (double) WORLDS).as("seed=%d", SEED).isLessThanOrEqualTo(FALSE_ALARMS);
    assertThat(quarantined).isLessThanOrEqualTo(1);
    assertThat(small / (double) checks).isLessThanOrEqualTo(0.02);
  }

  /** Share of worlds in which entries stop within half a year of bars, after a year that forms. */
  private static double stoppedOnBars(
      int legs, boolean fitted, double halfLife, double ratioTimes, int worlds) {
    HealthSettings settings = settings("health.window=60", "health.check_every=1");
    int stopped = 0;
    for (int world = 0; world < worlds; world++) {
      SimulatedPair pair =
          new SimulatedPair(SEED + world, halfLife, legs, SimulatedPair.Kind.PLAIN);
      HealthReference formed = new FormationSample(pair, 252).reference(fitted);
      PairHealth health = new PairHealth(settings, formed);
      pair.hedge(ratioTimes * SimulatedPair.RATIO / legs);
      boolean alarm = false;
      for (int t = 0; t < 126; t++) {
        pair.next();
        health.sample(pair.logPx());
        alarm |= !mayEnter(health);
      }
      stopped += alarm ? 1 : 0;
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "bars seed=%d worlds=%d hedge legs=%d ratios %s half-life=%.0f ratio x%.0f: entries stopped in %.4f",
            SEED,
            worlds,
            legs,
            fitted ? "fitted" : "known",
            halfLife,
            ratioTimes,
            stopped / (double) worlds));
    return stopped / (double) worlds;
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, true", "4, true"})
  void shouldSeldomStopEntriesOfSoundPairsOnBars(int legs, boolean fitted) {
    assertThat(stoppedOnBars(legs, fitted, 6, 1, 2_000)).isLessThan(0.004);
    assertThat(stoppedOnBars(legs, fitted, 12, 1, 2_000)).isLessThan(0.006);
  }

  @ParameterizedTest
  @CsvSource({"1, false, 0.85", "1, true, 0.8", "2, false, 0.3", "2, true, 0.15"})
  void shouldStopEntriesOfPairsOnBarsWhenTheRatioOfALegDoubles(
      int legs, boolean fitted, double least) {
    assertThat(stoppedOnBars(legs, fitted, 12, 2, 500)).isGreaterThan(least);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldSayWhichHedgeLegDrifts(int leg) {
    int told = 0;
    int wrong = 0;
    int worlds = 100;
    for (int world = 0; world < worlds; world++) {
      SimulatedPair pair =
          new SimulatedPair(SEED + world, SimulatedPair.HALF_LIFE, 3, SimulatedPair.Kind.PLAIN);
      HealthReference formed = new FormationSample(pair, 9_600).fittedRatios();
      PairHealth health = new PairHealth(settings(), formed);
      pair.hedge(leg, 2 * SimulatedPair.RATIO / 3);
      for (int t = 0; t < 3_600; t++) {
        pair.next();
        health.sample(pair.logPx());
      }
      String words = String.join(" ", HealthReason.words(health.reasons()));
      told += words.contains("hedge-drift-of-x" + leg) ? 1 : 0;
      wrong += words.replace("hedge-drift-of-x" + leg, "").contains("hedge-drift-of-x") ? 1 : 0;
    }
    System.out.println("seed=" + SEED + " leg=" + leg + " told=" + told + " wrong=" + wrong);
    assertThat(told).isGreaterThanOrEqualTo(90);
    assertThat(wrong).isLessThanOrEqualTo(5);
  }

  @Test
  void shouldTellNoLegFromAnotherThatMovesJustAsItDoes() {
    PairHealth health =
        new PairHealth(
            settings("health.window=60", "health.check_every=60"),
            SimulatedPair.known(List.of(0.6, 0.6), 0, SimulatedPair.SD, 0.97, 252));
    SimulatedPair pair = new SimulatedPair(SEED);
    pair.hedge(3 * SimulatedPair.RATIO);
    for (int t = 0; t < 60; t++) {
      pair.next();
      health.sample(new double[] {pair.logPx()[0], pair.logPx()[1], pair.logPx()[1]});
    }
    assertThat(HealthReason.words(health.reasons()))
        .contains("hedge-drift")
        .noneMatch(word -> word.startsWith("hedge-drift-of"));
  }

  /** One check over a window that holds all samples. */
  private static PairHealth measured(SimulatedPair pair, int samples) {
    PairHealth health =
        new PairHealth(
            settings("health.window=" + samples, "health.check_every=" + samples),
            SimulatedPair.truth());
    for (int t = 0; t < samples; t++) {
      pair.next();
      health.sample(pair.logPx());
    }
    assertThat(health.checks()).isEqualTo(1);
    return health;
  }

  @Test
  void shouldMeasureTheTruthWhenTheWindowIsLong() {
    PairHealth health = measured(new SimulatedPair(SEED), 60_000);
    assertThat(health.state()).isEqualTo(HealthState.HEALTHY);
    assertThat(health.reasons()).isZero();
    assertThat(health.pValue()).isLessThan(1e-6);
    assertThat(health.halfLife()).isCloseTo(SimulatedPair.HALF_LIFE, within(4.0));
    assertThat(health.sdRatio()).isCloseTo(1.0, within(0.1));
    assertThat(health.hedgeRatio()).isCloseTo(SimulatedPair.RATIO, within(0.02));
    assertThat(Math.abs(health.hedgeDriftT())).isLessThan(4);
    assertThat(health.breakRatio()).isLessThan(1);
    SimulatedPair other = new SimulatedPair(SEED);
    other.hedge(1.5 * SimulatedPair.RATIO);
    PairHealth drifted = measured(other, 60_000);
    assertThat(drifted.hedgeRatio()).isCloseTo(1.5 * SimulatedPair.RATIO, within(0.02));
    assertThat(HealthReason.words(drifted.reasons())).contains("hedge-drift");
  }

  @Test
  void shouldStopEntriesWhenASpreadStandsStill() {
    PairHealth health = new PairHealth(settings(), SimulatedPair.truth());
    for (int t = 0; t < 1260; t++) {
      health.sample(new double[] {SimulatedPair.RATIO * 0.5, 0.5});
    }
    assertThat(health.state()).isEqualTo(HealthState.EXIT_ONLY);
    assertThat(HealthReason.words(health.reasons())).contains("unmeasurable");
  }

  @Test
  void shouldStopEntriesWhenTheFormationDidNotRevert() {
    HealthReference wandering = SimulatedPair.known(List.of(SimulatedPair.RATIO), 0, 5e-5, 1, 1000);
    PairHealth health = new PairHealth(settings(), wandering);
    SimulatedPair pair = new SimulatedPair(SEED);
    for (int t = 0; t < 1260; t++) {
      pair.next();
      health.sample(pair.logPx());
    }
    assertThat(HealthReason.words(health.reasons())).contains("unmeasurable");
    assertThat(health.state()).isEqualTo(HealthState.EXIT_ONLY);
  }

  @Test
  void shouldGetBetterOnlyAfterChecksThatAgreeAndNeverFromQuarantine() {
    HealthSettings settings = settings();
    PairHealth health = new PairHealth(settings, SimulatedPair.truth());
    SimulatedPair pair = new SimulatedPair(SEED);
    pair.widen(20);
    int t = 0;
    for (; health.state() != HealthState.EXIT_ONLY; t++) {
      pair.next();
      health.sample(pair.logPx());
      assertThat(t).isLessThan(2_000);
    }
    pair.widen(1.0 / 20);
    int recovering = 0;
    for (; health.state() == HealthState.EXIT_ONLY; t++) {
      pair.next();
      if (health.sample(pair.logPx())) {
        recovering += HealthReason.words(health.reasons()).contains("recovering") ? 1 : 0;
      }
      assertThat(t).isLessThan(10_000);
    }
    assertThat(recovering).isGreaterThanOrEqualTo(settings.recoverChecks() - 1);
    pair.shift(10);
    for (; health.state() != HealthState.QUARANTINED; t++) {
      pair.next();
      health.sample(pair.logPx());
      assertThat(t).isLessThan(20_000);
    }
    pair.shift(0);
    for (int more = 0; more < 20_000; more++) {
      pair.next();
      health.sample(pair.logPx());
    }
    assertThat(health.state()).isEqualTo(HealthState.QUARANTINED);
    assertThat(HealthReason.words(health.reasons())).contains("structural-break");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldAllocateNothingPerSampleWhenWarm(int legs) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    SimulatedPair pair =
        new SimulatedPair(SEED, SimulatedPair.HALF_LIFE, legs, SimulatedPair.Kind.PLAIN);
    HealthReference formed = new FormationSample(pair, 2_000).fittedRatios();
    PairHealth health = new PairHealth(settings(), formed);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int t = 0; t < 5_000; t++) {
        pair.next();
        health.sample(pair.logPx());
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(health.checks()).isPositive();
    assertThat(least).isLessThan(5_000);
  }
}
