package io.statarb.binance.stream;

import io.statarb.depthbook.DepthBook;
import io.statarb.depthbook.SequencedBook;
import io.statarb.marketdata.MarketDataSink;

/** A book as the venue's REST answers it. Stateless. */
final class SnapshotJson {
  private SnapshotJson() {}

  static String of(SequencedBook book, int limit) {
    StringBuilder text = new StringBuilder(1 << 16);
    text.append("{\"lastUpdateId\":").append(book.lastUpdateId());
    levels(text.append(",\"bids\":"), book.book(), MarketDataSink.BUY, limit);
    levels(text.append(",\"asks\":"), book.book(), MarketDataSink.SELL, limit);
    return text.append('}').toString();
  }

  private static void levels(StringBuilder text, DepthBook book, byte side, int limit) {
    int wanted = Math.min(limit, book.levels(side));
    long[] px = new long[wanted];
    long[] qty = new long[wanted];
    int count = book.copy(side, px, qty);
    text.append('[');
    for (int level = 0; level < count; level++) {
      text.append(level == 0 ? "[\"" : ",[\"");
      text.append(BookLines.px(px[level])).append("\",\"");
      text.append(BookLines.qty(qty[level])).append("\"]");
    }
    text.append(']');
  }
}
