package io.statarb.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import java.util.HashMap;
import java.util.Map;

/** Takes what a loader delivers and checks that it keeps the sink's rules. */
public final class HostileSink implements MarketDataSink {
  private final Map<String, Integer> symbols = new HashMap<>();
  private long calls;
  private long lastRecord;
  private boolean levelsOpen;

  /** Nothing delivered yet. */
  public HostileSink() {}

  /** Everything that was delivered, flaws included. */
  public long calls() {
    return calls;
  }

  /** Nothing more follows. */
  public void finish() {
    assertThat(levelsOpen).as("a set of levels was left open").isFalse();
  }

  private void event(long record, int symbol) {
    record(record);
    assertThat(symbol).isBetween(0, symbols.size() - 1);
    assertThat(levelsOpen).isFalse();
  }

  private void record(long record) {
    calls++;
    assertThat(record).isPositive().isGreaterThanOrEqualTo(lastRecord);
    lastRecord = record;
  }

  private static void side(byte side) {
    assertThat(side).isIn(BUY, SELL);
  }

  @Override
  public int symbol(String name) {
    calls++;
    return symbols.computeIfAbsent(name, _ -> symbols.size());
  }

  @Override
  public void kind(String kind) {
    calls++;
    assertThat(kind).isNotEmpty();
  }

  @Override
  public void note(String text) {
    assertThat(text).isNotEmpty();
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
    event(record, symbol);
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
    event(record, symbol);
    assertThat(aggressor).isIn(BUY, SELL, UNKNOWN_SIDE);
    assertThat(pxE9).isNotEqualTo(NULL_PX);
  }

  @Override
  public void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
    event(record, symbol);
    side(side);
  }

  @Override
  public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    event(record, symbol);
  }

  @Override
  public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    event(record, symbol);
  }

  @Override
  public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    event(record, symbol);
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
    event(record, symbol);
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
    event(record, symbol);
    levelsOpen = true;
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    calls++;
    side(side);
    assertThat(levelsOpen).isTrue();
    assertThat(pxE9).isNotEqualTo(NULL_PX);
  }

  @Override
  public void depthEnd() {
    assertThat(levelsOpen).isTrue();
    levelsOpen = false;
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
    event(record, symbol);
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
    event(record, symbol);
    assertThat(durationNs).isPositive();
  }

  @Override
  public void state(long record, int symbol, long tsEventNs, TradingState state) {
    event(record, symbol);
  }

  @Override
  public void flaw(long record, Flaw flaw, String fact) {
    record(record);
    assertThat(fact).isNotBlank();
  }
}
