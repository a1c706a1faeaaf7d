package io.statarb.binance.stream;

import io.statarb.depthbook.DepthBook;
import io.statarb.digest.Sha256;
import io.statarb.marketdata.MarketDataSink;

/** Digest of what a book holds, so that two ends can say that they agree. Stateless. */
public final class BookDigest {
  private BookDigest() {}

  /**
   * SHA-256 of a line {@code <side> <price 1e-9> <quantity 1e-8>} for each level, bids first, best
   * first.
   *
   * @param mostLevels levels a side that count
   */
  public static String of(DepthBook book, int mostLevels) {
    StringBuilder text = new StringBuilder();
    side(text, 'B', book, MarketDataSink.BUY, mostLevels);
    side(text, 'A', book, MarketDataSink.SELL, mostLevels);
    return Sha256.ofText(text.toString());
  }

  private static void side(
      StringBuilder text, char name, DepthBook book, byte side, int mostLevels) {
    int wanted = Math.min(mostLevels, book.levels(side));
    long[] px = new long[wanted];
    long[] qty = new long[wanted];
    int count = book.copy(side, px, qty);
    for (int level = 0; level < count; level++) {
      text.append(name).append(' ').append(px[level]).append(' ').append(qty[level]).append('\n');
    }
  }
}
