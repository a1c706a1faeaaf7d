package io.statarb.binance.stream;

import io.statarb.depthbook.DepthBook;
import io.statarb.marketdata.MarketDataSink;
import java.math.BigDecimal;

/**
 * A book as text, so that two ends can say that they agree: a line {@code <symbol> <side> <price>
 * <quantity>} for each level, bids (B) first, best first, ended by LF. Stateless.
 */
public final class BookLines {
  private static final int PX_DECIMALS = 9;
  private static final int QTY_DECIMALS = 8;

  private BookLines() {}

  /**
   * The lines of a book.
   *
   * @param mostLevels levels a side that are written
   */
  public static String of(String symbol, DepthBook book, int mostLevels) {
    StringBuilder text = new StringBuilder();
    side(text, symbol + " B ", book, MarketDataSink.BUY, mostLevels);
    side(text, symbol + " A ", book, MarketDataSink.SELL, mostLevels);
    return text.toString();
  }

  private static void side(
      StringBuilder text, String head, DepthBook book, byte side, int mostLevels) {
    int wanted = Math.min(mostLevels, book.levels(side));
    long[] px = new long[wanted];
    long[] qty = new long[wanted];
    int count = book.copy(side, px, qty);
    for (int level = 0; level < count; level++) {
      text.append(head).append(px(px[level])).append(' ').append(qty(qty[level])).append('\n');
    }
  }

  static String px(long pxE9) {
    return decimal(pxE9, PX_DECIMALS);
  }

  static String qty(long qtyE8) {
    return decimal(qtyE8, QTY_DECIMALS);
  }

  private static String decimal(long value, int decimals) {
    return BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
  }
}
