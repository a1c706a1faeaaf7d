/**
 * The screen of baskets: for every stock of a universe one basket by each method asked for, in
 * which the stock itself is a leg, with a p-value that knows how the basket was chosen, a place
 * among all that were tried, and a reason where it is left out.
 *
 * <p>A basket is {@code log y - sum of hedgeRatio_i * log x_i - intercept}, natural logarithms;
 * what it leaves at a bar is its residual. Long the basket is long the stock and short each hedge
 * leg of a ratio above 0. Ratios are value of the leg for each unit of value of the stock, costs
 * bps of that unit, half-lives bars. Nothing after the formation window is read.
 *
 * <p>Called by {@code statarb pairs baskets} and by whoever chooses baskets to trade, through
 * {@link io.statarb.basketscreen.BasketScreen#run}. Results depend on the seed, and not on the
 * number of threads or the order of the columns.
 */
@NullMarked
package io.statarb.basketscreen;

import org.jspecify.annotations.NullMarked;
