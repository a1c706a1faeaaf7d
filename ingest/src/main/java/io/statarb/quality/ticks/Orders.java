package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is wrong with the orders of one symbol in a file. Confined to one thread. */
final class Orders {
  /**
   * Largest size of an order, in 1e-8: above 2^31 it is a number below 0 that was written without
   * its sign. Venues take far fewer (NASDAQ 999,999).
   */
  private static final long MOST_QTY_E8 = Integer.MAX_VALUE * 100_000_000L;

  /**
   * An order this far beyond the best price of the other side is put at a wrong price; limits on
   * how far a price may move in a day's trading are 5 to 10 % for most stocks.
   */
  private static final double ABSURD_BEYOND = 0.1;

  private final OrderPrices prices = new OrderPrices();
  private final Defects nonPositive;
  private final Defects units;
  private final Defects late;
  private final Defects repeated;
  private final Defects unknown;
  private final Defects crossed;
  private final Defects locked;
  private final Defects beyond;
  private final Defects other;
  private final Defects neverGiven;
  private final List<Hindsight> hindsight = new ArrayList<>();
  private long count;

  /**
   * A book whose sides meet.
   *
   * @param row messages about orders of the symbol until then
   * @param record number of the one that did it
   */
  record Crossing(long row, long record, long tsNs, long bidE9, long askE9) {}

  /** What a later record tells of one before, in a file of one symbol. */
  private record Hindsight(Defects of, long record, long tsNs, Map<String, Object> fact) {}

  Orders(String symbol, String file) {
    nonPositive = new Defects(FindingKind.NON_POSITIVE, symbol, file);
    units = new Defects(FindingKind.ABSURD_JUMP, symbol, file);
    late = new Defects(FindingKind.OUT_OF_ORDER, symbol, file);
    repeated = new Defects(FindingKind.DUPLICATE, symbol, file);
    unknown = new Defects(FindingKind.GAP, symbol, file);
    crossed = new Defects(FindingKind.CROSSED, symbol, file);
    locked = new Defects(FindingKind.LOCKED, symbol, file);
    beyond = new Defects(FindingKind.ABSURD_JUMP, symbol, file);
    other = new Defects(FindingKind.ABSURD_JUMP, symbol, file);
    neverGiven = new Defects(FindingKind.GAP, symbol, file);
  }

  /** Messages about orders. */
  long count() {
    return count;
  }

  /** Takes that there is a message about an order. */
  void add() {
    count++;
  }

  /** Takes a record that says again what one not long before it said. */
  void repeats(long record, long tsNs) {
    repeated.add(count, record, tsNs, tsNs, Map.of());
  }

  /**
   * Takes a record that is not in its place.
   *
   * @param otherNs time of a record before or behind it that is
   */
  void outOfOrder(long record, long tsNs, long otherNs) {
    late.add(
        record,
        record,
        Math.min(tsNs, otherNs),
        Math.max(tsNs, otherNs),
        Map.of("late_seconds", (otherNs - tsNs) / 1e9));
  }

  /** Takes the price of an order; tells whether it can be. */
  boolean price(long record, long tsNs, long pxE9) {
    if (pxE9 <= 0) {
      nonPositive.add(count, record, tsNs, tsNs, Map.of("price_e9", pxE9));
      return false;
    }
    double factor = prices.factor(pxE9);
    if (factor != 1) {
      units.add(
          count, record, tsNs, tsNs, Map.of("order_price", pxE9 / 1e9, "times_the_usual", factor));
    }
    return factor == 1;
  }

  /** Takes the size of an order; tells whether it can be. */
  boolean size(long record, long tsNs, long qtyE8) {
    boolean possible = takes(qtyE8);
    if (!possible) {
      nonPositive.add(count, record, tsNs, tsNs, Map.of("size", qtyE8 / 1e8));
    }
    return possible;
  }

  /** Whether a size can be. */
  boolean takes(long qtyE8) {
    return qtyE8 > 0 && qtyE8 <= MOST_QTY_E8;
  }

  /**
   * Takes a message that names another price of an order than the one it came with. The one that is
   * farther from what is usual is wrong.
   *
   * @param came record that brought the order
   * @param cameNs its time
   */
  void otherPrice(
      long record, long tsNs, long orderId, long pxE9, long came, long cameNs, long ownE9) {
    Map<String, Object> fact =
        Map.of("order_id", orderId, "price", pxE9 / 1e9, "price_of_the_order", ownE9 / 1e9);
    boolean cameWrong = prices.nearer(pxE9, ownE9);
    hindsight.add(new Hindsight(other, cameWrong ? came : record, cameWrong ? cameNs : tsNs, fact));
  }

  /** Takes a message that takes nothing, or more than is left, from an order. */
  void badSize(long record, long tsNs, long orderId) {
    nonPositive.add(
        count,
        record,
        tsNs,
        tsNs,
        Map.of("order_id", orderId, "fact", "takes nothing, or more than the order has left"));
  }

  /** Takes a message about an order that does not rest: the one that brought it is missing. */
  void unknown(long record, long tsNs, long orderId) {
    unknown.add(
        count, record, tsNs, tsNs, Map.of("order_id", orderId, "fact", "no such order rests"));
  }

  /** Takes that a record before was about an order whose id was given to none until then. */
  void neverGiven(long record, long tsNs, long orderId) {
    hindsight.add(
        new Hindsight(
            neverGiven,
            record,
            tsNs,
            Map.of("order_id", orderId, "fact", "later orders have lower ids")));
  }

  /** Takes a new order whose id another one has or had. */
  void idUsed(long record, long tsNs, long orderId) {
    repeated.add(
        count,
        record,
        tsNs,
        tsNs,
        Map.of("order_id", orderId, "fact", "an order of this id was there before"));
  }

  /** Takes that a message crosses the book, or locks it. */
  void crossed(Crossing by) {
    Map<String, Object> fact = Map.of("bid", by.bidE9 / 1e9, "ask", by.askE9 / 1e9);
    Defects of = by.bidE9 == by.askE9 ? locked : crossed;
    of.add(by.row, by.record, by.tsNs, by.tsNs, fact);
    if ((double) by.bidE9 / by.askE9 > 1 + ABSURD_BEYOND) {
      beyond.add(by.row, by.record, by.tsNs, by.tsNs, fact);
    }
  }

  /** Takes that a record was refused for its price. */
  void refusedPrice(long record, long fromNs, long toNs, Map<String, Object> fact) {
    nonPositive.add(record, record, fromNs, toNs, fact);
  }

  List<Finding> findings() {
    hindsight.sort(Comparator.comparingLong(Hindsight::record));
    for (Hindsight told : hindsight) {
      told.of.add(told.record, told.record, told.tsNs, told.tsNs, told.fact);
    }
    hindsight.clear();
    List<Finding> findings = new ArrayList<>();
    for (Defects defects :
        List.of(
            nonPositive,
            units,
            beyond,
            other,
            crossed,
            locked,
            late,
            repeated,
            unknown,
            neverGiven)) {
      findings.addAll(defects.findings(count));
    }
    return findings;
  }
}
