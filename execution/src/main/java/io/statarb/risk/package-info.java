/**
 * The gate before every order; it fails closed.
 *
 * <p>Integers only: prices are ticks, quantities lots, money micros, times nanoseconds, distances
 * parts of 1e8 (1 bp = 10,000). Nothing wraps: what does not fit is refused. Owned by the engine's
 * thread; allocates nothing after construction.
 */
@NullMarked
package io.statarb.risk;

import org.jspecify.annotations.NullMarked;
