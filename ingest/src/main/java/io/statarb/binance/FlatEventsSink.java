package io.statarb.binance;

import io.statarb.depthbook.SequencedBook;
import io.statarb.marketdata.MarketDataSink;

/** Brings the changes of the first symbol of a file into {@link FlatEvents}. One thread. */
final class FlatEventsSink implements MarketDataSink {
  private final FlatEvents events = new FlatEvents();
  private final SequencedBook book = new SequencedBook(events);
  private String name = "";
  private int symbols;
  private boolean taken;

  FlatEvents events() {
    return events;
  }

  SequencedBook book() {
    return book;
  }

  String name() {
    return name;
  }

  @Override
  public int symbol(String given) {
    if (symbols == 0) {
      name = given;
    }
    return symbols++;
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
    taken = symbol == 0;
    if (taken) {
      events.at(tsEventNs == UNKNOWN_TIME ? tsRecvNs : tsEventNs, tsRecvNs);
      book.begin(snapshot, firstUpdateId, lastUpdateId, previousUpdateId);
    }
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    if (taken) {
      book.level(side, pxE9, qtyE8);
    }
  }

  @Override
  public void depthEnd() {
    if (taken) {
      book.end();
    }
  }
}
