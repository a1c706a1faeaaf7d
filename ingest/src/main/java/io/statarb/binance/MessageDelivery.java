package io.statarb.binance;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;

/**
 * Hands messages of one file or connection to a sink, under the numbers that the sink gave to their
 * symbols. Allocates nothing but for a new symbol. One thread.
 */
public final class MessageDelivery {
  private final MarketDataSink sink;
  private final BinanceSymbols symbols;
  private final String defaultSymbol;

  /**
   * Delivers to a sink.
   *
   * @param defaultSymbol symbol of a snapshot that names none, as long as it is the only one
   */
  public MessageDelivery(MarketDataSink sink, String defaultSymbol) {
    this.sink = sink;
    this.symbols = new BinanceSymbols(sink);
    this.defaultSymbol = defaultSymbol;
  }

  /** Hands over a message that was not refused; what has no place becomes a flaw. */
  public void deliver(BinanceMessage message, long record, long tsRecvNs) {
    if (message.kind() == MessageKind.RESPONSE) {
      sink.kind(MessageKind.RESPONSE.word());
    } else if (message.hasSymbol()) {
      deliver(message, record, tsRecvNs, symbols.of(message));
    } else if (symbols.count() > 1) {
      sink.flaw(record, Flaw.MALFORMED, "a snapshot without symbol in a file of several symbols");
    } else {
      deliver(message, record, tsRecvNs, symbols.of(defaultSymbol));
    }
  }

  /** The same for a snapshot that was asked for by this symbol. */
  public void deliverSnapshot(BinanceMessage message, String symbol, long record, long tsRecvNs) {
    deliver(message, record, tsRecvNs, symbols.of(symbol));
  }

  private void deliver(BinanceMessage message, long record, long tsRecvNs, int symbol) {
    if (symbol == BinanceSymbols.TOO_MANY) {
      sink.flaw(record, Flaw.OUT_OF_RANGE, "more symbols than one capture may have");
      return;
    }
    sink.kind(message.kind().word());
    switch (message.kind()) {
      case DEPTH_UPDATE, SNAPSHOT -> depth(message, record, symbol, tsRecvNs, sink);
      case BOOK_TICKER -> quote(message, record, symbol, tsRecvNs, sink);
      case TRADE, AGGREGATE_TRADE -> trade(message, record, symbol, tsRecvNs, sink);
      case RESPONSE, REFUSED -> {}
    }
  }

  private static void trade(
      BinanceMessage message, long record, int symbol, long tsRecvNs, MarketDataSink sink) {
    if (message.tradeId() >= 0) {
      sink.tradeId(record, symbol, message.tsEventNs(), message.tradeId());
    }
    sink.trade(
        record,
        symbol,
        message.tsEventNs(),
        tsRecvNs,
        message.pxE9(),
        message.qtyE8(),
        message.aggressor());
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

  private static void quote(
      BinanceMessage message, long record, int symbol, long tsRecvNs, MarketDataSink sink) {
    boolean bid = message.hasBid();
    boolean ask = message.hasAsk();
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
