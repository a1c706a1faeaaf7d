/**
 * Parent and child orders, their state machine, and the router that keeps the legs of a pair
 * together.
 *
 * <p>Units: prices are ticks (mids and fills in half ticks), quantities lots, money micros, times
 * UTC nanoseconds. A direction of +1 is long the spread: buy Y, sell X. Everything is journalled
 * before it has an effect. Owned by the engine's thread; nothing is allocated after construction.
 */
@NullMarked
package io.statarb.orders;

import org.jspecify.annotations.NullMarked;
