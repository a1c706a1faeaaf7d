package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one pair over one session, computed tick by tick; Spark runs this class over
 * history, the live engine on ticks.
 *
 * <p>Single-threaded. Allocates nothing after construction. Feed it every tick of both legs in tape
 * order, gaps included.
 */
public final class PairFeatures {
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final byte LOCKED = (byte) QuoteCondition.LOCKED.value();

  private final PairState state;
  private final FeatureKernel[] kernels;
  private final int[] offsets;
  private final double[] values;
  private final boolean[] suspended = new boolean[2];

  private PairFeatures(PairState state, List<FeatureFamily> families, int size) {
    this.state = state;
    this.kernels = new FeatureKernel[families.size()];
    this.offsets = new int[families.size()];
    this.values = new double[size];
    int offset = 0;
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = families.get(i).make().apply(state);
      offsets[i] = offset;
      offset += families.get(i).fields().size();
    }
    Arrays.fill(values, Double.NaN);
  }

  /**
   * Makes the features of one pair.
   *
   * @param service a known service, its columns exactly as {@link FeatureService#named} has them
   * @param pair the pair
   * @param y instrument of leg Y
   * @param x instrument of leg X
   * @return the features, cold
   * @throws IllegalArgumentException if the service's schema is not the one that these kernels
   *     compute, or the instruments are not the pair's
   */
  public static PairFeatures of(
      FeatureService service, PairDefinition pair, Instrument y, Instrument x) {
    FeatureService known = FeatureService.named(service.name());
    if (!known.schemaHash().equals(service.schemaHash())) {
      throw new IllegalArgumentException(
          "feature schema differs: service=%s schemaHash=%s expected=%s columns=%s"
              .formatted(
                  service.name(), service.schemaHash(), known.schemaHash(), service.names()));
    }
    if (!pair.y().equals(y.name()) || !pair.x().equals(x.name())) {
      throw new IllegalArgumentException(
          "instruments are not the pair's: pair=%s y=%s x=%s"
              .formatted(pair.name(), y.name(), x.name()));
    }
    return new PairFeatures(
        new PairState(pair, y, x), FeatureFamily.families(service.name()), service.size());
  }

  /**
   * Feeds a tick of one leg. A gap (a condition that is neither good nor locked, or prices that are
   * not a quote) makes no row and drops the leg's quote until its next good one.
   *
   * @param tsNs time of the tick, UTC nanoseconds, not before the last one
   * @param leg 0 = Y, 1 = X
   * @param bidPxTicks bid in price ticks
   * @param askPxTicks ask in price ticks
   * @param condition value of {@link QuoteCondition}
   * @return whether the tick made a row: both legs hold a good or locked quote
   */
  public boolean onTick(long tsNs, int leg, long bidPxTicks, long askPxTicks, byte condition) {
    state.elapse(tsNs);
    for (FeatureKernel kernel : kernels) {
      kernel.elapse();
    }
    boolean quote =
        !suspended[leg]
            && (condition == GOOD || condition == LOCKED)
            && bidPxTicks > 0
            && askPxTicks >= bidPxTicks;
    if (!quote) {
      state.drop(leg);
      return false;
    }
    state.quote(leg, bidPxTicks, askPxTicks);
    for (FeatureKernel kernel : kernels) {
      kernel.quote(leg);
    }
    if (!state.held()) {
      return false;
    }
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].row(values, offsets[i]);
    }
    makeNaNsAlike();
    return true;
  }

  /**
   * A corporate action of one leg is in force: its next quotes are in other units. The spread and
   * all that is remembered go on in the units that the session began with, which are those of the
   * pair's definition. When the action pays cash and the leg had no quote before it, the size of
   * the fall is not known and the leg's features are NaN from its next quote to the end of the
   * session.
   *
   * @param leg 0 = Y, 1 = X
   * @param rebasing what a unit becomes
   */
  public void rebase(int leg, Rebasing rebasing) {
    state.rebase(leg, rebasing);
  }

  /**
   * While a leg is suspended each of its ticks is a gap: nobody knows the units of its prices.
   *
   * @param leg 0 = Y, 1 = X
   * @param suspend whether it is from now on
   */
  public void suspend(int leg, boolean suspend) {
    suspended[leg] = suspend;
    if (suspend) {
      state.drop(leg);
    }
  }

  /**
   * One bit pattern for NaN, so that rows can be compared by their bits whatever the processor's
   * own NaN is.
   */
  private void makeNaNsAlike() {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        values[i] = Double.NaN;
      }
    }
  }

  /**
   * Values of the last row in the order of the service; NaN where not warm. The same array each
   * time, overwritten by the next row: valid only after {@link #onTick} returned true.
   */
  public double[] values() {
    return values;
  }

  /** Whether all values of the last row are finite. */
  public boolean allFinite() {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The spread of the last row: {@code log y - hedgeRatio * log x - intercept} of the mids; NaN if
   * a leg holds no quote.
   */
  public double spread() {
    return state.spread();
  }

  /** Forgets everything: a new session begins. */
  public void reset() {
    Arrays.fill(suspended, false);
    state.reset();
    for (FeatureKernel kernel : kernels) {
      kernel.reset();
    }
    Arrays.fill(values, Double.NaN);
  }
}
