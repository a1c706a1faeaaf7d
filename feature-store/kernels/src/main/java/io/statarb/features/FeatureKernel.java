package io.statarb.features;

/**
 * A family of features of one pair, updated tick by tick. An implementation reads the {@link
 * PairState} it was made with, keeps its own sums in fields made at construction, and allocates
 * nothing afterwards.
 *
 * <p>On each tick of either leg, in this order: {@link #elapse} while the state still shows what
 * stood since the last tick, then, unless the tick is a gap, {@link #quote} with the new quote in
 * the state, then, if both legs hold a quote, {@link #row}.
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
   * @param leg the leg, {@link PairState#Y} or {@link PairState#X}
   */
  default void quote(int leg) {}

  /**
   * Both legs hold a good quote: writes one value per field.
   *
   * @param values where to write
   * @param offset position of this family's first field
   */
  void row(double[] values, int offset);

  /** Forgets everything, as if just made. */
  default void reset() {}
}
