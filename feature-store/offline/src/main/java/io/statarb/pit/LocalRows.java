package io.statarb.pit;

import io.statarb.columns.ColumnFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A table of rows that is nothing but local Parquet files, which each task reads itself.
 *
 * @param layout their time, then all their columns
 * @param paths the files, in order
 * @param rows how many they are
 */
record LocalRows(FactLayout layout, List<String> paths, long rows) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long UNREADABLE = -1;

  /**
   * The rows of a table.
   *
   * @param layout null if a column is not carried
   * @return null if they are not to be read so
   */
  static @Nullable LocalRows find(Dataset<Row> table, @Nullable FactLayout layout) {
    List<String> paths =
        layout == null ? List.of() : LocalFiles.of(table, List.of(table.columns()));
    if (layout == null || paths.isEmpty()) {
      return null;
    }
    long[] rows = paths.parallelStream().mapToLong(path -> rows(path, layout)).toArray();
    long all = 0;
    for (long own : rows) {
      if (own == UNREADABLE) {
        return null;
      }
      all += own;
    }
    return all > Integer.MAX_VALUE ? null : new LocalRows(layout, paths, all);
  }

  /** Number of values, over all columns. */
  long values() {
    return rows * layout.columns().size();
  }

  private static long rows(String path, FactLayout layout) {
    try (ColumnFile file = ColumnFile.open(Path.of(path))) {
      boolean readable =
          layout.columns().stream().allMatch(field -> file.keeps(field.name(), field.dataType()));
      return readable ? IntStream.range(0, file.groups()).mapToLong(file::rows).sum() : UNREADABLE;
    } catch (IOException | RuntimeException e) {
      // Spark reads it, or says what is wrong with it.
      return UNREADABLE;
    }
  }

  /** Takes row groups. */
  interface Groups {
    /**
     * Takes a row group.
     *
     * @param file open until this returns
     * @param before rows of all row groups before it
     */
    void take(ColumnFile file, int group, int before) throws IOException;
  }

  /** Goes through all files. */
  void eachGroup(Groups groups) throws IOException {
    long before = 0;
    for (String path : paths) {
      try (ColumnFile file = ColumnFile.open(Path.of(path))) {
        for (int group = 0; group < file.groups(); group++) {
          groups.take(file, group, Math.toIntExact(before));
          before += file.rows(group);
        }
      }
    }
  }
}
