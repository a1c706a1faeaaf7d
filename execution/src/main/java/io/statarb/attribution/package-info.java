/**
 * The numbers of attribution and transaction costs, as folds over the tape.
 *
 * <p>P&amp;L comes from the cash of the fills and the closing marks; each cause has its own
 * formula, computed from the quotes on the tape, the mids of the decisions, cumulative quantities
 * and the fee schedule, and none is a remainder. So the residual, P&amp;L less the causes, is 0,
 * and is not when a fill on the tape was altered.
 *
 * <p>Units: money is {@code long} micros of the strategy's currency, gain positive; lots are
 * signed, + bought; {@code px2} and {@code mid2} are twice a price in ticks; times are UTC
 * nanoseconds. Records are immutable; a fold belongs to one thread.
 */
@NullMarked
package io.statarb.attribution;

import org.jspecify.annotations.NullMarked;
