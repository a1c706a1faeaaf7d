package io.statarb.orderbook;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.marketdata.TradingState;
import org.junit.jupiter.api.Test;

final class OrderBookSinkTest {
  private final OrderBookSink sink = new OrderBookSink(new NaiveOrderBooks());

  @Test
  void shouldApplyEachMessageToTheBookOfItsSymbol() {
    int apple = sink.symbol("AAPL");
    int other = sink.symbol("MSFT");
    assertThat(sink.symbol("AAPL")).isEqualTo(apple);
    sink.addOrder(1, apple, 0, 10, BUY, 300, 100);
    sink.addOrder(2, other, 0, 11, SELL, 300, 90);
    sink.executeOrder(3, apple, 0, 10, 100);
    sink.reduceOrder(4, apple, 0, 10, 50);
    assertThat(sink.books().bestQty(apple, BUY)).isEqualTo(150);
    sink.replaceOrder(5, apple, 0, 10, 12, 70, 101);
    assertThat(sink.books().bestPx(sink.symbolOf("AAPL"), BUY)).isEqualTo(101);
    sink.deleteOrder(6, apple, 0, 12);
    sink.deleteOrder(7, apple, 0, 12);
    sink.addOrder(8, apple, 0, 13, UNKNOWN_SIDE, 1, 1);
    assertThat(sink.books().liveOrders()).isEqualTo(1);
    assertThat(sink.messages()).isEqualTo(8);
    assertThat(sink.unresolvedReferences()).isEqualTo(1);
    assertThat(sink.flaws()).isEqualTo(1);
    assertThat(sink.negativeSizes()).isZero();
    assertThat(sink.symbolOf("none")).isEqualTo(-1);
    assertThat(sink.symbolNames()).containsExactly("AAPL", "MSFT");
  }

  @Test
  void shouldCountACrossedBookOnlyWhileItTradesOrNothingIsSaid() {
    int symbol = sink.symbol("AAPL");
    for (TradingState state : TradingState.values()) {
      sink.books().clear(symbol);
      sink.state(1, symbol, 0, state);
      long before = sink.crossedBooks();
      sink.addOrder(2, symbol, 0, 1, BUY, 1, 101);
      sink.addOrder(3, symbol, 0, 2, SELL, 1, 100);
      boolean counted = state == TradingState.TRADING || state == TradingState.UNKNOWN;
      assertThat(sink.crossedBooks() - before).as("%s", state).isEqualTo(counted ? 1 : 0);
    }
  }
}
