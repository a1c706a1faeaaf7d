/**
 * The chain from a fill back to the raw files: fill, order, parent order, decision, score, bundle,
 * training run, table version, raw lines. Links are not believed but made again: the features from
 * the ticks on the tape, the score from the features, digests from the files, the price from the
 * quotes.
 *
 * <p>Units: prices are ticks on the tape and quote currency for people ({@code px2} is twice a
 * price in ticks), quantities lots, money micros of the strategy's currency, times UTC nanoseconds.
 * Records are immutable; all else is single-threaded.
 */
@NullMarked
package io.statarb.explain;

import org.jspecify.annotations.NullMarked;
