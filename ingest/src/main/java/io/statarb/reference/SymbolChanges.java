package io.statarb.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Under which symbol a security trades on a date. A symbol may be used again by another security
 * later: a change says only what happens on its own date. Immutable.
 */
public final class SymbolChanges {
  private final List<CorporateAction> byDate;

  private SymbolChanges(List<CorporateAction> byDate) {
    this.byDate = byDate;
  }

  /** The symbol changes among actions, each in one version. */
  public static SymbolChanges of(List<CorporateAction> actions) {
    List<CorporateAction> changes = new ArrayList<>();
    for (CorporateAction action : actions) {
      if (action.kind() == ActionKind.SYMBOL_CHANGE) {
        changes.add(action);
      }
    }
    changes.sort(
        Comparator.comparing(CorporateAction::exDate).thenComparing(CorporateAction::symbol));
    return new SymbolChanges(List.copyOf(changes));
  }

  /**
   * The symbol on one date of the security that has another on another date.
   *
   * @param date when the symbol is asked for
   * @param symbol its symbol on {@code at}
   * @param at when it has that symbol
   */
  public String symbolOn(LocalDate date, String symbol, LocalDate at) {
    return date.isBefore(at) ? back(date, symbol, at) : forward(date, symbol, at);
  }

  private String back(LocalDate date, String symbol, LocalDate at) {
    String current = symbol;
    LocalDate before = at.plusDays(1);
    for (CorporateAction change : byDate.reversed()) {
      // Strictly earlier each time: symbols that are swapped on one day do not chain.
      if (change.exDate().isAfter(date)
          && change.exDate().isBefore(before)
          && change.newSymbol().equals(current)) {
        current = change.symbol();
        before = change.exDate();
      }
    }
    return current;
  }

  private String forward(LocalDate date, String symbol, LocalDate at) {
    String current = symbol;
    LocalDate after = at;
    for (CorporateAction change : byDate) {
      if (change.exDate().isAfter(after)
          && !change.exDate().isAfter(date)
          && change.symbol().equals(current)) {
        current = change.newSymbol();
        after = change.exDate();
      }
    }
    return current;
  }
}
