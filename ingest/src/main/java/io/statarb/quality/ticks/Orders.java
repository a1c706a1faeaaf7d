package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with the orders of one symbol in a file. Confined to one thread. */
final class Orders {
  private final OrderPrices prices = new OrderPrices();
  private final Defects nonPositive;
  private final Defects units;
  private final Defects late;
  private final Defects repeated;
  private long count;
  private long lastNs = Long.MIN_VALUE;

  Orders(String symbol, String file) {
    nonPositive = new Defects(FindingKind.NON_POSITIVE, symbol, file);
    units = new Defects(FindingKind.ABSURD_JUMP, symbol, file);
    late = new Defects(FindingKind.OUT_OF_ORDER, symbol, file);
    repeated = new Defects(FindingKind.DUPLICATE, symbol, file);
  }

  /** Messages about orders. */
  long count() {
    return count;
  }

  /**
   * Takes a message about an order.
   *
   * @param repeats whether it says again what one not long before it said
   */
  void add(long record, long tsNs, boolean repeats) {
    count++;
    if (tsNs == MarketDataSink.UNKNOWN_TIME) {
      return;
    }
    if (repeats) {
      repeated.add(count, record, tsNs, tsNs, Map.of());
    } else if (tsNs < lastNs) {
      late.add(count, record, tsNs, lastNs, Map.of("late_seconds", (lastNs - tsNs) / 1e9));
    } else {
      lastNs = tsNs;
    }
  }

  /** Takes the price of an order. */
  void price(long record, long tsNs, long pxE9) {
    if (pxE9 <= 0) {
      nonPositive.add(count, record, tsNs, tsNs, Map.of("price_e9", pxE9));
      return;
    }
    double factor = prices.factor(pxE9);
    if (factor != 1) {
      units.add(
          count, record, tsNs, tsNs, Map.of("order_price", pxE9 / 1e9, "times_the_usual", factor));
    }
  }

  /** Takes that a record was refused for its price. */
  void refusedPrice(long record, long fromNs, long toNs, Map<String, Object> fact) {
    nonPositive.add(record, record, fromNs, toNs, fact);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Defects defects : List.of(nonPositive, units, late, repeated)) {
      findings.addAll(defects.findings(count));
    }
    return findings;
  }
}
