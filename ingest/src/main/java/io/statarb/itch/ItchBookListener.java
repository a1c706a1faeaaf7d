package io.statarb.itch;

import static io.statarb.itch.ItchMessages.signed;

import io.statarb.orderbook.OrderBooks;

/**
 * Builds books straight from messages, in ITCH's own units: a symbol is a stock locate, a price
 * 1e-4 dollars, a quantity shares. While a stock is not in continuous trading its book may cross.
 */
public final class ItchBookListener implements ItchListener {
  private final OrderBooks books;

  /** Feeds books. */
  public ItchBookListener(OrderBooks books) {
    this.books = books;
  }

  @Override
  public void tradingAction(int locate, long timeNs, long stock, byte state, int reason) {
    books.mayCross(locate, state != 'T');
  }

  @Override
  public void addOrder(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      int attribution) {
    books.add(locate, orderId, side, signed(shares), px);
  }

  @Override
  public void orderExecuted(int locate, long timeNs, long orderId, long shares, long matchNumber) {
    books.execute(locate, orderId, signed(shares));
  }

  @Override
  public void orderExecutedAt(
      int locate,
      long timeNs,
      long orderId,
      long shares,
      long matchNumber,
      boolean printable,
      long px) {
    books.execute(locate, orderId, signed(shares));
  }

  @Override
  public void orderReduced(int locate, long timeNs, long orderId, long shares) {
    books.reduce(locate, orderId, signed(shares));
  }

  @Override
  public void orderDeleted(int locate, long timeNs, long orderId) {
    books.delete(locate, orderId);
  }

  @Override
  public void orderReplaced(
      int locate, long timeNs, long oldOrderId, long newOrderId, long shares, long px) {
    books.replace(locate, oldOrderId, newOrderId, signed(shares), px);
  }
}
