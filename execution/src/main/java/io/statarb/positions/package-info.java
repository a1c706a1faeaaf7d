/**
 * Positions and cash in integers, folded from fills.
 *
 * <p>Units: positions are signed lots (+ long), prices {@code px2Ticks} (twice the price in ticks),
 * money micros of the strategy's currency. Owned by the engine's thread.
 */
@NullMarked
package io.statarb.positions;

import org.jspecify.annotations.NullMarked;
