/**
 * What can be traded: instruments on venues, and the universe that numbers them.
 *
 * <p>Units: prices are {@code long} ticks, quantities {@code long} lots, money {@code long} micros
 * of the currency. Everything here is immutable and may be shared by all threads.
 */
@NullMarked
package io.statarb.instruments;

import org.jspecify.annotations.NullMarked;
