/**
 * Price-level (level-2) books: {@link io.statarb.depthbook.NaiveDepthBook} is the specification,
 * {@link io.statarb.depthbook.WindowDepthBook} the fast one; {@link
 * io.statarb.depthbook.SequencedBook} puts a venue's sequence rules around either, and {@link
 * io.statarb.depthbook.DepthBookSink} builds and checks the books of a whole file.
 *
 * <p>Units: prices 1e-9 of the quote currency, quantities 1e-8 of a unit, as in {@code
 * io.statarb.marketdata}. Sides are those of {@code MarketDataSink}. A book belongs to one thread.
 */
@NullMarked
package io.statarb.depthbook;

import org.jspecify.annotations.NullMarked;
