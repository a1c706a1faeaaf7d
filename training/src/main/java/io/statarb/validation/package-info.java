/**
 * Purged, embargoed, time-ordered validation: which rows train and which are scored, what the entry
 * rule would have earned on them after costs, and how much of that is luck given the number of
 * trials.
 *
 * <p>Units: times in UTC nanoseconds, gains and costs in bps of leg Y's notional, positive = gain
 * or cost. Sign: direction +1 is long the spread. Pure functions on arrays; no file, clock or
 * thread.
 */
@NullMarked
package io.statarb.validation;

import org.jspecify.annotations.NullMarked;
