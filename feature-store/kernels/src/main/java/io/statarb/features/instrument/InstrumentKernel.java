package io.statarb.features.instrument;

/**
 * A family of features of one instrument, updated event by event. An implementation reads the
 * {@link InstrumentState} it was made with, keeps its own sums in fields made at construction, and
 * allocates nothing afterwards.
 *
 * <p>On each event, in this order: {@link #elapse} while the state still shows what stood since the
 * last event, then {@link #quote}, {@link #trade} or {@link #depth} with the event in the state,
 * then, if a quote is held, {@link #row}.
 */
interface InstrumentKernel {
  /** Time has passed while the market stood as the state still shows it. */
  default void elapse() {}

  /** There is a new good quote; the state also shows the one before. */
  default void quote() {}

  /** There was a trade. */
  default void trade() {}

  /** The price levels have changed; the state also shows those before. */
  default void depth() {}

  /**
   * Writes one value per field, NaN where there is none.
   *
   * @param values where to write
   * @param offset position of this family's first field
   */
  void row(double[] values, int offset);

  /** Forgets everything, as if just made. */
  default void reset() {}
}
