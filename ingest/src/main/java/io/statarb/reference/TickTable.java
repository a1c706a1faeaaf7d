package io.statarb.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tick sizes by price: one for all prices, or one from each lower bound on. Written as {@code
 * 0.01}, or as bands {@code 0:0.0001 1:0.01}: 0.0001 below 1, 0.01 from 1 on.
 *
 * <p>Immutable.
 */
public final class TickTable {
  /** Prices are kept in 1e-9. */
  private static final int MOST_DECIMALS = 9;

  private final NavigableMap<BigDecimal, BigDecimal> tickFrom;

  private TickTable(NavigableMap<BigDecimal, BigDecimal> tickFrom) {
    this.tickFrom = tickFrom;
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when it is none, a tick is not above 0, a band does not begin
   *     above the one before it or at a whole number of ticks of both
   */
  public static TickTable parse(String text) {
    NavigableMap<BigDecimal, BigDecimal> table = new TreeMap<>();
    for (String band : text.strip().split("\\s+", -1)) {
      int colon = band.indexOf(':');
      BigDecimal from = colon < 0 ? BigDecimal.ZERO : number(band.substring(0, colon), text);
      BigDecimal tick = number(band.substring(colon + 1), text);
      if (tick.signum() <= 0) {
        throw new IllegalArgumentException("a tick must be above 0: tick=" + text);
      }
      if (!table.isEmpty()
          && (from.compareTo(table.lastKey()) <= 0
              || from.remainder(table.lastEntry().getValue()).signum() != 0
              || from.remainder(tick).signum() != 0)) {
        throw new IllegalArgumentException(
            "bands must rise and begin on a tick of both sides: tick=" + text);
      }
      table.put(from, tick);
    }
    if (table.firstKey().signum() != 0) {
      throw new IllegalArgumentException("the first band must begin at 0: tick=" + text);
    }
    return new TickTable(table);
  }

  private static BigDecimal number(String part, String text) {
    try {
      BigDecimal number = BoundedDecimal.of(part);
      if (number.scale() <= MOST_DECIMALS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below like a number with too many decimals.
    }
    throw new IllegalArgumentException(
        "a tick is a number of at most %d decimals or bands such as 0:0.0001 1:0.01: tick=%s"
            .formatted(MOST_DECIMALS, text));
  }

  /**
   * Tick size at a price.
   *
   * @param price in the quote currency, 0 or above
   */
  public BigDecimal tick(BigDecimal price) {
    Map.Entry<BigDecimal, BigDecimal> band = tickFrom.floorEntry(price);
    if (band == null) {
      throw new IllegalArgumentException("price must be 0 or above: price=" + price);
    }
    return band.getValue();
  }

  /** Whether a price is a whole number of ticks. */
  public boolean onTick(BigDecimal price) {
    return price.remainder(tick(price)).signum() == 0;
  }

  /** The smallest tick of all: prices of every band are whole numbers of it or of a multiple. */
  public BigDecimal smallest() {
    return tickFrom.values().stream().min(BigDecimal::compareTo).orElseThrow();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TickTable table && table.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    if (tickFrom.size() == 1) {
      return plain(tickFrom.firstEntry().getValue());
    }
    List<String> bands = new ArrayList<>();
    tickFrom.forEach((from, tick) -> bands.add(plain(from) + ":" + plain(tick)));
    return String.join(" ", bands);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
