package io.statarb.table;

import java.util.List;

/** A table row by row, as text. Belongs to one thread. */
interface RowSource extends AutoCloseable {
  /** Names of the columns. */
  List<String> header();

  /** Goes to the next row; false when there is none. */
  boolean next();

  /** Text of a cell of the current row; empty when it is missing. */
  String cell(int column);

  /** Where the current row stands, e.g. {@code prices.csv:12}. */
  String where();

  @Override
  void close();
}
