/**
 * Trading dates, sessions and clocks.
 *
 * <p>All times are UTC nanoseconds since 1970. The only place that may read a wall clock.
 */
@NullMarked
package io.statarb.time;

import org.jspecify.annotations.NullMarked;
