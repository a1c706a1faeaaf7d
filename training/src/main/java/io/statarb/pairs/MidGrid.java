package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;

/**
 * Log mids of two legs, sampled together on an even time grid by the previous-tick rule.
 *
 * <p>A sample at time t uses the last tick at or before t. There is none while a leg holds no good
 * or locked quote, or one older than {@link #MAX_AGE_NS}; the samples before and after such a gap
 * belong to different segments, and so do two sessions. Differences are only taken within a
 * segment.
 */
final class MidGrid {
  /** Distance of two samples, in ns: one second. */
  static final long STEP_NS = 1_000_000_000L;

  /** A quote older than a minute says little about the present price, in ns. */
  static final long MAX_AGE_NS = 60 * STEP_NS;

  private double[] logY = new double[1 << 16];
  private double[] logX = new double[1 << 16];
  private int[] segment = new int[1 << 16];
  private int count;
  private int segments;

  /** Number of samples. */
  int count() {
    return count;
  }

  /** Log mid of leg Y, valid in the first {@link #count()} elements. */
  double[] logY() {
    return logY;
  }

  /** Log mid of leg X, valid in the first {@link #count()} elements. */
  double[] logX() {
    return logX;
  }

  /**
   * Number of the segment of a sample; samples i-1 and i are one step apart if their segments are
   * equal.
   */
  int segment(int i) {
    return segment[i];
  }

  /** Adds the ticks of one session. */
  void add(TickColumns ticks, Instrument y, Instrument x) {
    segments++;
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
            segments++;
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

  private static double logMid(TickColumns ticks, int i, Instrument instrument) {
    byte condition = ticks.condition()[i];
    if (condition != QuoteCondition.GOOD.value() && condition != QuoteCondition.LOCKED.value()) {
      return Double.NaN;
    }
    return StrictMath.log(instrument.midPrice(ticks.bidPxTicks()[i] + ticks.askPxTicks()[i]));
  }

  private void append(double valueY, double valueX) {
    if (count == logY.length) {
      logY = Arrays.copyOf(logY, 2 * count);
      logX = Arrays.copyOf(logX, 2 * count);
      segment = Arrays.copyOf(segment, 2 * count);
    }
    logY[count] = valueY;
    logX[count] = valueX;
    segment[count] = segments;
    count++;
  }
}
