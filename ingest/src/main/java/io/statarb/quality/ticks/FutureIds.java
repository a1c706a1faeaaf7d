package io.statarb.quality.ticks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * References to orders that never came, by ids that were given to none until then. Where a file
 * does not tell of all orders, one that never came may have come out of sight; but a venue hands
 * out ids in ascending order, so not when the orders that come later all have lower ones. Confined
 * to one thread.
 */
final class FutureIds {
  /** New orders behind a reference, all with lower ids, that say that its id was not given yet. */
  private static final int LATER = 20;

  /** Fewer new orders do not tell whether ids ascend. */
  private static final int LEAST = 100;

  /** Share of new orders above the one that was twenty before them, from which on ids ascend. */
  private static final double CLIMBING = 0.99;

  private final Map<Integer, Ids> symbols = new HashMap<>();

  /** Those with twenty lower ids behind them. */
  private final List<Reference> found = new ArrayList<>();

  private long climbed;
  private long fell;

  /** A message about an order that never came. */
  static final class Reference {
    final long record;
    final int symbol;
    final long tsNs;
    final long orderId;
    private int lower;

    private Reference(long record, int symbol, long tsNs, long orderId) {
      this.record = record;
      this.symbol = symbol;
      this.tsNs = tsNs;
      this.orderId = orderId;
    }
  }

  /** The ids of a symbol. */
  private static final class Ids {
    private final long[] latest = new long[LATER];
    private long count;

    /** References above all ids behind them so far. */
    private final List<Reference> open = new ArrayList<>();
  }

  /** Takes the id of a new order. */
  void brought(int symbol, long orderId) {
    Ids ids = symbols.computeIfAbsent(symbol, s -> new Ids());
    int at = (int) (ids.count++ % LATER);
    if (ids.count > LATER) {
      boolean above = orderId > ids.latest[at];
      climbed += above ? 1 : 0;
      fell += above ? 0 : 1;
    }
    ids.latest[at] = orderId;
    if (!ids.open.isEmpty()) {
      ids.open.removeIf(reference -> reference.orderId < orderId);
      ids.open.removeIf(this::enough);
    }
  }

  private boolean enough(Reference reference) {
    reference.lower++;
    if (reference.lower == LATER) {
      found.add(reference);
    }
    return reference.lower == LATER;
  }

  /** Takes a message about an order that never came. */
  void refers(long record, int symbol, long tsNs, long orderId) {
    symbols
        .computeIfAbsent(symbol, s -> new Ids())
        .open
        .add(new Reference(record, symbol, tsNs, orderId));
  }

  /** References to ids that were given to none until then, at the end of a file. */
  List<Reference> found() {
    boolean climbing = climbed >= LEAST && climbed >= CLIMBING * (climbed + fell);
    return climbing ? found : List.of();
  }
}
