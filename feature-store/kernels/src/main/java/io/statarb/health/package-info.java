/**
 * Health of a pair: whether it still is the pair that was formed. One definition for both places:
 * the live engine samples the legs on a grid of event time, the batch reads them from a file, and
 * both give them to {@link io.statarb.health.PairHealth}.
 *
 * <p>Units: log prices and spreads are natural logarithms, times UTC nanoseconds, half-lives
 * samples unless the name says seconds. A window of samples is measured at fixed intervals
 * (<em>checks</em>); a structural break is watched for at every sample.
 *
 * <p>Reproducible to the bit: {@code StrictMath} only, one fixed order of operations, nothing read
 * but the arguments. Objects are confined to one thread and allocate nothing after construction.
 */
@NullMarked
package io.statarb.health;

import org.jspecify.annotations.NullMarked;
