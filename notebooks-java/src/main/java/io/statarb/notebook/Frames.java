package io.statarb.notebook;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Results of queries as numbers, series and HTML. */
public final class Frames {
  private Frames() {}

  /** Whether all these columns hold finite numbers: Spark takes NaN for greater than any number. */
  static Column allFinite(List<String> columns) {
    Column all = lit(true);
    for (String column : columns) {
      all = all.and(abs(col(column)).leq(lit(Double.MAX_VALUE)));
    }
    return all;
  }

  /**
   * The only row of a result, by column.
   *
   * @throws IllegalArgumentException when there is not one row, or a value that is no number
   */
  public static SortedMap<String, Number> numbers(Dataset<Row> result) {
    List<Row> rows = result.takeAsList(2);
    if (rows.size() != 1) {
      throw new IllegalArgumentException(
          "one row was expected: columns=" + List.of(result.columns()));
    }
    SortedMap<String, Number> numbers = new TreeMap<>();
    for (String column : result.columns()) {
      numbers.put(column, number(column, rows.get(0).getAs(column)));
    }
    return numbers;
  }

  /**
   * A result of two columns, a name and a number, by name.
   *
   * @throws IllegalArgumentException when a value is no number
   */
  public static SortedMap<String, Number> byName(Dataset<Row> result) {
    String name = result.columns()[0];
    String value = result.columns()[1];
    SortedMap<String, Number> numbers = new TreeMap<>();
    for (Row row : result.collectAsList()) {
      numbers.put(String.valueOf(row.<Object>getAs(name)), number(value, row.getAs(value)));
    }
    return numbers;
  }

  /** A column of numbers, in the order of the rows; absent values are NaN. */
  public static double[] series(Dataset<Row> result, String column) {
    return result.select(col(column).cast("double")).collectAsList().stream()
        .mapToDouble(row -> row.isNullAt(0) ? Double.NaN : row.getDouble(0))
        .toArray();
  }

  /** At most {@code limit} rows as an HTML table. */
  public static String html(Dataset<Row> result, int limit) {
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    for (String column : result.columns()) {
      html.append("<th>").append(Html.text(column)).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (Row row : result.takeAsList(limit)) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append("<td>").append(Html.text(Html.value(row.get(i)))).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static Number number(String column, @Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException("no number: column=%s value=%s".formatted(column, value));
  }
}
