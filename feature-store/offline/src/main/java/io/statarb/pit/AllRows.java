package io.statarb.pit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a whole table, in columns, read by a task that picks those of its facts from them.
 * They are put in order of their entity, so that the facts of each are passed from one end to the
 * other; to jump from entity to entity would cost more than all else.
 */
final class AllRows {
  /** Rows that there is room for at first. */
  private static final int EXPECTED = 1 << 16;

  private final FactLayout layout;
  private final EntityKeys keys;
  private final long[][] bits;
  private final byte[] @Nullable [] nulls;
  private final List<List<UTF8String>> texts = new ArrayList<>();

  /** Where the rows of each entity start, and the end of the last. */
  private final int[] starts;

  /**
   * Reads the table.
   *
   * @param layout of the rows: their time, then all their columns
   * @param scanned names of the columns as they come
   * @param splits which split the rows of an entity belong to
   */
  AllRows(
      FactLayout layout, List<String> scanned, Iterator<ColumnarBatch> batches, Buckets splits) {
    this.layout = layout;
    this.keys = new EntityKeys(splits);
    FactBlock read = FactBlock.ofAll(layout, EXPECTED);
    FactBatch batch = new FactBatch(layout, scanned, keys);
    while (batches.hasNext()) {
      batch.fill(batches.next());
      read.addMixed(batch);
    }
    int[] entity = read.entities();
    this.starts = starts(entity, keys.count());
    int columns = layout.columns().size();
    this.bits = new long[columns][];
    this.nulls = new byte[columns][];
    for (int c = 0; c < columns; c++) {
      bits[c] = byEntity(read.bits(c), entity);
      byte[] without = read.nulls(c);
      nulls[c] = without == null ? null : byEntity(without, entity);
      texts.add(read.texts(c));
    }
  }

  /** Stable: in order of time if they came so. */
  private long[] byEntity(long[] column, int[] entity) {
    int[] next = starts.clone();
    long[] ordered = new long[entity.length];
    for (int row = 0; row < entity.length; row++) {
      ordered[next[entity[row]]++] = column[row];
    }
    return ordered;
  }

  private byte[] byEntity(byte[] column, int[] entity) {
    int[] next = starts.clone();
    byte[] ordered = new byte[entity.length];
    for (int row = 0; row < entity.length; row++) {
      ordered[next[entity[row]]++] = column[row];
    }
    return ordered;
  }

  private static int[] starts(int[] entity, int entities) {
    int[] starts = new int[entities + 1];
    for (int e : entity) {
      starts[e + 1]++;
    }
    for (int e = 0; e < entities; e++) {
      starts[e + 1] += starts[e];
    }
    return starts;
  }

  /** The rows that belong to a split. */
  Share of(SplitFacts facts) {
    int count = 0;
    for (int e = 0; e < keys.count(); e++) {
      count += keys.bucket(e) == facts.split() ? starts[e + 1] - starts[e] : 0;
    }
    int[] places = new int[count];
    int[] entity = new int[count];
    int at = 0;
    for (int e = 0; e < keys.count(); e++) {
      if (keys.bucket(e) == facts.split()) {
        int from = at;
        for (int place = starts[e]; place < starts[e + 1]; place++) {
          places[at++] = place;
        }
        Arrays.fill(entity, from, at, facts.columns().entity(keys.key(e)));
      }
    }
    return new Share(places, entity);
  }

  /** Rows that belong to a split. */
  final class Share {
    private final int[] places;
    private final int[] entity;

    private Share(int[] places, int[] entity) {
      this.places = places;
      this.entity = entity;
    }

    int count() {
      return places.length;
    }

    /** Entity of each row, numbered as in the facts; -1 if they have none of it. */
    int[] entity() {
      return entity;
    }

    /** Time of each row, UTC ns. */
    long[] atNs() {
      long unitNs = FactLayout.unitNs(layout.columns().get(FactLayout.EVENT));
      long[] atNs = new long[places.length];
      for (int i = 0; i < atNs.length; i++) {
        atNs[i] = Math.multiplyExact(bits[FactLayout.EVENT][places[i]], unitNs);
      }
      return atNs;
    }

    /** All columns of the rows. */
    List<ColumnVector> columns() {
      List<ColumnVector> columns = new ArrayList<>();
      for (int c = layout.firstFeature(); c < layout.columns().size(); c++) {
        columns.add(
            new GatheredColumn(
                layout.columns().get(c).dataType(), bits[c], nulls[c], texts.get(c), places));
      }
      return columns;
    }
  }
}
