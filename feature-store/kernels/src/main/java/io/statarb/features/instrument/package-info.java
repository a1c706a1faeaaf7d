/**
 * Features of one instrument from its quotes with sizes, trades and price levels.
 *
 * <p>{@link io.statarb.features.instrument.InstrumentFeatures} takes the events of one instrument
 * in their order and runs a fixed array of kernels; {@link
 * io.statarb.features.instrument.InstrumentFeed} brings a file or feed there.
 *
 * <p>Units: prices 1e-9 and quantities 1e-8 as they come, in features quote currency and the
 * venue's unit of quantity ({@code unit}: base asset or contract); times UTC nanoseconds; returns
 * and spreads bps (1e-4) of the mid. Sign: positive is pressure to buy. A value that blocks and is
 * missing is NaN.
 *
 * <p>Reproducible to the bit as all of {@code io.statarb.features}. Objects that hold state are
 * confined to one thread and allocate nothing after construction.
 */
@NullMarked
package io.statarb.features.instrument;

import org.jspecify.annotations.NullMarked;
