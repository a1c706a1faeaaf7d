package io.statarb.leaks;

import io.statarb.marketdata.MarketDataSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what files say, the symbols numbered over all of them. */
final class EventRecorder implements MarketDataSink {
  private static final long[] NO_IDS = {NO_UPDATE_ID, NO_UPDATE_ID, NO_UPDATE_ID};

  private final List<String> symbols = new ArrayList<>();
  private final List<MarketEvent> events = new ArrayList<>();
  private MarketEvent open =
      new MarketEvent(MarketEvent.Kind.CHANGES, 0, 0, 0, NO_IDS, new long[0], UNKNOWN_SIDE);
  private long[] levels = new long[48];
  private int used;

  List<String> symbols() {
    return symbols;
  }

  List<MarketEvent> events() {
    return events;
  }

  @Override
  public int symbol(String name) {
    int known = symbols.indexOf(name);
    if (known >= 0) {
      return known;
    }
    symbols.add(name);
    return symbols.size() - 1;
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
    keep(
        new MarketEvent(
            MarketEvent.Kind.QUOTE,
            symbol,
            tsEventNs,
            tsRecvNs,
            new long[] {NO_UPDATE_ID, updateId, NO_UPDATE_ID},
            new long[] {bidPxE9, bidQtyE8, askPxE9, askQtyE8},
            UNKNOWN_SIDE));
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
    keep(
        new MarketEvent(
            MarketEvent.Kind.TRADE,
            symbol,
            tsEventNs,
            tsRecvNs,
            NO_IDS,
            new long[] {pxE9, qtyE8},
            aggressor));
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
    used = 0;
    open =
        new MarketEvent(
            snapshot ? MarketEvent.Kind.SNAPSHOT : MarketEvent.Kind.CHANGES,
            symbol,
            tsEventNs,
            tsRecvNs,
            new long[] {firstUpdateId, lastUpdateId, previousUpdateId},
            new long[0],
            UNKNOWN_SIDE);
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    if (used + 3 > levels.length) {
      levels = Arrays.copyOf(levels, levels.length * 2);
    }
    levels[used++] = side;
    levels[used++] = pxE9;
    levels[used++] = qtyE8;
  }

  @Override
  public void depthEnd() {
    keep(
        new MarketEvent(
            open.kind(),
            open.symbol(),
            open.tsEventNs(),
            open.tsRecvNs(),
            open.ids(),
            Arrays.copyOf(levels, used),
            UNKNOWN_SIDE));
  }

  /** What tells no time at all cannot be put in order with the rest. */
  private void keep(MarketEvent event) {
    if (event.knownNs() != UNKNOWN_TIME) {
      events.add(event);
    }
  }
}
