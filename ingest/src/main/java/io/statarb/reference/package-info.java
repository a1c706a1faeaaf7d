/**
 * Reference data, point in time: instruments, exchange calendars, symbol changes, index membership,
 * sectors and corporate actions.
 *
 * <p>Two times are kept apart. The <em>event time</em> is when something holds in the world ({@code
 * valid_from}, {@code ex_date}, the date of a list); the <em>knowledge time</em> ({@code known_at})
 * is when we learned of it. Every question names both, so that history is read as it was known at a
 * time. Nothing is ever changed or deleted: a correction is a new version with a later knowledge
 * time. Raw prices are never rewritten either; corporate actions are applied on read.
 *
 * <p>Units: dates are those of the exchange, moments UTC (nanoseconds in sessions), a ratio is new
 * units for old ones (4:1 is a split, 1:10 a reverse split), prices are decimals in the quote
 * currency. Everything here is immutable unless it says so, and may be shared by all threads. No
 * Spark, no clock.
 */
@NullMarked
package io.statarb.reference;

import org.jspecify.annotations.NullMarked;
