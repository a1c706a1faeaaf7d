package io.statarb.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose cells say how they are aligned and, where the shown text does not sort, by what.
 */
final class Table {
  private static final double HALF_CENT = 5_000;

  private final String id;
  private final boolean sortable;
  private final List<Html> head = new ArrayList<>();
  private final List<Boolean> numeric = new ArrayList<>();
  private final List<Html> rows = new ArrayList<>();

  private Table(String id, boolean sortable) {
    this.id = id;
    this.sortable = sortable;
  }

  /** A table of this id. */
  static Table of(String id) {
    return new Table(id, false);
  }

  /** A table that a reader can sort by any column. */
  static Table sortable(String id) {
    return new Table(id, true);
  }

  /** Adds a column of text. */
  Table text(String title) {
    return column(title, "", false);
  }

  /** Adds a column of numbers, aligned at the right. */
  Table number(String title) {
    return column(title, "", true);
  }

  /** Adds a column of numbers in a unit. */
  Table number(String title, String unit) {
    return column(title, unit, true);
  }

  private Table column(String title, String unit, boolean isNumber) {
    Html small = unit.isEmpty() ? Html.EMPTY : Html.of(" <small>%s</small>", unit);
    head.add(
        Html.of(
            "<th scope=\"col\"%s>%s%s</th>",
            isNumber ? new Html(" class=\"n\"") : Html.EMPTY, title, small));
    numeric.add(isNumber);
    return this;
  }

  /** Adds a row: a cell is Html, a {@link Cell} or anything shown as text. */
  Table row(Object... cells) {
    return row("", cells);
  }

  /** Adds a row that stands out as a total. */
  Table total(Object... cells) {
    return row("total", cells);
  }

  private Table row(String rowClass, Object... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(
          "one cell per column: table=%s columns=%s cells=%s"
              .formatted(id, head.size(), cells.length));
    }
    List<Html> out = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      out.add(cell(cells[i], numeric.get(i)));
    }
    Html attribute = rowClass.isEmpty() ? Html.EMPTY : Html.of(" class=\"%s\"", rowClass);
    rows.add(Html.of("<tr%s>%s</tr>\n", attribute, Html.join(out)));
    return this;
  }

  private static Html cell(Object value, boolean isNumber) {
    StringBuilder classes = new StringBuilder(isNumber ? "n" : "");
    Html key = Html.EMPTY;
    Object shown = value;
    if (value instanceof Cell cell) {
      shown = cell.shown();
      key = Html.of(" data-k=\"%s\"", cell.key());
      if (!cell.tone().isEmpty()) {
        classes.append(classes.isEmpty() ? "" : " ").append(cell.tone());
      }
    }
    Html attribute = classes.isEmpty() ? Html.EMPTY : Html.of(" class=\"%s\"", classes);
    return Html.of("<td%s%s>%s</td>", attribute, key, shown);
  }

  /** Whether it has rows. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The markup. */
  Html html() {
    return Html.of(
        """
        <div class="scroll"><table id="%s"%s>
        <thead><tr>%s</tr></thead>
        <tbody>
        %s</tbody>
        </table></div>
        """,
        id,
        sortable ? new Html(" class=\"sortable\"") : Html.EMPTY,
        Html.join(head),
        Html.join(rows));
  }

  /**
   * A cell with a sort key.
   *
   * @param shown what is shown
   * @param key what it sorts by
   * @param tone {@code gain}, {@code loss} or empty
   */
  record Cell(Object shown, double key, String tone) {
    /** Money with sign and colour. */
    static Cell money(long micros) {
      return new Cell(Figures.signedMoney(micros), (double) micros, tone((double) micros));
    }

    /** A mean of money with sign and colour. */
    static Cell money(double micros) {
      return new Cell(Figures.signedMoney(micros), micros, tone(micros));
    }

    /** A count. */
    static Cell count(long count) {
      return new Cell(Figures.count(count), (double) count, "");
    }

    /** A number with so many digits behind the point. */
    static Cell number(double value, int digits) {
      return new Cell(Figures.number(value, digits), value, "");
    }

    /** What is shown as 0.00 is neither. */
    private static String tone(double micros) {
      return micros >= HALF_CENT ? "gain" : micros <= -HALF_CENT ? "loss" : "";
    }
  }
}
