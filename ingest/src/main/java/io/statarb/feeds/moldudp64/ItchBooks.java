package io.statarb.feeds.moldudp64;

import io.statarb.feeds.SymbolFreshness;
import io.statarb.itch.ItchDecoder;
import io.statarb.itch.ItchMessages;
import io.statarb.itch.ItchTranslator;
import io.statarb.marketdata.TradingState;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBookSink;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Decodes messages and builds the books of all symbols; notes when each symbol was last heard.
 *
 * <p>Confined to one thread. Allocates only while it grows, at the first sight of a symbol, and for
 * flaws.
 */
final class ItchBooks extends OrderBookSink {
  /** A session does not tell its date, and books need none. */
  private static final long NO_DATE = 0;

  private static final int MAX_MESSAGE_BYTES = 0xFFFF;

  private final ItchDecoder decoder = new ItchDecoder();
  private final ItchTranslator translator = new ItchTranslator(this, NO_DATE);
  private final byte[] message = new byte[MAX_MESSAGE_BYTES];
  private final long[] byType = new long[1 << Byte.SIZE];
  private final SymbolFreshness freshness;
  private long nowNs;

  ItchBooks(SymbolFreshness freshness) {
    super(new FastOrderBooks(BookCapacity.SMALL));
    this.freshness = freshness;
  }

  /** Takes a message that was received at {@code receivedNs}. */
  void take(long sequence, DirectBuffer buffer, int offset, int length, long receivedNs) {
    nowNs = receivedNs;
    buffer.getBytes(offset, message, 0, length);
    byType[length == 0 ? 0 : message[0] & 0xFF]++;
    translator.decode(sequence, message, 0, length, decoder);
  }

  /** Messages by the letter of their type, {@code ?} for all that are none. */
  SortedMap<String, Long> byType() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int type = 0; type < byType.length; type++) {
      if (byType[type] > 0) {
        counts.merge(ItchMessages.kind((byte) type), byType[type], Long::sum);
      }
    }
    return counts;
  }

  @Override
  public void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
    freshness.heard(symbol, nowNs);
    super.addOrder(record, symbol, tsEventNs, orderId, side, qtyE8, pxE9);
  }

  @Override
  public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    freshness.heard(symbol, nowNs);
    super.executeOrder(record, symbol, tsEventNs, orderId, qtyE8);
  }

  @Override
  public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    freshness.heard(symbol, nowNs);
    super.reduceOrder(record, symbol, tsEventNs, orderId, qtyE8);
  }

  @Override
  public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    freshness.heard(symbol, nowNs);
    super.deleteOrder(record, symbol, tsEventNs, orderId);
  }

  @Override
  public void replaceOrder(
      long record,
      int symbol,
      long tsEventNs,
      long oldOrderId,
      long newOrderId,
      long qtyE8,
      long pxE9) {
    freshness.heard(symbol, nowNs);
    super.replaceOrder(record, symbol, tsEventNs, oldOrderId, newOrderId, qtyE8, pxE9);
  }

  @Override
  public void trade(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long pxE9,
      long qtyE8,
      byte aggressor) {
    freshness.heard(symbol, nowNs);
  }

  @Override
  public void state(long record, int symbol, long tsEventNs, TradingState state) {
    freshness.heard(symbol, nowNs);
    super.state(record, symbol, tsEventNs, state);
  }
}
