package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import java.util.SplittableRandom;

/**
 * Ticks of two legs whose relation is known: log x is a random walk, {@code log y = 0.3 + beta log
 * x + s} and s an AR(1) with slope phi, one step a second. Each leg quotes once within each second;
 * prices are rounded to ticks.
 */
final class TickWorld {
  static final long START_NS = 1_398_900_000_000_000_000L;
  static final Instrument Y = new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1000, "USD");
  static final Instrument X = new Instrument(1, "NZDUSD", "FXCM", "forex", 10_000, 1000, "USD");
  static final Instrument Y_ELSEWHERE =
      new Instrument(2, "EURUSD", "OANDA", "forex", 10_000, 1000, "USD");

  static final Instrument X2 = new Instrument(3, "GBPUSD", "FXCM", "forex", 10_000, 1000, "USD");

  private TickWorld() {}

  /** Ticks of {@code seconds} seconds. */
  static TickColumns ticks(
      long seed, int seconds, double beta, double phi, double innovationSd, Instrument x) {
    SplittableRandom random = new SplittableRandom(seed);
    TickColumns ticks = new TickColumns(2 * seconds);
    double logX = StrictMath.log(0.86);
    double spread = 0;
    for (int t = 0; t < seconds; t++) {
      logX += 4e-5 * random.nextGaussian();
      spread = phi * spread + innovationSd * random.nextGaussian();
      double logY = 0.3 + beta * logX + spread;
      long second = START_NS + t * MidGrid.STEP_NS;
      quote(ticks, second + 300_000_000L, x.id(), StrictMath.exp(logX));
      quote(ticks, second + 600_000_000L, Y.id(), StrictMath.exp(logY));
    }
    return ticks;
  }

  /**
   * Ticks of a basket: {@code log y = 0.3 + 0.8 log x1 - 0.4 log x2 + s} of two random walks, s as
   * above. Leg X2 quotes last within a second.
   */
  static TickColumns basket(long seed, int seconds, double phi, double innovationSd) {
    SplittableRandom random = new SplittableRandom(seed);
    TickColumns ticks = new TickColumns(3 * seconds);
    double log1 = StrictMath.log(0.86);
    double log2 = StrictMath.log(1.31);
    double spread = 0;
    for (int t = 0; t < seconds; t++) {
      log1 += 4e-5 * random.nextGaussian();
      log2 += 4e-5 * random.nextGaussian();
      spread = phi * spread + innovationSd * random.nextGaussian();
      long second = START_NS + t * MidGrid.STEP_NS;
      double logY = 0.3 + 0.8 * log1 - 0.4 * log2 + spread;
      quote(ticks, second + 300_000_000L, X.id(), StrictMath.exp(log1));
      quote(ticks, second + 600_000_000L, Y.id(), StrictMath.exp(logY));
      quote(ticks, second + 900_000_000L, X2.id(), StrictMath.exp(log2));
    }
    return ticks;
  }

  private static void quote(TickColumns ticks, long tsNs, int instrument, double mid) {
    long mid2Ticks = Math.round(mid * 2e5);
    long bid = mid2Ticks / 2 - 1;
    byte good = (byte) QuoteCondition.GOOD.value();
    ticks.add(tsNs, instrument, bid, mid2Ticks - bid, good, 0, ticks.count() + 1);
  }

  /** The same ticks with one made a gap. */
  static TickColumns withGap(TickColumns ticks, int at) {
    TickColumns copy = new TickColumns(ticks.count());
    for (int i = 0; i < ticks.count(); i++) {
      boolean gap = i == at;
      copy.add(
          ticks.tsNs()[i],
          ticks.instrumentId()[i],
          gap ? Instrument.NULL_PX : ticks.bidPxTicks()[i],
          gap ? Instrument.NULL_PX : ticks.askPxTicks()[i],
          (byte) (gap ? QuoteCondition.CROSSED : QuoteCondition.GOOD).value(),
          0,
          ticks.line()[i]);
    }
    return copy;
  }
}
