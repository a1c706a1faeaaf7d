package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.TickColumns;

/**
 * Log mids of two legs, sampled together on an even time grid by the previous-tick rule.
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

  @Override
  int leastSamples() {
    return LEAST_SAMPLES;
  }

  @Override
  void session(TickColumns ticks, Instrument y, Instrument x) {
    breakOff();
    if (ticks.count() == 0) {
      return;
    }
    double lastY = Double.NaN;
    double lastX = Double.NaN;
    long tsY = 0;
    long tsX = 0;
    long grid = Math.floorDiv(ticks.tsNs()[0] + STEP_NS - 1, STEP_NS) * STEP_NS;
    boolean gap = false;
    for (int i = 0; i < ticks.count(); i++) {
      long ts = ticks.tsNs()[i];
      for (; grid < ts; grid += STEP_NS) {
        boolean known =
            !Double.isNaN(lastY)
                && !Double.isNaN(lastX)
                && grid - tsY <= MAX_AGE_NS
                && grid - tsX <= MAX_AGE_NS;
        if (known) {
          if (gap) {
            breakOff();
          }
          append(lastY, lastX);
        }
        gap = !known;
      }
      int id = ticks.instrumentId()[i];
      if (id == y.id()) {
        lastY = logMid(ticks, i, y);
        tsY = ts;
      } else if (id == x.id()) {
        lastX = logMid(ticks, i, x);
        tsX = ts;
      }
    }
  }
}
