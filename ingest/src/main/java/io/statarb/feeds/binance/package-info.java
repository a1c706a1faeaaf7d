/**
 * {@code --protocol binance-ws}: {@code io.statarb.binance.stream} on the command line. Units and
 * threads as there; a run has one thread.
 */
@NullMarked
package io.statarb.feeds.binance;

import org.jspecify.annotations.NullMarked;
