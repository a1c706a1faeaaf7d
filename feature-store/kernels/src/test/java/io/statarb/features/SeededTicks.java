package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random ticks of a pair from one seed, printed so that {@code -Dseed=N} replays them. */
final class SeededTicks {
  static final long START_NS = 1_398_900_000_000_000_000L;
  static final Instrument Y = new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1000, "USD");
  static final Instrument X = new Instrument(1, "NZDUSD", "OANDA", "forex", 10_000, 1000, "USD");
  static final PairDefinition PAIR =
      new PairDefinition(0, Y.name(), X.name(), 0.8, 0.4, 0.001, 0.0004, 300.0);
  static final FeatureService SERVICE = FeatureService.named("fx-pair-v1");

  /** One tick of one leg. */
  record LegTick(long tsNs, int leg, long bid, long ask, byte condition) {
    boolean feed(PairFeatures features) {
      return features.onTick(tsNs, leg, bid, ask, condition);
    }
  }

  private SeededTicks() {}

  static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given == null || given.isBlank() ? 20140501L : Long.parseLong(given);
    System.out.println("seed=" + seed);
    return seed;
  }

  static PairFeatures features() {
    return PairFeatures.of(SERVICE, PAIR, List.of(Y, X));
  }

  /**
   * Ticks with bursts, ties, quiet minutes, locked quotes and gaps.
   *
   * @param count number of ticks
   * @param gapShare share of quarantined ticks
   */
  static List<LegTick> ticks(long seed, int count, double gapShare) {
    return ticks(seed, count, gapShare, 2);
  }

  /** The same for up to four legs. */
  static List<LegTick> ticks(long seed, int count, double gapShare, int legs) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LegTick> ticks = new ArrayList<>(count);
    long tsNs = START_NS;
    long[] mid = {138_000, 86_000, 169_000, 10_200};
    for (int i = 0; i < count; i++) {
      double kind = random.nextDouble();
      if (kind > 0.1) {
        tsNs += random.nextLong(1, 900_000_000L);
      }
      if (kind > 0.995) {
        tsNs += random.nextLong(1, 90_000_000_000L);
      }
      int leg = random.nextInt(legs);
      mid[leg] += random.nextLong(-4, 5);
      long spread = random.nextLong(0, 12);
      boolean gap = random.nextDouble() < gapShare;
      QuoteCondition condition =
          gap ? QuoteCondition.CROSSED : spread == 0 ? QuoteCondition.LOCKED : QuoteCondition.GOOD;
      long bid = gap ? Instrument.NULL_PX : mid[leg];
      long ask = gap ? Instrument.NULL_PX : mid[leg] + spread;
      ticks.add(new LegTick(tsNs, leg, bid, ask, (byte) condition.value()));
    }
    return ticks;
  }
}
