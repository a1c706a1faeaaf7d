package io.statarb.mapping;

import io.statarb.marketdata.MarketDataSink;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells words in bytes, whatever their case. Stateless; allocates nothing when it compares. */
public final class Words {
  private static final byte[][] BUYS =
      bytes(List.of("b", "bid", "bids", "buy", "buyer", "1", "+1"));
  private static final byte[][] SELLS =
      bytes(List.of("s", "a", "ask", "asks", "sell", "seller", "-1", "2", "offer"));
  private static final byte[][] YES = bytes(List.of("1", "true", "t", "yes", "y", "snapshot"));

  private Words() {}

  /** Side by its usual words. */
  public static byte side(byte[] bytes, int from, int to) {
    return any(BUYS, bytes, from, to)
        ? MarketDataSink.BUY
        : any(SELLS, bytes, from, to) ? MarketDataSink.SELL : MarketDataSink.UNKNOWN_SIDE;
  }

  /** Whether it is a word for yes. */
  public static boolean yes(byte[] bytes, int from, int to) {
    return any(YES, bytes, from, to);
  }

  static byte[][] bytes(List<String> words) {
    return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  private static boolean any(byte[][] words, byte[] bytes, int from, int to) {
    for (byte[] word : words) {
      if (word.length == to - from && same(word, bytes, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(byte[] word, byte[] bytes, int from) {
    for (int i = 0; i < word.length; i++) {
      int c = bytes[from + i];
      if (word[i] != (c >= 'A' && c <= 'Z' ? c | 0x20 : c)) {
        return false;
      }
    }
    return true;
  }
}
