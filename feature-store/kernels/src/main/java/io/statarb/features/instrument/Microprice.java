package io.statarb.features.instrument;

import io.statarb.features.FeatureField;
import java.util.List;

/**
 * Where the next price is to be looked for: the mid weighted by the sizes, {@code (ask x bidQty +
 * bid x askQty) / (bidQty + askQty)}, less the mid.
 *
 * <p>This is the size-weighted mid, the first step of Stoikov's micro-price; the micro-price proper
 * needs a Markov chain estimated per instrument and is no business of a kernel.
 *
 * <p>Source: J. Gatheral and R. Oomen, "Zero-intelligence realized variance estimation" (2010); S.
 * Stoikov, "The micro-price: a high-frequency estimator of future prices" (2018), equation 2.
 */
final class Microprice implements InstrumentKernel {
  private static final double BPS = 1e4;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
                  "microprice_bps",
                  "bps",
                  "size-weighted mid (ask x bidQty + bid x askQty) / (bidQty + askQty) less the mid, over the mid")
              .from("Gatheral and Oomen (2010); Stoikov (2018), weighted mid"));

  private final InstrumentState state;

  Microprice(InstrumentState state) {
    this.state = state;
  }

  @Override
  public void row(double[] values, int offset) {
    TopQuote q = state.quote();
    // The weighted mid less the mid is half the spread times the imbalance.
    values[offset] = BPS * (0.5 * q.spread() * q.imbalance());
  }
}
