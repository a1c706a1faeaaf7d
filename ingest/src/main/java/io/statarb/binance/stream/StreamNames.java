package io.statarb.binance.stream;

import io.statarb.binance.MessageKind;
import java.util.Locale;

/**
 * Names of streams, {@code <symbol>@<type>[@<pace>]}, in lower case but for the type. Stateless.
 */
final class StreamNames {
  /** Changes of the book, gathered over 100 ms: the one pace that all markets know. */
  static final String DEPTH = "@depth@100ms";

  static final String BOOK_TICKER = "@bookTicker";
  static final String TRADE = "@trade";

  private static final String DEPTH_TYPE = "@depth";
  private static final String AGGREGATE_TRADE = "@aggTrade";

  private StreamNames() {}

  /** Stream that a message belongs to, without a pace; empty when it is no stream's. */
  static String of(MessageKind kind, String symbol) {
    return switch (kind) {
      case DEPTH_UPDATE -> symbol.toLowerCase(Locale.ROOT) + DEPTH_TYPE;
      case BOOK_TICKER -> symbol.toLowerCase(Locale.ROOT) + BOOK_TICKER;
      case TRADE -> symbol.toLowerCase(Locale.ROOT) + TRADE;
      case AGGREGATE_TRADE -> symbol.toLowerCase(Locale.ROOT) + AGGREGATE_TRADE;
      case SNAPSHOT, RESPONSE, REFUSED -> "";
    };
  }

  /** A name without its pace: a recording has one pace, whatever is asked for. */
  static String withoutPace(String name) {
    int at = name.indexOf(DEPTH_TYPE + "@");
    return at < 0 ? name : name.substring(0, at + DEPTH_TYPE.length());
  }
}
