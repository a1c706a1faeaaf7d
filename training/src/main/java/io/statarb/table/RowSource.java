package io.statarb.table;

import java.nio.file.Path;
import java.util.List;

/** A table row by row, as text. Belongs to one thread. */
interface RowSource extends AutoCloseable {
  /** Opens a file: Parquet where it begins as one, delimited text otherwise. */
  static RowSource open(Path file) {
    return ParquetRows.isParquet(file) ? new ParquetRows(file) : new CsvRows(file);
  }

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
