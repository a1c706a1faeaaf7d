/**
 * Order-by-order (L3) books of all symbols of one feed: {@link io.statarb.orderbook.OrderBooks},
 * specified by {@link io.statarb.orderbook.NaiveOrderBooks} and made fast by {@link
 * io.statarb.orderbook.FastOrderBooks}; both pass one contract suite and agree on every digest.
 * {@link io.statarb.orderbook.ReadAhead} brings what a block of messages will need of the fast ones
 * into cache before they come.
 *
 * <p>To feed books from any file loader or feed:
 *
 * <pre>
 *   OrderBookSink books = new OrderBookSink(new FastOrderBooks(BookCapacity.SMALL));
 *   loader.load(file, LoadOptions.NONE, books);
 *   books.messages(); books.unresolvedReferences(); books.crossedBooks(); books.negativeSizes();
 *   int symbol = books.symbolOf("AAPL");
 *   books.books().bestPx(symbol, MarketDataSink.BUY);
 * </pre>
 *
 * <p>Prices and quantities are whole numbers in whatever unit the feeder uses throughout: E9 and E8
 * behind a {@link io.statarb.marketdata.MarketDataSink}, 1e-4 dollars and shares straight from
 * ITCH. Quantities are above 0; a side is {@code MarketDataSink.BUY} or {@code SELL}. Not thread
 * safe: books belong to the thread that feeds them.
 */
@NullMarked
package io.statarb.orderbook;

import org.jspecify.annotations.NullMarked;
