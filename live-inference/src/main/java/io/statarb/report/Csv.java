package io.statarb.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file in the making (RFC 4180, but lines end in LF). */
final class Csv {
  private final StringBuilder text = new StringBuilder();
  private final int columns;

  Csv(List<String> header) {
    columns = header.size();
    row(header.toArray());
  }

  /** Adds a row; null is an empty cell. */
  Csv row(@Nullable Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "one cell per column: columns=%s cells=%s".formatted(columns, cells.length));
    }
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(quoted(cells[i]));
    }
    text.append('\n');
    return this;
  }

  private static String quoted(@Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    String value = cell.toString();
    boolean special = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return special ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
