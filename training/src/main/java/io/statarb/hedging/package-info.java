/**
 * How much of x hedges a unit of y: hedge ratios by several methods, and how far apart two price
 * series are.
 *
 * <p>The spread is {@code y - h x - c}; h is in units of x per unit of y, prices or logarithms as
 * they are given. Everything is a pure function of its arguments.
 */
@NullMarked
package io.statarb.hedging;

import org.jspecify.annotations.NullMarked;
