package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;

/**
 * Log mids of two legs at the same times, an even step apart. Where the step is broken a new
 * segment begins; differences are only taken within a segment.
 */
abstract class SampleGrid {
  private double[] logY = new double[1 << 10];
  private double[] logX = new double[1 << 10];
  private int[] segment = new int[1 << 10];
  private int count;
  private int segments;

  /** Adds the ticks of one session, which is a segment of its own. */
  abstract void add(TickColumns ticks, Instrument y, Instrument x);

  /** Fewest samples of a fit; with fewer, a standard error says more than the estimate. */
  abstract int leastSamples();

  /** Number of samples. */
  final int count() {
    return count;
  }

  /** Log mid of leg Y, valid in the first {@link #count()} elements. */
  final double[] logY() {
    return logY;
  }

  /** Log mid of leg X, valid in the first {@link #count()} elements. */
  final double[] logX() {
    return logX;
  }

  /**
   * Number of the segment of a sample; samples i-1 and i are one step apart if their segments are
   * equal.
   */
  final int segment(int i) {
    return segment[i];
  }

  /** The samples from here on are of another segment. */
  final void breakOff() {
    segments++;
  }

  final void append(double valueY, double valueX) {
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

  /** Log mid of a good or locked quote; NaN of any other tick. */
  static double logMid(TickColumns ticks, int i, Instrument instrument) {
    byte condition = ticks.condition()[i];
    if (condition != QuoteCondition.GOOD.value() && condition != QuoteCondition.LOCKED.value()) {
      return Double.NaN;
    }
    return StrictMath.log(instrument.midPrice(ticks.bidPxTicks()[i] + ticks.askPxTicks()[i]));
  }
}
