package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of one basket over one session, computed tick by tick.
 *
 * <p>Single-threaded. Allocates nothing after construction. Feed it every tick of all legs in tape
 * order, gaps included. A service of bars makes one row of a bar, when all legs have closed; it
 * does not see openings.
 */
public final class BasketFeatures {
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final byte OPENING = (byte) QuoteCondition.OPENING.value();
  private static final byte LOCKED = (byte) QuoteCondition.LOCKED.value();

  private final BasketState state;
  private final FeatureKernel[] kernels;
  private final int[] offsets;
  private final RowRules rules;
  private final double[] values;
  private final boolean[] suspended;
  private final @Nullable BarClock bars;

  private BasketFeatures(BasketState state, FeatureService service) {
    List<FeatureFamily> families = BasketServices.families(service.name());
    this.state = state;
    this.kernels = new FeatureKernel[families.size()];
    this.offsets = new int[families.size()];
    this.rules = new RowRules(service);
    this.values = new double[service.size()];
    this.suspended = new boolean[state.legs()];
    this.bars = BasketServices.ofBars(service.name()) ? new BarClock(state.legs()) : null;
    int offset = 0;
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = families.get(i).make().apply(state);
      offsets[i] = offset;
      offset += families.get(i).fields().size();
    }
    Arrays.fill(values, Double.NaN);
  }

  /**
   * Makes the features of one basket.
   *
   * @param service a known service, its columns exactly as {@link FeatureService#named} has them
   * @param basket the basket
   * @param instruments instruments of the legs, in their order
   * @return the features, cold
   * @throws IllegalArgumentException if the service's schema is not the one that these kernels
   *     compute, the instruments are not the basket's, or the service is for pairs and this is none
   */
  public static BasketFeatures of(
      FeatureService service, BasketDefinition basket, List<Instrument> instruments) {
    FeatureService known = FeatureService.named(service.name());
    if (!known.schemaHash().equals(service.schemaHash())) {
      throw new IllegalArgumentException(
          "feature schema differs: service=%s schemaHash=%s expected=%s columns=%s"
              .formatted(
                  service.name(), service.schemaHash(), known.schemaHash(), service.names()));
    }
    List<String> names = basket.legs().stream().map(BasketLeg::instrument).toList();
    List<String> given = instruments.stream().map(Instrument::name).toList();
    if (!names.equals(given)) {
      throw new IllegalArgumentException(
          "instruments are not the basket's: legs=%s instruments=%s".formatted(names, given));
    }
    if (BasketServices.needsPair(service.name()) && names.size() != 2) {
      throw new IllegalArgumentException(
          "service is for pairs: service=%s legs=%s".formatted(service.name(), names));
    }
    return new BasketFeatures(new BasketState(basket, instruments), service);
  }

  /**
   * Feeds a tick of one leg. A gap (a condition that is neither good nor locked, or prices that are
   * not a quote) makes no row and drops the leg's quote until its next good one.
   *
   * @param tsNs time of the tick, UTC nanoseconds, not before the last one
   * @param leg position of the leg in the basket
   * @param bidPxTicks bid in price ticks
   * @param askPxTicks ask in price ticks
   * @param condition value of {@link QuoteCondition}
   * @return whether the tick made a row: all legs hold a good or locked quote
   */
  public boolean onTick(long tsNs, int leg, long bidPxTicks, long askPxTicks, byte condition) {
    boolean quote =
        !suspended[leg]
            && (condition == GOOD || condition == LOCKED || condition == OPENING)
            && bidPxTicks > 0
            && askPxTicks >= bidPxTicks;
    if (bars != null) {
      return condition != OPENING
          && bars.close(tsNs, leg, bidPxTicks, askPxTicks, quote)
          && bar(bars);
    }
    elapse(tsNs);
    if (!quote) {
      state.drop(leg);
      return false;
    }
    quote(leg, bidPxTicks, askPxTicks);
    if (!state.held()) {
      return false;
    }
    row();
    return true;
  }

  /** Every leg has closed: they are quoted at once, and the bar is a row. */
  private boolean bar(BarClock complete) {
    elapse(complete.nowNs());
    for (int leg = 0; leg < state.legs(); leg++) {
      quote(leg, complete.bidPxTicks(leg), complete.askPxTicks(leg));
    }
    row();
    return true;
  }

  private void elapse(long nowNs) {
    state.time().elapse(nowNs);
    for (FeatureKernel kernel : kernels) {
      kernel.elapse();
    }
  }

  private void quote(int leg, long bidPxTicks, long askPxTicks) {
    state.quote(leg, bidPxTicks, askPxTicks);
    for (FeatureKernel kernel : kernels) {
      kernel.quote(leg);
    }
  }

  private void row() {
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].row(values, offsets[i]);
    }
    rules.settle(values);
  }

  /**
   * A corporate action of one leg is in force, see {@link PairFeatures#rebase}.
   *
   * @param leg position of the leg in the basket
   * @param rebasing what a unit becomes
   */
  public void rebase(int leg, Rebasing rebasing) {
    state.rebase(leg, rebasing);
  }

  /**
   * While a leg is suspended each of its ticks is a gap: nobody knows the units of its prices.
   *
   * @param leg position of the leg in the basket
   * @param suspend whether it is from now on
   */
  public void suspend(int leg, boolean suspend) {
    suspended[leg] = suspend;
    if (suspend) {
      state.drop(leg);
    }
  }

  /**
   * Values of the last row in the order of the service; NaN where a value that blocks is missing.
   * The same array each time, overwritten by the next row: valid only after {@link #onTick}
   * returned true.
   */
  public double[] values() {
    return values;
  }

  /** Whether all values of the last row are finite: nothing that blocks is missing. */
  public boolean allFinite() {
    return RowRules.usable(values);
  }

  /** Values of the last row that were missing and took their neutral value. */
  public int degraded() {
    return rules.degraded();
  }

  /** The spread of the last row; NaN if a leg holds no quote. */
  public double spread() {
    return state.spread();
  }

  /**
   * Log mid of a leg in the units that the session began with; NaN while it holds no quote.
   *
   * @param leg position of the leg in the basket
   */
  public double logMid(int leg) {
    return state.leg(leg).held() ? state.leg(leg).logMid() : Double.NaN;
  }

  /**
   * Withholds a feature from now on, see {@link RowRules#withhold}.
   *
   * @param column position of the feature in the service
   */
  public void withhold(int column) {
    rules.withhold(column);
  }

  /** Forgets everything: a new session begins. */
  public void reset() {
    Arrays.fill(suspended, false);
    state.reset();
    if (bars != null) {
      bars.reset();
    }
    for (FeatureKernel kernel : kernels) {
      kernel.reset();
    }
    Arrays.fill(values, Double.NaN);
  }
}
