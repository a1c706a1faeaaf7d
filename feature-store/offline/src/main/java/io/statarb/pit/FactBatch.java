package io.statarb.pit;

import io.statarb.cli.Refusal;
import io.statarb.columns.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Some thousands of facts on their way from a table into blocks: copied in whole columns where the
 * table is read in columns, value by value where it is not. Filled again and again by one task.
 */
final class FactBatch {
  private static final int CAPACITY = 4096;

  private final FactLayout layout;
  private final int entityOrdinal;
  private final int[] ordinals;
  private final ColumnStorage[] storages;
  private final EntityKeys keys;
  private int count;
  private int[] entities = new int[CAPACITY];
  private long[] numbers = new long[CAPACITY];
  private final long[][] bits;

  /** Of columns of text the different ones in the batch; their bits are places in these. */
  private final List<Texts> texts = new ArrayList<>();

  private final VectorTexts vectorTexts = new VectorTexts();
  private int[] places = new int[CAPACITY];
  private final boolean[][] nulls;
  private final boolean[] hasNulls;

  /**
   * @param scanned names of the columns as they are read
   */
  FactBatch(FactLayout layout, List<String> scanned, EntityKeys keys) {
    this.layout = layout;
    this.keys = keys;
    this.entityOrdinal = scanned.indexOf(layout.entity().name());
    int columns = layout.columns().size();
    this.ordinals = new int[columns];
    this.storages = new ColumnStorage[columns];
    this.bits = new long[columns][CAPACITY];
    this.nulls = new boolean[columns][CAPACITY];
    this.hasNulls = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      ordinals[c] = scanned.indexOf(layout.columns().get(c).name());
      storages[c] = layout.storage(c);
      texts.add(new Texts());
    }
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  void clear() {
    count = 0;
    Arrays.fill(hasNulls, false);
    texts.forEach(Texts::clear);
  }

  int entity(int i) {
    return entities[i];
  }

  /** The first fact behind those that follow each other from here on and are of one entity. */
  int endOfEntity(int from) {
    int to = from + 1;
    while (to < count && entities[to] == entities[from]) {
      to++;
    }
    return to;
  }

  long[] bits(int column) {
    return bits[column];
  }

  boolean hasNulls(int column) {
    return hasNulls[column];
  }

  boolean isNull(int column, int i) {
    return hasNulls[column] && nulls[column][i];
  }

  /** The different texts of a column of text. */
  List<UTF8String> texts(int column) {
    return texts.get(column).all();
  }

  /** Takes a batch of a table that is read in columns, in place of what it held. */
  void fill(ColumnarBatch batch) {
    clear();
    count = batch.numRows();
    if (count > entities.length) {
      grow(count);
    }
    fillEntities(batch.column(entityOrdinal));
    for (int c = 0; c < ordinals.length; c++) {
      ColumnVector column = batch.column(ordinals[c]);
      if (column.hasNull()) {
        fillNulls(column, c);
      }
      if (storages[c] == ColumnStorage.TEXT) {
        vectorTexts.number(column, count, texts.get(c)::place, places);
        for (int i = 0; i < count; i++) {
          bits[c][i] = places[i];
        }
      } else {
        storages[c].copy(column, count, bits[c]);
      }
    }
  }

  private void fillNulls(ColumnVector column, int c) {
    for (int i = 0; i < count; i++) {
      nulls[c][i] = column.isNullAt(i);
      hasNulls[c] |= nulls[c][i];
    }
    if (hasNulls[c] && layout.required(c)) {
      throw missing(layout.columns().get(c).name());
    }
  }

  private void fillEntities(ColumnVector column) {
    if (column.hasNull()) {
      for (int i = 0; i < count; i++) {
        if (column.isNullAt(i)) {
          throw missing(layout.entity().name());
        }
      }
    }
    if (layout.textEntity()) {
      vectorTexts.number(column, count, keys::of, entities);
      return;
    }
    layout.entityStorage().copy(column, count, numbers);
    for (int i = 0; i < count; i++) {
      entities[i] = keys.of(numbers[i]);
    }
  }

  /** Adds a row of a table that is not read in columns. */
  void add(InternalRow row) {
    if (row.isNullAt(entityOrdinal)) {
      throw missing(layout.entity().name());
    }
    entities[count] =
        layout.textEntity()
            ? keys.of(row.getUTF8String(entityOrdinal))
            : keys.of(layout.entityStorage().bits(row, entityOrdinal));
    for (int c = 0; c < ordinals.length; c++) {
      boolean isNull = row.isNullAt(ordinals[c]);
      if (isNull && layout.required(c)) {
        throw missing(layout.columns().get(c).name());
      }
      // The first null of a batch makes those before it, which were not written, not null.
      if (isNull && !hasNulls[c]) {
        Arrays.fill(nulls[c], 0, count, false);
        hasNulls[c] = true;
      }
      nulls[c][count] = isNull;
      if (storages[c] == ColumnStorage.TEXT) {
        bits[c][count] = isNull ? 0 : texts.get(c).place(row.getUTF8String(ordinals[c]));
      } else {
        bits[c][count] = isNull ? 0 : storages[c].bits(row, ordinals[c]);
      }
    }
    count++;
  }

  private Refusal missing(String column) {
    return layout.missing(column);
  }

  private void grow(int capacity) {
    entities = new int[capacity];
    numbers = new long[capacity];
    places = new int[capacity];
    for (int c = 0; c < ordinals.length; c++) {
      bits[c] = new long[capacity];
      nulls[c] = new boolean[capacity];
    }
  }
}
