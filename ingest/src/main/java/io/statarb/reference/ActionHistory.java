package io.statarb.reference;

import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Corporate actions, held bitemporally and append-only: by when they take effect and by when we
 * learned of them. A correction is one more version of the same action; what was known at an
 * earlier time reads the same ever after. A file holds a row for each version:
 *
 * <pre>{@code
 * id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at
 * aapl-2014-split,AAPL,split,2014-06-09,7:1,,,,2014-04-23T20:30:00Z
 * }</pre>
 *
 * <p>{@code ratio} is new units to old ones: 7:1 is a split, 1:10 a reverse split; empty while it
 * is not known. Belongs to one thread while it is appended to.
 */
public final class ActionHistory {
  private static final Set<String> REQUIRED = Set.of("id", "symbol", "kind", "ex_date", "known_at");
  private static final Set<String> OPTIONAL = Set.of("ratio", "cash", "new_symbol", "withdrawn");

  private static final Comparator<CorporateAction> BY_EX_DATE =
      Comparator.comparing(CorporateAction::exDate).thenComparing(CorporateAction::id);

  /** Versions of each action by its id, oldest knowledge first. */
  private final TreeMap<String, List<CorporateAction>> versions = new TreeMap<>();

  /**
   * Reads a CSV or YAML file.
   *
   * @throws Refusal naming row and key of what is wrong
   */
  public static ActionHistory load(Path file) {
    ActionHistory history = new ActionHistory();
    List<Row> rows = new ArrayList<>(Rows.read(file, REQUIRED, OPTIONAL));
    // A file may be sorted by anything; knowledge only grows.
    rows.sort(Comparator.comparing(row -> row.moment("known_at")));
    for (Row row : rows) {
      try {
        history.append(action(row));
      } catch (IllegalArgumentException e) {
        throw Refusal.data("%s: %s".formatted(row.where(), e.getMessage()));
      }
    }
    return history;
  }

  private static CorporateAction action(Row row) {
    ActionKind kind = row.word("kind", ActionKind.class);
    long newUnits = kind.hasRatio() ? 0 : 1;
    long oldUnits = 1;
    if (row.has("ratio")) {
      String[] ratio = row.text("ratio").split(":", -1);
      if (ratio.length != 2 || !ratio[0].matches("[0-9]{1,7}") || !ratio[1].matches("[0-9]{1,7}")) {
        throw row.wrong("ratio", "is no ratio of new to old units such as 4:1");
      }
      newUnits = Long.parseLong(ratio[0]);
      oldUnits = Long.parseLong(ratio[1]);
      if (newUnits == 0) {
        throw row.wrong("ratio", "leaves nothing");
      }
    }
    return new CorporateAction(
        row.text("id"),
        row.text("symbol").toUpperCase(Locale.ROOT),
        kind,
        row.date("ex_date"),
        newUnits,
        oldUnits,
        row.has("cash") ? row.decimal("cash") : null,
        row.text("new_symbol").toUpperCase(Locale.ROOT),
        row.flag("withdrawn"),
        row.moment("known_at"));
  }

  /**
   * Adds what has just become known.
   *
   * @param action a new action, or a later version of a known one
   * @throws IllegalArgumentException when the action was already known at that time or later: the
   *     past of our knowledge does not change
   */
  public void append(CorporateAction action) {
    List<CorporateAction> known = versions.computeIfAbsent(action.id(), id -> new ArrayList<>());
    if (!known.isEmpty() && !action.knownAt().isAfter(known.getLast().knownAt())) {
      throw new IllegalArgumentException(
          "a version must become known after the last one: id=%s known_at=%s last=%s"
              .formatted(action.id(), action.knownAt(), known.getLast().knownAt()));
    }
    known.add(action);
  }

  /** Names of all actions, in order. */
  public List<String> ids() {
    return List.copyOf(versions.keySet());
  }

  /** Every version of an action, oldest knowledge first. */
  public List<CorporateAction> versions(String id) {
    return Collections.unmodifiableList(versions.getOrDefault(id, List.of()));
  }

  /**
   * The actions as they were known at a moment, withdrawn ones left out, by ex date.
   *
   * @param known what became known after this does not count
   */
  public List<CorporateAction> asOf(Instant known) {
    List<CorporateAction> current = new ArrayList<>();
    for (List<CorporateAction> all : versions.values()) {
      CorporateAction last = null;
      for (CorporateAction version : all) {
        if (!version.knownAt().isAfter(known)) {
          last = version;
        }
      }
      if (last != null && !last.withdrawn()) {
        current.add(last);
      }
    }
    current.sort(BY_EX_DATE);
    return current;
  }

  /**
   * The actions of a security with an ex date within {@code (from, to]}, as known at a moment. The
   * security is followed through symbol changes.
   *
   * @param symbol its symbol on {@code to}
   */
  public List<CorporateAction> of(String symbol, LocalDate from, LocalDate to, Instant known) {
    List<CorporateAction> current = asOf(known);
    SymbolChanges symbols = SymbolChanges.of(current);
    return current.stream()
        .filter(a -> a.exDate().isAfter(from) && !a.exDate().isAfter(to))
        .filter(a -> a.symbol().equals(symbols.symbolOn(a.exDate().minusDays(1), symbol, to)))
        .toList();
  }

  /**
   * Actions of a security within {@code (from, to]} across which prices cannot be compared: nothing
   * may be entered before one and held over it.
   */
  public List<CorporateAction> missingFactors(
      String symbol, LocalDate from, LocalDate to, Instant known) {
    return of(symbol, from, to, known).stream().filter(a -> !a.factorKnown()).toList();
  }
}
