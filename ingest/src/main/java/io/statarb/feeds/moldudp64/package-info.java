/**
 * The feed {@code moldudp64}: ITCH 5.0 messages in MoldUDP64 packets over UDP, on one or more lines
 * and with retransmission.
 *
 * <p>Books are in the units of {@link io.statarb.marketdata.MarketDataSink}. Times are ns of a
 * monotonic clock. A listener and a publisher each belong to one thread.
 */
@NullMarked
package io.statarb.feeds.moldudp64;

import org.jspecify.annotations.NullMarked;
