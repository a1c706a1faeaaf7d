package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.ticks.ActionFeed;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private ActionFeed feed = new ActionFeed(List.of(), 0);
  private double[] shift = {};
  private boolean[] suspended = {};

  /** Last mid of each instrument in its own units. */
  private double[] last = {};

  /**
   * Adds the ticks of one session, which is a segment of its own.
   *
   * @param ticks its ticks
   * @param actions corporate actions that stand on its tape: prices stay in the units that the
   *     session began with, or in those of the run where it tells of earlier splits
   */
  final void add(TickColumns ticks, List<ActionRecord> actions, Instrument y, Instrument x) {
    int instruments = Math.max(y.id(), x.id()) + 1;
    feed =
        new ActionFeed(
            actions.stream().filter(action -> action.instrumentId() < instruments).toList(),
            instruments);
    shift = new double[instruments];
    suspended = new boolean[instruments];
    last = new double[instruments];
    session(ticks, y, x);
  }

  /** The same of a session without corporate actions. */
  final void add(TickColumns ticks, Instrument y, Instrument x) {
    add(ticks, List.of(), y, x);
  }

  /** Samples one session. */
  abstract void session(TickColumns ticks, Instrument y, Instrument x);

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

  /**
   * Log mid of a good or locked quote in the units of the session's start; NaN of any other tick,
   * and while nobody knows the units.
   */
  final double logMid(TickColumns ticks, int i, Instrument instrument) {
    feed.before(ticks.tsNs()[i], this::apply);
    byte condition = ticks.condition()[i];
    if (condition != QuoteCondition.GOOD.value() && condition != QuoteCondition.LOCKED.value()) {
      return Double.NaN;
    }
    int id = instrument.id();
    last[id] = instrument.midPrice(ticks.bidPxTicks()[i] + ticks.askPxTicks()[i]);
    return suspended[id] ? Double.NaN : StrictMath.log(last[id]) + shift[id];
  }

  private void apply(int id, @Nullable Rebasing rebasing, boolean suspend) {
    suspended[id] = suspend;
    if (rebasing != null) {
      shift[id] += rebasing.logShift(last[id]);
    }
  }
}
