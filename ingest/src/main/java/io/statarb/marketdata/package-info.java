/**
 * What a market data file or feed says, in one form for all formats: loaders call a {@link
 * io.statarb.marketdata.MarketDataSink}, whoever wants the data implements it.
 *
 * <p>Units: times are UTC ns since 1970, prices {@code long} in 1e-9 of the quote currency ({@code
 * E9}), quantities {@code long} in 1e-8 of a unit ({@code E8}). A format is not an instrument, so
 * these scales are fixed and need no reference data. A missing price, quantity or time has a value
 * of its own and is never 0. A sink belongs to the thread that calls it.
 */
@NullMarked
package io.statarb.marketdata;

import org.jspecify.annotations.NullMarked;
