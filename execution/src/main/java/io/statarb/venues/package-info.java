/**
 * Ports to venues, the quotes on which orders are priced, and the two simulated venues.
 *
 * <p>Units: prices are {@code long} ticks ({@code px2Ticks} is twice a price, so that a mid is
 * whole), quantities {@code long} lots, money {@code long} micros of the strategy's currency, times
 * UTC nanoseconds. A side is +1 for a buy and -1 for a sale. Time passes by ticks alone: nothing
 * here reads a clock. Every mutable object belongs to the engine's thread.
 */
@NullMarked
package io.statarb.venues;

import org.jspecify.annotations.NullMarked;
