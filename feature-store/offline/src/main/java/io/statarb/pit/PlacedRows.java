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

  /** Values of a page, in order of the table. */
  private final long[] picked;

  private PlacedRows(FactLayout layout, RowEntities entities, List<String> names) {
    this.layout = layout;
    this.entities = entities;
    this.picked = new long[entities.count()];
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
        int from = entities.firstFrom(Math.toIntExact(before + chunk.firstRow(page)));
        int to = entities.firstFrom(Math.toIntExact(before + chunk.endRow(page)));
        if (from < to) {
          take(column, chunk.page(page), from, to, before);
        }
      }
    }
  }

  private void take(Column column, ColumnPage page, int from, int to, int before) {
    int[] rows = entities.rows();
    int[] places = entities.places();
    int shift = Math.toIntExact(before + page.firstRow());
    page.pick(rows, from, to, shift, picked);
    for (int i = from; i < to; i++) {
      column.bits[places[i]] = picked[i];
    }
    for (int i = from; page.hasNulls() && i < to; i++) {
      if (page.isNull(rows[i] - shift)) {
        column.setNull(places[i]);
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

    void setNull(int place) {
      nulls = nulls == null ? new byte[bits.length] : nulls;
      nulls[place] = 1;
    }
  }
}
