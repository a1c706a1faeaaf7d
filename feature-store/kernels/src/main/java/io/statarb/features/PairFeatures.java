package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of one pair, or basket, over one session, computed tick by tick; Spark runs this
 * class over history, the live engine on ticks. Leg 0 is Y, legs 1 and on are its hedge legs.
 *
 * <p>Single-threaded. Allocates nothing after construction. Feed it every tick of all legs in tape
 * order, gaps included.
 */
public final class PairFeatures {
  private final BasketFeatures basket;

  private PairFeatures(BasketFeatures basket) {
    this.basket = basket;
  }

  /**
   * Makes the features of one pair.
   *
   * @param service a known service, its columns exactly as {@link FeatureService#named} has them
   * @param pair the pair
   * @param legs instruments of its legs, Y first
   * @return the features, cold
   * @throws IllegalArgumentException if the service's schema is not the one that these kernels
   *     compute, it needs a pair of two legs and this is none, or the instruments are not the
   *     pair's
   */
  public static PairFeatures of(
      FeatureService service, PairDefinition pair, List<Instrument> legs) {
    return new PairFeatures(BasketFeatures.of(service, pair.basket(), legs));
  }

  /**
   * Feeds a tick of one leg. A gap (a condition that is neither good nor locked, or prices that are
   * not a quote) makes no row and drops the leg's quote until its next good one.
   *
   * @param tsNs time of the tick, UTC nanoseconds, not before the last one
   * @param leg 0 = Y, then the hedge legs
   * @param bidPxTicks bid in price ticks
   * @param askPxTicks ask in price ticks
   * @param condition value of {@link QuoteCondition}
   * @return whether the tick made a row: all legs hold a good or locked quote
   */
  public boolean onTick(long tsNs, int leg, long bidPxTicks, long askPxTicks, byte condition) {
    return basket.onTick(tsNs, leg, bidPxTicks, askPxTicks, condition);
  }

  /**
   * A corporate action of one leg is in force: its next quotes are in other units. The spread and
   * all that is remembered go on in the units that the session began with, which are those of the
   * pair's definition. When the action pays cash and the leg had no quote before it, the size of
   * the fall is not known and the leg's features are NaN from its next quote to the end of the
   * session.
   *
   * @param leg 0 = Y, then the hedge legs
   * @param rebasing what a unit becomes
   */
  public void rebase(int leg, Rebasing rebasing) {
    basket.rebase(leg, rebasing);
  }

  /**
   * While a leg is suspended each of its ticks is a gap: nobody knows the units of its prices.
   *
   * @param leg 0 = Y, then the hedge legs
   * @param suspend whether it is from now on
   */
  public void suspend(int leg, boolean suspend) {
    basket.suspend(leg, suspend);
  }

  /**
   * A corporate action of one leg is in force: {@link #rebase} where its factor is known, and
   * {@link #suspend} as its instrument is.
   *
   * @param leg 0 = Y, then the hedge legs
   * @param rebasing what a unit becomes; null while that is not known
   * @param suspended whether nobody knows the units of its prices
   */
  public void apply(int leg, @Nullable Rebasing rebasing, boolean suspended) {
    if (rebasing != null) {
      basket.rebase(leg, rebasing);
    }
    basket.suspend(leg, suspended);
  }

  /**
   * Values of the last row in the order of the service; NaN where a value that blocks is missing.
   * The same array each time, overwritten by the next row: valid only after {@link #onTick}
   * returned true.
   */
  public double[] values() {
    return basket.values();
  }

  /** Whether all values of the last row are finite: nothing that blocks is missing. */
  public boolean allFinite() {
    return basket.allFinite();
  }

  /** Values of the last row that were missing and took their neutral value. */
  public int degraded() {
    return basket.degraded();
  }

  /**
   * The spread of the last row, see {@link PairDefinition}, of the mids; NaN if a leg holds no
   * quote.
   */
  public double spread() {
    return basket.spread();
  }

  /**
   * Log mid of a leg in the units that the session began with; NaN while it holds no quote.
   *
   * @param leg 0 = Y, then the hedge legs
   */
  public double logMid(int leg) {
    return basket.logMid(leg);
  }

  /**
   * Withholds a feature from now on, see {@link BasketFeatures#withhold}.
   *
   * @param column position of the feature in the service
   */
  public void withhold(int column) {
    basket.withhold(column);
  }

  /** Forgets everything: a new session begins. */
  public void reset() {
    basket.reset();
  }
}
