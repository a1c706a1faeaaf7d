package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.binance.MessageDelivery;
import io.statarb.binance.MessageKind;
import io.statarb.depthbook.BookCounts;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.SequencedBook;
import io.statarb.depthbook.WindowDepthBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The books of some symbols, built from what comes over a connection or out of a journal; a pure
 * function of the calls made. Nothing is allocated for a message once books have grown. One thread.
 */
public final class StreamBooks {
  private final StreamTap tap;
  private final StreamListener listener;
  private final DepthBookSink books =
      new DepthBookSink(() -> new WindowDepthBook(WindowDepthBook.WIDE, 0));
  private final BinanceMessage message = new BinanceMessage();
  private final List<SymbolSync> symbols = new ArrayList<>();
  private final List<byte[]> names = new ArrayList<>();
  private int lastSymbol;
  private long records;
  private long depthUpdates;
  private long bookTickers;
  private long trades;
  private long refused;

  /** Empty books of the symbols in the settings. */
  public StreamBooks(StreamSettings settings, StreamTap tap, StreamListener listener) {
    this.tap = tap;
    this.listener = listener;
    MessageDelivery delivery = new MessageDelivery(books, settings.symbols().getFirst());
    for (String symbol : settings.symbols()) {
      symbols.add(new SymbolSync(symbol, settings, books, delivery, listener));
      names.add(symbol.getBytes(StandardCharsets.US_ASCII));
    }
  }

  List<SymbolSync> symbols() {
    return symbols;
  }

  /** Takes a message of the stream; whether it was market data of one of the symbols. */
  public boolean take(byte[] bytes, int from, int to, long stampNs, long nowNs) {
    records++;
    tap.onMessage(bytes, from, to, stampNs, nowNs);
    MessageKind kind = message.read(bytes, from, to);
    if (kind == MessageKind.RESPONSE) {
      return false;
    }
    boolean data = kind != MessageKind.SNAPSHOT && kind != MessageKind.REFUSED;
    SymbolSync symbol = data ? symbolOfMessage() : null;
    if (symbol == null) {
      refused++;
      return false;
    }
    count(kind);
    symbol.take(message, records, stampNs, nowNs);
    listener.onMessage(message, nowNs, stampNs);
    return true;
  }

  private void count(MessageKind kind) {
    switch (kind) {
      case DEPTH_UPDATE -> depthUpdates++;
      case BOOK_TICKER -> bookTickers++;
      case TRADE, AGGREGATE_TRADE -> trades++;
      case SNAPSHOT, RESPONSE, REFUSED ->
          throw new IllegalStateException("Invariant: no market data of a stream: " + kind);
    }
  }

  private @Nullable SymbolSync symbolOfMessage() {
    if (message.symbolIs(names.get(lastSymbol))) {
      return symbols.get(lastSymbol);
    }
    for (int i = 0; i < names.size(); i++) {
      if (message.symbolIs(names.get(i))) {
        lastSymbol = i;
        return symbols.get(i);
      }
    }
    return null;
  }

  /** Takes the answer to a request for a symbol's snapshot. */
  public void takeSnapshot(
      String symbol, byte[] bytes, int from, int to, long stampNs, long nowNs) {
    tap.onSnapshot(symbol, bytes, from, to, stampNs, nowNs);
    sync(symbol).takeSnapshot(bytes, from, to, stampNs, nowNs);
  }

  /** The connection was lost, and with it who knows what of every symbol. */
  public void lost(String why, long stampNs, long nowNs) {
    tap.onLost(why, stampNs, nowNs);
    symbols.forEach(symbol -> symbol.lost(why, nowNs));
  }

  /** Gives a symbol up. */
  public void blind(String symbol, String why, long stampNs, long nowNs) {
    tap.onBlind(symbol, why, stampNs, nowNs);
    sync(symbol).blind(why, nowNs);
  }

  /** Lets a symbol that was given up begin anew. */
  public void resync(String symbol, long stampNs, long nowNs) {
    tap.onResync(symbol, stampNs, nowNs);
    sync(symbol).resync(nowNs);
  }

  /** State of a symbol. */
  public SyncState state(String symbol) {
    return sync(symbol).state();
  }

  /** Book of a symbol; to be looked at between two calls. */
  public SequencedBook book(String symbol) {
    return sync(symbol).book();
  }

  private SymbolSync sync(String symbol) {
    for (SymbolSync each : symbols) {
      if (each.symbol().equals(symbol)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a symbol of this feed: " + symbol);
  }

  /** What was counted so far. */
  public StreamCounters counters() {
    BookCounts counts = books.counts();
    return new StreamCounters(
        depthUpdates,
        bookTickers,
        trades,
        refused,
        sum(SymbolSync::outdated),
        sum(SymbolSync::gaps),
        sum(SymbolSync::syncs),
        sum(SymbolSync::resyncs),
        sum(symbol -> symbol.state() == SyncState.BLIND ? 1 : 0),
        counts.quotesCompared(),
        counts.quoteMismatches());
  }

  private long sum(ToLongFunction<SymbolSync> count) {
    return symbols.stream().mapToLong(count).sum();
  }
}
