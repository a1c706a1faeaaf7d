package io.statarb.quality;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives what one file says to several sinks, each with its own numbers for the symbols. */
final class FanOut implements MarketDataSink {
  private final MarketDataSink[] sinks;
  private final int[][] ids;
  private final List<String> symbols = new ArrayList<>();
  private long flaws;

  FanOut(List<MarketDataSink> sinks) {
    this.sinks = sinks.toArray(MarketDataSink[]::new);
    this.ids = new int[this.sinks.length][16];
  }

  /** Symbols seen. */
  List<String> symbols() {
    return symbols;
  }

  /** Records that could not be taken. */
  long flaws() {
    return flaws;
  }

  @Override
  public int symbol(String name) {
    int id = symbols.size();
    symbols.add(name);
    for (int s = 0; s < sinks.length; s++) {
      if (id == ids[s].length) {
        ids[s] = Arrays.copyOf(ids[s], 2 * id);
      }
      ids[s][id] = sinks[s].symbol(name);
    }
    return id;
  }

  @Override
  public void kind(String kind) {
    for (MarketDataSink sink : sinks) {
      sink.kind(kind);
    }
  }

  @Override
  public void note(String text) {
    for (MarketDataSink sink : sinks) {
      sink.note(text);
    }
  }

  @Override
  public void quote(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long updateId,
      long bidPxE9,
      long bidQtyE8,
      long askPxE9,
      long askQtyE8) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].quote(
          record,
          ids[s][symbol],
          tsEventNs,
          tsRecvNs,
          updateId,
          bidPxE9,
          bidQtyE8,
          askPxE9,
          askQtyE8);
    }
  }

  @Override
  public void trade(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      long pxE9,
      long qtyE8,
      byte aggressor) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].trade(record, ids[s][symbol], tsEventNs, tsRecvNs, pxE9, qtyE8, aggressor);
    }
  }

  @Override
  public void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].addOrder(record, ids[s][symbol], tsEventNs, orderId, side, qtyE8, pxE9);
    }
  }

  @Override
  public void tradeId(long record, int symbol, long tsEventNs, long id) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].tradeId(record, ids[s][symbol], tsEventNs, id);
    }
  }

  @Override
  public void orderPrice(long record, int symbol, long tsEventNs, long pxE9) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].orderPrice(record, ids[s][symbol], tsEventNs, pxE9);
    }
  }

  @Override
  public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].executeOrder(record, ids[s][symbol], tsEventNs, orderId, qtyE8);
    }
  }

  @Override
  public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].reduceOrder(record, ids[s][symbol], tsEventNs, orderId, qtyE8);
    }
  }

  @Override
  public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].deleteOrder(record, ids[s][symbol], tsEventNs, orderId);
    }
  }

  @Override
  public void replaceOrder(
      long record,
      int symbol,
      long tsEventNs,
      long oldOrderId,
      long newOrderId,
      long qtyE8,
      long pxE9) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].replaceOrder(record, ids[s][symbol], tsEventNs, oldOrderId, newOrderId, qtyE8, pxE9);
    }
  }

  @Override
  public void depth(
      long record,
      int symbol,
      long tsEventNs,
      long tsRecvNs,
      boolean snapshot,
      long firstUpdateId,
      long lastUpdateId,
      long previousUpdateId) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].depth(
          record,
          ids[s][symbol],
          tsEventNs,
          tsRecvNs,
          snapshot,
          firstUpdateId,
          lastUpdateId,
          previousUpdateId);
    }
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    for (MarketDataSink sink : sinks) {
      sink.level(side, pxE9, qtyE8);
    }
  }

  @Override
  public void depthEnd() {
    for (MarketDataSink sink : sinks) {
      sink.depthEnd();
    }
  }

  @Override
  public void bar(
      long record,
      int symbol,
      long epochDay,
      long openPxE9,
      long highPxE9,
      long lowPxE9,
      long closePxE9,
      long volumeE8) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].bar(
          record, ids[s][symbol], epochDay, openPxE9, highPxE9, lowPxE9, closePxE9, volumeE8);
    }
  }

  @Override
  public void intradayBar(
      long record,
      int symbol,
      long tsStartNs,
      long durationNs,
      long openPxE9,
      long highPxE9,
      long lowPxE9,
      long closePxE9,
      long volumeE8) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].intradayBar(
          record,
          ids[s][symbol],
          tsStartNs,
          durationNs,
          openPxE9,
          highPxE9,
          lowPxE9,
          closePxE9,
          volumeE8);
    }
  }

  @Override
  public void state(long record, int symbol, long tsEventNs, TradingState state) {
    for (int s = 0; s < sinks.length; s++) {
      sinks[s].state(record, ids[s][symbol], tsEventNs, state);
    }
  }

  @Override
  public void flaw(long record, Flaw flaw, String fact) {
    flaws++;
    for (MarketDataSink sink : sinks) {
      sink.flaw(record, flaw, fact);
    }
  }
}
