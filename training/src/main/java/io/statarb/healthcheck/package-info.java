/**
 * The health of pairs over history: {@link io.statarb.health.PairHealth}, the class that live
 * trading asks, run over rows of a file.
 *
 * <p>Units: a row is a sample; half-lives are rows; spreads are in the units of the columns, or
 * natural logarithms of them.
 */
@NullMarked
package io.statarb.healthcheck;

import org.jspecify.annotations.NullMarked;
