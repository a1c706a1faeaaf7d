/**
 * NASDAQ TotalView-ITCH 5.0: {@link io.statarb.itch.ItchDecoder} reads messages from bytes, however
 * they came, and calls an {@link io.statarb.itch.ItchListener}; {@link
 * io.statarb.itch.ItchTranslator} is the listener that tells a {@link
 * io.statarb.marketdata.MarketDataSink}, {@link io.statarb.itch.ItchBookListener} the one that
 * builds books in ITCH's own units.
 *
 * <p>Units of a listener: times in ns since midnight in New York, prices in 1e-4 dollars (unless
 * named E8), quantities in shares, 64-bit ids as they are. Nothing here allocates per message.
 * Everything belongs to the thread that decodes.
 *
 * <p>From a packet to books, one message at a time:
 *
 * <pre>
 *   ItchDecoder decoder = new ItchDecoder();
 *   ItchTranslator translator = new ItchTranslator(sink, ItchTranslator.midnightNs(date));
 *   translator.decode(record, bytes, offset, length, decoder);
 * </pre>
 */
@NullMarked
package io.statarb.itch;

import org.jspecify.annotations.NullMarked;
