/**
 * Tests of whether series that wander stay together: residual tests of Engle and Granger (1987) and
 * of Phillips and Ouliaris (1990), and Johansen's (1988, 1991) system test.
 *
 * <p>Series are levels, usually logarithms of prices, in time order, without gaps. The null
 * hypothesis of all tests is that nothing holds them together; a small p-value speaks for a pair.
 */
@NullMarked
package io.statarb.cointegration;

import org.jspecify.annotations.NullMarked;
