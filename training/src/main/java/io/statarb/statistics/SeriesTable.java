package io.statarb.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Named columns of equal length, all finite, rows in time order. The arrays are the table's own:
 * who gets one must not write to it.
 */
public final class SeriesTable {
  private final List<String> names;
  private final double[][] columns;
  private final List<String> labels;

  private SeriesTable(List<String> names, double[][] columns, List<String> labels) {
    this.names = List.copyOf(names);
    this.columns = columns;
    this.labels = List.copyOf(labels);
  }

  /**
   * A table.
   *
   * @param names one a column
   * @param columns one array a column; taken over, not copied
   * @param labels what each row is called, e.g. its date; empty when rows have no names
   * @throws IllegalArgumentException when lengths differ or a value is not finite
   */
  public static SeriesTable of(List<String> names, double[][] columns, List<String> labels) {
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(
          "names and columns differ: names=" + names.size() + " columns=" + columns.length);
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].length != columns[0].length) {
        throw new IllegalArgumentException(
            "columns differ in length: %s=%d %s=%d"
                .formatted(names.getFirst(), columns[0].length, names.get(i), columns[i].length));
      }
      for (int row = 0; row < columns[i].length; row++) {
        if (!Double.isFinite(columns[i][row])) {
          throw new IllegalArgumentException(
              "%s is not finite in row %d: %s".formatted(names.get(i), row + 1, columns[i][row]));
        }
      }
    }
    if (!labels.isEmpty() && columns.length > 0 && labels.size() != columns[0].length) {
      throw new IllegalArgumentException(
          "labels and rows differ: labels=" + labels.size() + " rows=" + columns[0].length);
    }
    return new SeriesTable(names, columns, labels);
  }

  /** Names of the columns, in order. */
  public List<String> names() {
    return names;
  }

  /** Number of columns. */
  public int width() {
    return columns.length;
  }

  /** Number of rows. */
  public int rows() {
    return columns.length == 0 ? 0 : columns[0].length;
  }

  /** Values of one column; not to be written to. */
  public double[] column(int index) {
    return columns[index];
  }

  /** What the rows are called, e.g. dates; empty when they have no names. */
  public List<String> labels() {
    return labels;
  }

  /** A table whose values are the function's, e.g. {@code StrictMath::log}. */
  public SeriesTable map(DoubleUnaryOperator function) {
    double[][] mapped = new double[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      mapped[i] = new double[columns[i].length];
      for (int row = 0; row < mapped[i].length; row++) {
        mapped[i][row] = function.applyAsDouble(columns[i][row]);
      }
    }
    return of(names, mapped, labels);
  }

  /** A table of some columns, in the order given. */
  public SeriesTable select(List<Integer> indexes) {
    List<String> chosen = new ArrayList<>();
    double[][] picked = new double[indexes.size()][];
    for (int i = 0; i < picked.length; i++) {
      chosen.add(names.get(indexes.get(i)));
      picked[i] = columns[indexes.get(i)];
    }
    return new SeriesTable(chosen, picked, labels);
  }
}
