package io.statarb.quality.ticks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which orders a file has told of, and so which it must have told of: ids are unique in a day, and
 * a venue hands them out in ascending order, so that an order above the first ones of its symbol in
 * the file cannot be from before. (Orders held back until the market opens appear with low ids;
 * these do not decide anything.) Confined to one thread.
 */
final class KnownOrders {
  /** New orders of a symbol of which the highest id tells where the file begins. */
  private static final int FIRST = 8;

  /** New orders behind the first ones that tell whether ids ascend. */
  private static final int LEAST_BEHIND = 100;

  private static final double ASCENDING = 0.9;

  /** Orders of a symbol with wrong ids that are remembered. */
  private static final int MOST_LOST = 64;

  private final boolean complete;

  /** Ids that an order had, or that an end was told of. */
  private final DayIds told = new DayIds();

  /** Ids of orders of which it is not known what is left. */
  private final DayIds untracked = new DayIds();

  private final Map<Integer, Ids> symbols = new HashMap<>();
  private long behind;
  private long above;

  /** The ids of a symbol's new orders. */
  private static final class Ids {
    private int count;
    private long highestOfFirst = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;

    /** The last ids before messages that brought an order under a wrong id. */
    private final List<Long> beforeLost = new ArrayList<>();
  }

  /**
   * Knows no order.
   *
   * @param complete whether a file tells of all orders of its symbols, not only of those in sight
   */
  KnownOrders(boolean complete) {
    this.complete = complete;
  }

  /** Takes a new order; false when one before it had its id, so that it is another's. */
  boolean bring(int symbol, long orderId) {
    Ids ids = symbols.computeIfAbsent(symbol, s -> new Ids());
    if (!told.add(orderId)) {
      if (ids.beforeLost.size() < MOST_LOST) {
        ids.beforeLost.add(ids.last);
      }
      return false;
    }
    if (ids.count < FIRST) {
      ids.count++;
      ids.highestOfFirst = Math.max(ids.highestOfFirst, orderId);
    } else {
      behind++;
      above += orderId > ids.highestOfFirst ? 1 : 0;
    }
    ids.last = orderId;
    return true;
  }

  /** Takes that an order has ended that the file did not tell of before. */
  void end(long orderId) {
    told.add(orderId);
  }

  /** Takes that it is not known what is left of an order: nothing about it can be wrong. */
  void untrack(long orderId) {
    untracked.add(orderId);
  }

  /** Whether it is not known what is left of an order. */
  boolean untracked(long orderId) {
    return untracked.contains(orderId);
  }

  /** Takes that such an order has ended; false when it is no such order. */
  boolean endUntracked(long orderId) {
    return untracked.remove(orderId);
  }

  /** Whether the file told of an order of this id, or of its end. */
  boolean told(long orderId) {
    return told.contains(orderId);
  }

  /**
   * Whether an order that does not rest should: the file told of it, so it has ended; or should
   * have told of it, unless it is the one that a wrong id hides.
   *
   * @param fromOpening whether the file begins before all orders
   */
  boolean missed(int symbol, long orderId, boolean fromOpening) {
    if (told.contains(orderId)) {
      return true;
    }
    Ids ids = symbols.get(symbol);
    if (!complete || (ids != null && hidden(ids, orderId))) {
      return false;
    }
    return fromOpening
        || (ids != null
            && ids.count == FIRST
            && orderId > ids.highestOfFirst
            && behind >= LEAST_BEHIND
            && above >= ASCENDING * behind);
  }

  /** Whether an order came under a wrong id: its own is between those of its neighbours. */
  private static boolean hidden(Ids ids, long orderId) {
    for (int i = 0; i < ids.beforeLost.size(); i++) {
      long before = ids.beforeLost.get(i);
      if (orderId > before && (orderId < ids.last || ids.last == before)) {
        ids.beforeLost.remove(i);
        return true;
      }
    }
    return false;
  }
}
