package io.statarb.offline;

import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares a joined table with the ticks that were found in memory, row by row. */
final class ResultCheck {
  /** Stands for no tick. */
  static final long ABSENT = -1;

  private ResultCheck() {}

  /**
   * Rows that differ, are missing or too many.
   *
   * @param joined with {@code row_id}, {@code tick_seq}, {@code bid}, {@code ask}
   * @param wanted tick of each row
   */
  static long different(Dataset<Row> joined, SyntheticTables.Columns columns, long[] wanted) {
    boolean[] seen = new boolean[wanted.length];
    long different = 0;
    Iterator<Row> rows = joined.select("row_id", "tick_seq", "bid", "ask").toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      int id = Math.toIntExact(row.getLong(0));
      different += seen[id] || !same(row, columns, wanted[id]) ? 1 : 0;
      seen[id] = true;
    }
    for (boolean one : seen) {
      different += one ? 0 : 1;
    }
    return different;
  }

  private static boolean same(Row row, SyntheticTables.Columns columns, long tick) {
    if (tick == ABSENT) {
      return row.isNullAt(1) && row.isNullAt(2) && row.isNullAt(3);
    }
    return !row.isNullAt(1)
        && row.getLong(1) == tick
        && row.getDouble(2) == columns.bid[(int) tick]
        && row.getDouble(3) == columns.ask[(int) tick];
  }
}
