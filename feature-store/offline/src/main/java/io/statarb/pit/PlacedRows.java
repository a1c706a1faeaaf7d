package io.statarb.pit;

import io.statarb.columns.ColumnChunk;
import io.statarb.columns.ColumnFile;
import io.statarb.columns.ColumnPage;
import io.statarb.columns.Texts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The columns of those rows of a table that are joined by a task, in their places. */
final class PlacedRows {
  private final FactLayout layout;
  private final RowEntities entities;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final int[] itself;

  private PlacedRows(FactLayout layout, RowEntities entities, List<String> names) {
    this.layout = layout;
    this.entities = entities;
    this.itself = IntStream.range(0, entities.count()).toArray();
    for (StructField field : layout.columns()) {
      boolean isTime = field.equals(layout.columns().getFirst());
      if (isTime || (names.contains(field.name()) && !field.equals(layout.entity()))) {
        columns.putIfAbsent(field.name(), new Column(field, entities.count()));
      }
    }
  }

  /**
   * Reads them.
   *
   * @param names columns that are wanted
   */
  static PlacedRows read(LocalRows table, RowEntities entities, List<String> names)
      throws IOException {
    PlacedRows rows = new PlacedRows(table.layout(), entities, names);
    table.eachGroup(rows::read);
    return rows;
  }

  private void read(ColumnFile file, int group, int before) throws IOException {
    for (Column column : columns.values()) {
      ColumnChunk chunk = file.column(group, column.field.name(), column.texts);
      for (int page = 0; page < chunk.pages(); page++) {
        int first = Math.toIntExact(before + chunk.firstRow(page));
        int end = Math.toIntExact(before + chunk.endRow(page));
        if (IntStream.range(first, end).anyMatch(row -> entities.places()[row] >= 0)) {
          column.take(chunk.page(page), entities.places(), first);
        }
      }
    }
  }

  /** Time of each row, UTC ns. */
  long[] atNs() {
    Column time = column(layout.columns().getFirst().name());
    if (time.nulls != null) {
      throw layout.missing(time.field.name());
    }
    return time.bits;
  }

  private Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException("Invariant: the column was read: " + name);
    }
    return column;
  }

  /** A column that was wanted. */
  ColumnVector vector(String name) {
    if (name.equals(layout.entity().name())) {
      return entities.column();
    }
    Column column = column(name);
    return new GatheredColumn(
        column.field.dataType(), column.bits, column.nulls, column.texts.all(), itself);
  }

  private static final class Column {
    private final StructField field;
    private final long[] bits;
    private final Texts texts = new Texts();
    private byte @Nullable [] nulls;

    Column(StructField field, int rows) {
      this.field = field;
      this.bits = new long[rows];
    }

    void take(ColumnPage page, int[] places, int first) {
      page.scatter(places, first, bits);
      for (int i = 0; page.hasNulls() && i < page.count(); i++) {
        if (page.isNull(i) && places[first + i] >= 0) {
          nulls = nulls == null ? new byte[bits.length] : nulls;
          nulls[places[first + i]] = 1;
        }
      }
    }
  }
}
