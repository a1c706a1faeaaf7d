/**
 * What is wrong with market data: findings with their evidence, over daily bars, quotes and
 * captures, and the report on them. Knows loaders and cleansing; nobody on the trading side calls
 * it.
 */
@NullMarked
package io.statarb.quality;

import org.jspecify.annotations.NullMarked;
