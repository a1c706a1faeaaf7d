/**
 * Pairs: from two instruments of the strategy to a hedge ratio fitted on the formation window.
 *
 * <p>Life stages: {@link io.statarb.pairs.PairSpec} (chosen), {@link io.statarb.pairs.FittedPair}
 * (fitted, perhaps rejected), {@link io.statarb.bundle.TradablePair} (with a model, in a bundle).
 *
 * <p>Units: prices in quote currency, spreads in natural-log units, times in UTC nanoseconds,
 * half-lives in seconds. Sign: {@code spread = log y - hedgeRatio * log x - intercept}; long the
 * spread is long Y, short X. Nothing here reads a tick of a session outside the formation window.
 * Everything is immutable; fits run on the calling thread.
 */
@NullMarked
package io.statarb.pairs;

import org.jspecify.annotations.NullMarked;
