package io.statarb.binance;

import io.statarb.marketdata.MarketDataSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers that a sink gave to the symbols of a file or connection. One thread. */
final class BinanceSymbols {
  /** Streams that the venue lets one connection have. */
  static final int MOST = 1024;

  /** Answer when there are more. */
  static final int TOO_MANY = Integer.MIN_VALUE;

  private final MarketDataSink sink;
  private final List<byte[]> names = new ArrayList<>();
  private int[] numbers = new int[8];
  private int last;

  BinanceSymbols(MarketDataSink sink) {
    this.sink = sink;
  }

  int count() {
    return names.size();
  }

  /** Number of a message's symbol. */
  int of(BinanceMessage message) {
    if (last < names.size() && message.symbolIs(names.get(last))) {
      return numbers[last];
    }
    for (int i = 0; i < names.size(); i++) {
      if (message.symbolIs(names.get(i))) {
        last = i;
        return numbers[i];
      }
    }
    return add(message.symbol());
  }

  /** Number of a symbol by its name. */
  int of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < names.size(); i++) {
      if (Arrays.equals(names.get(i), bytes)) {
        return numbers[i];
      }
    }
    return add(name);
  }

  private int add(String name) {
    if (names.size() == MOST) {
      return TOO_MANY;
    }
    if (names.size() == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
    }
    numbers[names.size()] = sink.symbol(name);
    last = names.size();
    names.add(name.getBytes(StandardCharsets.US_ASCII));
    return numbers[last];
  }
}
