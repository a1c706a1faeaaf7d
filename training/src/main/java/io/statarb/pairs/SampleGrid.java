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
 * Log mids of the legs of a pair at the same times, an even step apart. Where the step is broken a
 * new segment begins; differences are only taken within a segment.
 */
abstract class SampleGrid {
  private final double[][] log;
  private int[] segment = new int[1 << 10];
  private int count;
  private int segments;
  private ActionFeed feed = new ActionFeed(List.of(), 0);
  private double[] shift = {};
  private boolean[] suspended = {};

  /** Last mid of each instrument in its own units. */
  private double[] last = {};

  SampleGrid(int legs) {
    log = new double[legs][1 << 10];
  }

  /**
   * Adds the ticks of one session, which is a segment of its own.
   *
   * @param ticks its ticks
   * @param actions corporate actions that stand on its tape: prices stay in the units that the
   *     session began with, or in those of the run where it tells of earlier splits
   */
  final void add(TickColumns ticks, List<ActionRecord> actions, List<Instrument> legs) {
    int instruments = legs.stream().mapToInt(Instrument::id).max().orElseThrow() + 1;
    feed =
        new ActionFeed(
            actions.stream().filter(action -> action.instrumentId() < instruments).toList(),
            instruments);
    shift = new double[instruments];
    suspended = new boolean[instruments];
    last = new double[instruments];
    session(ticks, legs);
  }

  /** The same of a session without corporate actions. */
  final void add(TickColumns ticks, List<Instrument> legs) {
    add(ticks, List.of(), legs);
  }

  /** Samples one session. */
  abstract void session(TickColumns ticks, List<Instrument> legs);

  /** Fewest samples of a fit; with fewer, a standard error says more than the estimate. */
  abstract int leastSamples();

  /** Number of samples. */
  final int count() {
    return count;
  }

  /** Number of legs. */
  final int legs() {
    return log.length;
  }

  /** Log mid of a leg, valid in the first {@link #count()} elements. */
  final double[] log(int leg) {
    return log[leg];
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

  /** Adds a sample of the log mids of all legs. */
  final void append(double[] logMids) {
    if (count == segment.length) {
      for (int leg = 0; leg < log.length; leg++) {
        log[leg] = Arrays.copyOf(log[leg], 2 * count);
      }
      segment = Arrays.copyOf(segment, 2 * count);
    }
    for (int leg = 0; leg < log.length; leg++) {
      log[leg][count] = logMids[leg];
    }
    segment[count] = segments;
    count++;
  }

  /** The leg of an instrument, or -1. */
  static int leg(List<Instrument> legs, int instrumentId) {
    for (int leg = 0; leg < legs.size(); leg++) {
      if (legs.get(leg).id() == instrumentId) {
        return leg;
      }
    }
    return -1;
  }

  static boolean allKnown(double[] logMids) {
    return Arrays.stream(logMids).noneMatch(Double::isNaN);
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
