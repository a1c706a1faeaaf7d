/**
 * What is wrong with daily bars. A series is judged by its own robust statistics, by the market
 * that all series of a panel make together, and by the rows of its neighbours; no threshold knows a
 * symbol. Prices are {@code double} in quote currency, missing values NaN, days count from 1970.
 * Everything belongs to the thread that reads.
 */
@NullMarked
package io.statarb.quality.bars;

import org.jspecify.annotations.NullMarked;
