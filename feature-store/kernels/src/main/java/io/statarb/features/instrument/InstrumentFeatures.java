package io.statarb.features.instrument;

import io.statarb.features.FeatureService;
import io.statarb.features.RowRules;
import io.statarb.marketdata.MarketDataSink;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one instrument over one session, computed event by event; Spark runs this class
 * over history, a live process on its feed.
 *
 * <p>Single-threaded. Allocates nothing after construction. Feed it every event of the instrument
 * in the order in which they became known.
 */
public final class InstrumentFeatures {
  private final InstrumentState state = new InstrumentState();
  private final InstrumentKernel[] kernels;
  private final int[] offsets;
  private final RowRules rules;
  private final double[] values;

  private InstrumentFeatures(FeatureService service) {
    List<InstrumentFamily> families = InstrumentServices.families(service.name());
    this.kernels = new InstrumentKernel[families.size()];
    this.offsets = new int[families.size()];
    this.rules = new RowRules(service);
    this.values = new double[service.size()];
    int offset = 0;
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = families.get(i).make().apply(state);
      offsets[i] = offset;
      offset += families.get(i).fields().size();
    }
    Arrays.fill(values, Double.NaN);
  }

  /**
   * Makes the features of one instrument.
   *
   * @param service a known service, its columns exactly as {@link InstrumentServices#named} has
   *     them
   * @return the features, cold
   * @throws IllegalArgumentException if the service's schema is not the one that these kernels
   *     compute
   */
  public static InstrumentFeatures of(FeatureService service) {
    FeatureService known = InstrumentServices.named(service.name());
    if (!known.schemaHash().equals(service.schemaHash())) {
      throw new IllegalArgumentException(
          "feature schema differs: service=%s schemaHash=%s expected=%s columns=%s"
              .formatted(
                  service.name(), service.schemaHash(), known.schemaHash(), service.names()));
    }
    return new InstrumentFeatures(known);
  }

  /**
   * The best bid and offer. One that lacks a side or is crossed takes the quote away until the next
   * good one.
   *
   * @param tsNs time, UTC nanoseconds, not before the last event
   * @param bidPxE9 best bid in 1e-9, or {@link MarketDataSink#NULL_PX}
   * @param bidQtyE8 its quantity in 1e-8, or {@link MarketDataSink#NULL_QTY}
   * @param askPxE9 best offer
   * @param askQtyE8 its quantity
   * @return whether the event made a row
   */
  public boolean onQuote(long tsNs, long bidPxE9, long bidQtyE8, long askPxE9, long askQtyE8) {
    elapse(tsNs);
    state.onQuote(bidPxE9, bidQtyE8, askPxE9, askQtyE8);
    if (!state.quote().held()) {
      return false;
    }
    for (InstrumentKernel kernel : kernels) {
      kernel.quote();
    }
    return row();
  }

  /**
   * A trade. One without price or quantity makes no row and counts for nothing.
   *
   * @param tsNs time, UTC nanoseconds, not before the last event
   * @param pxE9 price in 1e-9
   * @param qtyE8 quantity in 1e-8
   * @param aggressor side that came last; where unknown, it is told by the quote that stands
   * @return whether the event made a row: a quote is held
   */
  public boolean onTrade(long tsNs, long pxE9, long qtyE8, byte aggressor) {
    elapse(tsNs);
    if (pxE9 <= 0 || qtyE8 <= 0) {
      return false;
    }
    state.onTrade(pxE9, qtyE8, aggressor);
    for (InstrumentKernel kernel : kernels) {
      kernel.trade();
    }
    return row();
  }

  /**
   * The price levels after a complete update. Levels that are not known far enough are none until
   * they are again.
   *
   * @param tsNs time, UTC nanoseconds, not before the last event
   * @param levels the levels, read during this call only
   * @return whether the event made a row: a quote is held
   */
  public boolean onDepth(long tsNs, DepthLevels levels) {
    elapse(tsNs);
    state.onDepth(levels);
    for (InstrumentKernel kernel : kernels) {
      kernel.depth();
    }
    return row();
  }

  private void elapse(long tsNs) {
    state.time().elapse(tsNs);
    for (InstrumentKernel kernel : kernels) {
      kernel.elapse();
    }
  }

  private boolean row() {
    if (!state.quote().held()) {
      return false;
    }
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].row(values, offsets[i]);
    }
    rules.settle(values);
    return true;
  }

  /**
   * Values of the last row in the order of the service; NaN where a value that blocks is missing.
   * The same array each time, overwritten by the next row: valid only after an event returned true.
   */
  public double[] values() {
    return values;
  }

  /** Whether nothing that blocks is missing in the last row. */
  public boolean usable() {
    return RowRules.usable(values);
  }

  /** Values of the last row that were missing and took their neutral value. */
  public int degraded() {
    return rules.degraded();
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
    state.reset();
    for (InstrumentKernel kernel : kernels) {
      kernel.reset();
    }
    Arrays.fill(values, Double.NaN);
  }
}
