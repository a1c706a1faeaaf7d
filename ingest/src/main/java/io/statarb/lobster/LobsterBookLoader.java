package io.statarb.lobster;

import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;

/**
 * Order book rows of LOBSTER, one for each line of the message file beside them, no header: ask
 * price, ask size, bid price, bid size for each level, best first; prices in dollars x 10,000,
 * 9999999999 or -9999999999 and size 0 for a level that is not there.
 *
 * <pre>
 *   5859400,200,5853300,18,5859800,200,5853000,150
 * </pre>
 *
 * <p>Each row is delivered as a whole book. Its time is that of the message on the same line, where
 * that file is there.
 */
public final class LobsterBookLoader implements FileLoader {
  /** For the service loader. */
  public LobsterBookLoader() {}

  @Override
  public String format() {
    return "lobster-orderbook";
  }

  @Override
  public String columns() {
    return """
    TICKER_YYYY-MM-DD_START_END_orderbook_LEVELS.csv (.gz), no header; for each level, best first:
    ask price  dollars x 10,000; 9999999999 when there is no such level
    ask size   shares; 0 when there is no such level
    bid price  dollars x 10,000; -9999999999 when there is no such level
    bid size   shares; 0 when there is no such level
    times are those of the message file beside it, line by line\
    """;
  }

  @Override
  public String example() {
    return "5859400,200,5853300,18,5859800,200,5853000,150";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    LobsterFile name = LobsterFile.of(file);
    return name != null && !name.messages();
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    LobsterFile name = LobsterFile.require(file, false);
    Path sibling = name.sibling();
    try (LobsterRows rows = new LobsterRows(file, name.levels())) {
      if (sibling == null) {
        return load(rows, null, name, sink);
      }
      try (LobsterMessages messages = new LobsterMessages(sibling)) {
        return load(rows, messages, name, sink);
      }
    }
  }

  private static long load(
      LobsterRows rows,
      @org.jspecify.annotations.Nullable LobsterMessages messages,
      LobsterFile name,
      MarketDataSink sink) {
    int symbol = sink.symbol(name.ticker());
    long midnightNs = name.midnightNs();
    while (rows.next()) {
      boolean timed = messages != null && messages.next() && messages.flaw == null;
      long tsNs =
          timed && messages != null ? midnightNs + messages.timeNs : MarketDataSink.UNKNOWN_TIME;
      if (rows.flaw != null) {
        sink.kind("flaw");
        sink.flaw(rows.line(), rows.flaw, rows.fact);
      } else {
        sink.kind("orderbook");
        deliver(rows, symbol, tsNs, sink);
      }
    }
    return rows.line();
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    LobsterSample.Drawn files = LobsterSample.write(folder, "SAMPLE", 10, rows, seed);
    return new LoaderSample(files.orderbook(), LoadOptions.NONE, files.rows());
  }

  private static void deliver(LobsterRows rows, int symbol, long tsNs, MarketDataSink sink) {
    sink.depth(
        rows.line(),
        symbol,
        tsNs,
        MarketDataSink.UNKNOWN_TIME,
        true,
        MarketDataSink.NO_UPDATE_ID,
        MarketDataSink.NO_UPDATE_ID,
        MarketDataSink.NO_UPDATE_ID);
    for (int i = 0; i < rows.asks; i++) {
      level(sink, MarketDataSink.SELL, rows.askPrices[i], rows.askSizes[i]);
    }
    for (int i = 0; i < rows.bids; i++) {
      level(sink, MarketDataSink.BUY, rows.bidPrices[i], rows.bidSizes[i]);
    }
    sink.depthEnd();
  }

  private static void level(MarketDataSink sink, byte side, long price, long size) {
    sink.level(side, price * LobsterLoader.E9_PER_PRICE, size * LobsterLoader.E8_PER_SHARE);
  }
}
