/**
 * Copulas of two columns: how they depend on each other whatever the law of each.
 *
 * <p>u belongs to the first column, v to the second; both are in (0, 1). {@code h(u|v)} is the
 * probability that the first is at most u when the second is v: near 0 the first is cheap against
 * the second, near 1 dear. Everything is a pure function of its arguments and of the seed it is
 * given.
 */
@NullMarked
package io.statarb.copulas;

import org.jspecify.annotations.NullMarked;
