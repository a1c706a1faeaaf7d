package io.statarb.reference;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One version of what is known of a corporate action.
 *
 * @param id names the action; all its versions share it
 * @param symbol the security, by the symbol it has on the day before {@code exDate}
 * @param kind what happens
 * @param exDate first date that trades with it
 * @param newUnits new units for {@code oldUnits}; 0 while the ratio is not known, 1 without a ratio
 * @param oldUnits old units, above 0
 * @param cash cash for each old unit, in the quote currency; null while it is not known
 * @param newSymbol symbol afterwards; empty unless it changes
 * @param withdrawn whether the action does not happen after all
 * @param knownAt when this version became known
 */
public record CorporateAction(
    String id,
    String symbol,
    ActionKind kind,
    LocalDate exDate,
    long newUnits,
    long oldUnits,
    @org.jspecify.annotations.Nullable BigDecimal cash,
    String newSymbol,
    boolean withdrawn,
    Instant knownAt) {
  /** Largest number in a ratio: products of a few of them stay within 64 bits. */
  public static final long MAX_UNITS = 1_000_000;

  /** Checks that the numbers fit the kind. */
  public CorporateAction {
    if (id.isBlank() || symbol.isBlank()) {
      throw new IllegalArgumentException("an action needs an id and a symbol: id=" + id);
    }
    if (newUnits < 0 || newUnits > MAX_UNITS || oldUnits < 1 || oldUnits > MAX_UNITS) {
      throw new IllegalArgumentException(
          "a ratio is 1 to %d of new and old units: id=%s newUnits=%d oldUnits=%d"
              .formatted(MAX_UNITS, id, newUnits, oldUnits));
    }
    if (!kind.hasRatio() && (newUnits != 1 || oldUnits != 1)) {
      throw new IllegalArgumentException(
          "%s has no ratio: id=%s newUnits=%d oldUnits=%d".formatted(kind, id, newUnits, oldUnits));
    }
    if (kind.hasRatio() && newUnits == oldUnits) {
      throw new IllegalArgumentException(
          "a ratio of 1 changes nothing: id=%s newUnits=%d".formatted(id, newUnits));
    }
    if (cash != null && (cash.signum() < 0 || cash.scale() > 9)) {
      throw new IllegalArgumentException(
          "cash is 0 or more with at most 9 decimals: id=%s cash=%s".formatted(id, cash));
    }
    if ((kind == ActionKind.SYMBOL_CHANGE) == newSymbol.isEmpty() && kind != ActionKind.MERGER) {
      throw new IllegalArgumentException(
          "a symbol change, and besides a merger nothing else, names a new symbol: id=%s kind=%s newSymbol=%s"
              .formatted(id, kind, newSymbol));
    }
  }

  /**
   * Whether prices before and after it can be compared: the ratio or the amount of cash is there. A
   * withdrawn one changes nothing; one that ends the series never has a factor.
   */
  public boolean factorKnown() {
    if (withdrawn) {
      return true;
    }
    return switch (kind) {
      case SPLIT, STOCK_DIVIDEND -> newUnits > 0;
      case CASH_DIVIDEND, SPIN_OFF -> cash != null;
      case SYMBOL_CHANGE -> true;
      case MERGER, DELISTING -> false;
    };
  }
}
