package io.statarb.features;

/**
 * A family of features of one pair or basket, updated tick by tick. An implementation reads the
 * {@link BasketState} it was made with, keeps its own sums in fields made at construction, and
 * allocates nothing afterwards.
 *
 * <p>On each tick of a leg, in this order: {@link #elapse} while the state still shows what stood
 * since the last tick, then, unless the tick is a gap, {@link #quote} with the new quote in the
 * state, then, if all legs hold a quote, {@link #row}.
 */
interface FeatureKernel {
  /**
   * Time has passed, as the state's decays say, while the quotes stood as the state still shows
   * them.
   */
  default void elapse() {}

  /**
   * A leg has a new good quote.
   *
   * @param leg position of the leg; of a pair {@link BasketState#Y} or {@link BasketState#X}
   */
  default void quote(int leg) {}

  /**
   * All legs hold a good quote: writes one value per field, NaN where there is none.
   *
   * @param values where to write
   * @param offset position of this family's first field
   */
  void row(double[] values, int offset);

  /** Forgets everything, as if just made. */
  default void reset() {}
}
