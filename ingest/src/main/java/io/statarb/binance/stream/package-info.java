/**
 * The live feed in the shape of Binance: depth changes, best bids and offers and trades over
 * WebSocket, snapshots of the book by REST. {@link io.statarb.binance.stream.StreamClient} keeps a
 * book for each symbol that is whole or says that it is not; {@link
 * io.statarb.binance.stream.StreamPublisher} plays a recorded file to it, faults included.
 *
 * <p>Units as in {@code io.statarb.marketdata}. Times are ns of an injected monotonic clock, of
 * which only differences mean anything; a stamp is UTC ns. Client and publisher each belong to one
 * thread, are stepped by {@code doWork} and never block.
 */
@NullMarked
package io.statarb.binance.stream;

import org.jspecify.annotations.NullMarked;
