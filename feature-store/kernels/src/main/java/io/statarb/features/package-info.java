/**
 * Feature kernels: the one definition of every feature, run by Spark over history and by the live
 * engine on ticks.
 *
 * <p>A <em>feature</em> is a number computed from the quotes of one pair up to and including one
 * tick. A <em>family</em> of features is one {@code FeatureKernel}; {@link
 * io.statarb.features.PairFeatures} runs a fixed array of them; a {@link
 * io.statarb.features.FeatureService} names the columns and hashes their schema.
 *
 * <p>Units: times are UTC nanoseconds, time constants seconds, prices ticks, spreads natural
 * logarithms of mid prices unless the name says bps (1e-4). Sign: a positive spread means that Y is
 * dear against X; long the spread is long Y, short X. A value that is not warm is NaN, never 0 and
 * never the last one.
 *
 * <p>Reproducible to the bit: {@code StrictMath} only, one fixed order of operations, nothing read
 * but the arguments. Objects that hold state are confined to one thread and allocate nothing after
 * construction.
 */
@NullMarked
package io.statarb.features;

import org.jspecify.annotations.NullMarked;
