/**
 * Tests of one series: for a unit root (augmented Dickey-Fuller) and for its absence (KPSS).
 *
 * <p>Series are in levels, in time order, without gaps. Nothing here keeps state; any thread may
 * call.
 */
@NullMarked
package io.statarb.unitroot;

import org.jspecify.annotations.NullMarked;
