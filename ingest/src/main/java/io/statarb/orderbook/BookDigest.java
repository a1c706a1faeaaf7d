package io.statarb.orderbook;

import io.statarb.marketdata.MarketDataSink;

/** Mixes orders in their places into 64 bits. For comparison, not for security. */
final class BookDigest implements OrderBooks.OrderVisitor {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private long value;

  void symbol(OrderBooks books, int symbol) {
    side(books, symbol, MarketDataSink.BUY);
    side(books, symbol, MarketDataSink.SELL);
  }

  private void side(OrderBooks books, int symbol, byte side) {
    int levels = books.levels(symbol, side);
    if (levels == 0) {
      // An empty side leaves no trace: a symbol that was never named is one whose orders all went.
      return;
    }
    mix(symbol);
    mix(side);
    for (int level = 0; level < levels; level++) {
      mix(books.px(symbol, side, level));
      mix(books.qty(symbol, side, level));
      mix(books.orders(symbol, side, level));
      books.forEachOrder(symbol, side, level, this);
    }
  }

  @Override
  public void order(long orderId, long px, long qty) {
    mix(orderId);
    mix(px);
    mix(qty);
  }

  private void mix(long word) {
    long mixed = (value ^ word) * MULTIPLIER;
    value = (mixed ^ (mixed >>> 29)) * MULTIPLIER + 1;
  }

  long value() {
    return value;
  }
}
