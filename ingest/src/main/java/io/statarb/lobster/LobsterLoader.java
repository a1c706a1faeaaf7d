package io.statarb.lobster;

import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Messages of LOBSTER, one symbol and day a file, no header:
 *
 * <pre>
 *   time             | seconds since midnight in New York, up to ns | 34200.004241176
 *   type             | 1 submit, 2 partial cancel, 3 delete, 4 execution of a visible order,
 *                      5 of a hidden one, 6 cross trade, 7 halt     | 1
 *   order id         | 0 for hidden orders, negative for crosses    | 16113575
 *   size             | shares                                       | 18
 *   price            | dollars x 10,000; with type 7: -1 halt, 0 quoting, 1 trading | 5853300
 *   direction        | 1 the resting order buys, -1 it sells        | 1
 * </pre>
 *
 * <p>The order book file beside it is the venue's own answer and is read by {@link
 * LobsterBookLoader}, also where both are called by this format, as a folder of pairs is.
 */
public final class LobsterLoader implements FileLoader {
  static final long E9_PER_PRICE = 100_000L;
  static final long E8_PER_SHARE = 100_000_000L;

  private final LobsterBookLoader books = new LobsterBookLoader();

  /** For the service loader. */
  public LobsterLoader() {}

  @Override
  public String format() {
    return "lobster";
  }

  @Override
  public String columns() {
    return """
    TICKER_YYYY-MM-DD_START_END_message_LEVELS.csv (.gz), no header:
    time       seconds since midnight in New York, up to ns
    type       1 submit, 2 partial cancel, 3 delete, 4 execution of a visible order, 5 of a hidden one, 6 cross, 7 halt
    order id   0 for hidden orders, negative for crosses
    size       shares
    price      dollars x 10,000; with type 7: -1 halt, 0 quotes are taken, 1 trading resumes
    direction  1 the resting order buys, -1 it sells
    (an _orderbook_ file is read as lobster-orderbook)\
    """;
  }

  @Override
  public String example() {
    return "34200.004241176,1,16113575,18,5853300,1";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    LobsterFile name = LobsterFile.of(file);
    return name != null && name.messages();
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    LobsterFile known = LobsterFile.of(file);
    if (known != null && !known.messages()) {
      return books.load(file, options, sink);
    }
    LobsterFile name = LobsterFile.require(file, true);
    try (LobsterMessages messages = new LobsterMessages(file)) {
      int symbol = sink.symbol(name.ticker());
      long midnightNs = name.midnightNs();
      while (messages.next()) {
        deliver(messages, symbol, midnightNs, sink);
      }
      return messages.line();
    }
  }

  private static void deliver(
      LobsterMessages message, int symbol, long midnightNs, MarketDataSink sink) {
    long record = message.line();
    Flaw flaw = flaw(message);
    if (flaw != null) {
      sink.kind("flaw");
      sink.flaw(record, flaw, message.flaw == null ? "size must be above 0" : message.fact);
      return;
    }
    long tsNs = midnightNs + message.timeNs;
    long pxE9 = message.price * E9_PER_PRICE;
    long qtyE8 = message.size * E8_PER_SHARE;
    byte side = message.buys ? MarketDataSink.BUY : MarketDataSink.SELL;
    switch (message.type) {
      case LobsterMessages.SUBMIT -> {
        sink.kind("submit");
        sink.addOrder(record, symbol, tsNs, message.orderId, side, qtyE8, pxE9);
      }
      case LobsterMessages.CANCEL -> {
        sink.kind("cancel");
        sink.orderPrice(record, symbol, tsNs, pxE9);
        sink.reduceOrder(record, symbol, tsNs, message.orderId, qtyE8);
      }
      case LobsterMessages.DELETE -> {
        sink.kind("delete");
        sink.orderPrice(record, symbol, tsNs, pxE9);
        sink.deleteOrder(record, symbol, tsNs, message.orderId);
      }
      case LobsterMessages.EXECUTE -> {
        sink.kind("execute");
        sink.orderPrice(record, symbol, tsNs, pxE9);
        sink.executeOrder(record, symbol, tsNs, message.orderId, qtyE8);
      }
      case LobsterMessages.EXECUTE_HIDDEN -> {
        sink.kind("execute-hidden");
        trade(sink, record, symbol, tsNs, pxE9, qtyE8);
      }
      case LobsterMessages.CROSS -> {
        sink.kind("cross");
        trade(sink, record, symbol, tsNs, pxE9, qtyE8);
      }
      default -> {
        sink.kind("halt");
        sink.state(record, symbol, tsNs, state(message.price));
      }
    }
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    LobsterSample.Drawn files = LobsterSample.write(folder, "SAMPLE", 10, rows, seed);
    return new LoaderSample(files.messages(), LoadOptions.NONE, files.rows());
  }

  /** Hidden orders and crosses do not tell who came last. */
  private static void trade(
      MarketDataSink sink, long record, int symbol, long tsNs, long pxE9, long qtyE8) {
    sink.trade(
        record,
        symbol,
        tsNs,
        MarketDataSink.UNKNOWN_TIME,
        pxE9,
        qtyE8,
        MarketDataSink.UNKNOWN_SIDE);
  }

  private static @Nullable Flaw flaw(LobsterMessages message) {
    if (message.flaw != null) {
      return message.flaw;
    }
    return message.size <= 0 && message.type != LobsterMessages.HALT ? Flaw.OUT_OF_RANGE : null;
  }

  static TradingState state(long code) {
    return code < 0
        ? TradingState.HALTED
        : code == 0 ? TradingState.QUOTE_ONLY : TradingState.TRADING;
  }
}
