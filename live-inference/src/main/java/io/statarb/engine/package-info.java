/**
 * The hot loop: a tick in, features, score, decision and orders out.
 *
 * <p>One thread runs a tick to completion. After warm-up nothing is allocated, locked, logged or
 * thrown. Time is the market clock of the tape, UTC nanoseconds; prices are {@code long} ticks, a
 * mid is carried doubled ({@code mid2}). A direction is +1 for long the spread (long Y, short X)
 * and -1 for short; z-scores are in sd, scores in sd of the label. What is not finite decides
 * nothing.
 */
@NullMarked
package io.statarb.engine;

import org.jspecify.annotations.NullMarked;
