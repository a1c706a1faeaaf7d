/**
 * What a statistical method takes and what it answers, shared by all methods of pair research: unit
 * roots, cointegration, hedge ratios, mean reversion, baskets, copulas.
 *
 * <p>Methods are plain Java on arrays, one value a row, rows in time order, without gaps. They do
 * not read files, print or draw at random, except from a seed that they are given, and may be
 * called by any thread. Prices come in as they are, or as natural logarithms where the caller asks
 * for it; a method never takes logarithms by itself unless its Javadoc says so.
 */
@NullMarked
package io.statarb.statistics;

import org.jspecify.annotations.NullMarked;
