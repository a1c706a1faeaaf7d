package io.statarb.orderbook;

/** With so little room that everything grows, and a ring of ids that comes round at once. */
final class FastOrderBooksTest extends OrderBooksContract {
  @Override
  OrderBooks create() {
    return new FastOrderBooks(new BookCapacity(1, 1, 1, 1, false));
  }
}
