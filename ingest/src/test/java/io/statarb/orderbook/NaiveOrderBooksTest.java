package io.statarb.orderbook;

final class NaiveOrderBooksTest extends OrderBooksContract {
  @Override
  OrderBooks create() {
    return new NaiveOrderBooks();
  }
}
