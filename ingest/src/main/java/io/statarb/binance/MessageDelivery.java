package io.statarb.binance;

import io.statarb.marketdata.MarketDataSink;

/** Hands a message that was read to a sink. Stateless; allocates nothing. */
final class MessageDelivery {
  private MessageDelivery() {}

  static void deliver(
      BinanceMessage message, long record, int symbol, long tsRecvNs, MarketDataSink sink) {
    sink.kind(message.kind().word());
    switch (message.kind()) {
      case DEPTH_UPDATE, SNAPSHOT -> depth(message, record, symbol, tsRecvNs, sink);
      case BOOK_TICKER -> quote(message, record, symbol, tsRecvNs, sink);
      case TRADE, AGGREGATE_TRADE ->
          sink.trade(
              record,
              symbol,
              message.tsEventNs(),
              tsRecvNs,
              message.pxE9(),
              message.qtyE8(),
              message.aggressor());
      case RESPONSE, REFUSED -> {}
    }
  }

  private static void depth(
      BinanceMessage message, long record, int symbol, long tsRecvNs, MarketDataSink sink) {
    sink.depth(
        record,
        symbol,
        message.tsEventNs(),
        tsRecvNs,
        message.kind() == MessageKind.SNAPSHOT,
        message.firstUpdateId(),
        message.lastUpdateId(),
        message.previousUpdateId());
    levels(message, MarketDataSink.BUY, sink);
    levels(message, MarketDataSink.SELL, sink);
    sink.depthEnd();
  }

  private static void levels(BinanceMessage message, byte side, MarketDataSink sink) {
    int count = message.levels(side);
    for (int level = 0; level < count; level++) {
      sink.level(side, message.levelPxE9(side, level), message.levelQtyE8(side, level));
    }
  }

  /** A side of price 0 and quantity 0 is the venue's way to say that there is none. */
  private static void quote(
      BinanceMessage message, long record, int symbol, long tsRecvNs, MarketDataSink sink) {
    boolean bid = message.bidPxE9() != 0 || message.bidQtyE8() != 0;
    boolean ask = message.askPxE9() != 0 || message.askQtyE8() != 0;
    sink.quote(
        record,
        symbol,
        message.tsEventNs(),
        tsRecvNs,
        message.lastUpdateId(),
        bid ? message.bidPxE9() : MarketDataSink.NULL_PX,
        bid ? message.bidQtyE8() : MarketDataSink.NULL_QTY,
        ask ? message.askPxE9() : MarketDataSink.NULL_PX,
        ask ? message.askQtyE8() : MarketDataSink.NULL_QTY);
  }
}
