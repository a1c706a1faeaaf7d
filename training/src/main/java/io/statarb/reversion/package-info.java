/**
 * How fast and how surely a spread comes back: half-life, Hurst exponent, variance ratio, the
 * Ornstein-Uhlenbeck process and where to enter and leave it.
 *
 * <p>Series are levels of a spread, one value a row, rows evenly spaced in time. Times are in rows
 * unless a step says otherwise. What the data do not determine is NaN with a reason, never a
 * negative or absurd number. Everything is a pure function of its arguments.
 */
@NullMarked
package io.statarb.reversion;

import org.jspecify.annotations.NullMarked;
