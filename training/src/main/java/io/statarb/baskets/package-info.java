/**
 * Baskets of many columns: eigenportfolios and the scores of what they leave over, sparse baskets
 * that revert, weights that take no side on sectors, clusters of candidates.
 *
 * <p>Returns are fractions, one row a period, one column an instrument. Everything is a pure
 * function of its arguments.
 */
@NullMarked
package io.statarb.baskets;

import org.jspecify.annotations.NullMarked;
