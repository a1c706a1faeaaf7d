/**
 * Market data in the shape of Binance (spot, USD-M and COIN-M futures): {@link
 * io.statarb.binance.BinanceMessage} reads one JSON message, {@link
 * io.statarb.binance.BinanceCaptureLoader} a recorded file.
 *
 * <p>Units as in {@code io.statarb.marketdata}: prices 1e-9, quantities 1e-8 (contracts on COIN-M),
 * times UTC ns. The time of an event is the matching engine's ({@code T}) where the venue tells it,
 * else that of the message ({@code E}), else unknown (best bid and offer on spot). The time of
 * receipt is the recorder's own clock, which need not agree with the venue's.
 */
@NullMarked
package io.statarb.binance;

import org.jspecify.annotations.NullMarked;
