package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;
import java.util.List;

/**
 * Log mids of the legs, sampled together on an even time grid by the previous-tick rule.
 *
 * <p>A sample at time t uses the last tick at or before t. There is none while a leg holds no good
 * or locked quote, or one older than {@link #MAX_AGE_NS}; the samples before and after such a gap
 * belong to different segments, and so do two sessions. Differences are only taken within a
 * segment.
 */
final class MidGrid extends SampleGrid {
  /** Distance of two samples, in ns: one second. */
  static final long STEP_NS = 1_000_000_000L;

  /** A quote older than a minute says little about the present price, in ns. */
  static final long MAX_AGE_NS = 60 * STEP_NS;

  /** Ten minutes of samples. */
  private static final int LEAST_SAMPLES = 600;

  MidGrid(int legs) {
    super(legs);
  }

  @Override
  int leastSamples() {
    return LEAST_SAMPLES;
  }

  @Override
  void session(TickColumns ticks, List<Instrument> legs) {
    breakOff();
    if (ticks.count() == 0) {
      return;
    }
    double[] last = new double[legs.size()];
    long[] quotedNs = new long[legs.size()];
    Arrays.fill(last, Double.NaN);
    long grid = Math.floorDiv(ticks.tsNs()[0] + STEP_NS - 1, STEP_NS) * STEP_NS;
    boolean gap = false;
    for (int i = 0; i < ticks.count(); i++) {
      long ts = ticks.tsNs()[i];
      for (; grid < ts; grid += STEP_NS) {
        boolean known = known(last, quotedNs, grid);
        if (known) {
          if (gap) {
            breakOff();
          }
          append(last);
        }
        gap = !known;
      }
      int leg = leg(legs, ticks.instrumentId()[i]);
      if (leg >= 0) {
        last[leg] = logMid(ticks, i, legs.get(leg));
        quotedNs[leg] = ts;
      }
    }
  }

  private static boolean known(double[] last, long[] quotedNs, long nowNs) {
    for (int leg = 0; leg < last.length; leg++) {
      if (Double.isNaN(last[leg]) || nowNs - quotedNs[leg] > MAX_AGE_NS) {
        return false;
      }
    }
    return true;
  }
}
