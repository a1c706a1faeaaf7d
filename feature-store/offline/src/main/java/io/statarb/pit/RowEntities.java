package io.statarb.pit;

import io.statarb.columns.ColumnChunk;
import io.statarb.columns.ColumnFile;
import io.statarb.columns.ColumnPage;
import io.statarb.columns.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Which rows of a table are those of a task, by the column of their entity: they get places in
 * order of their entity, so that the facts of each are passed from one end to the other; to jump
 * from entity to entity would cost more than all else.
 */
final class RowEntities {
  private static final int UNKNOWN = -2;
  private static final int OTHERS = -1;

  private final FactLayout layout;

  /** Whether entities are text; asked for each row. */
  private final boolean text;

  private final Predicate<UTF8String> isOwn;
  private final Texts texts = new Texts();
  private final EntityKeys numbers = new EntityKeys(Buckets.hashed(1));

  /** By number of an entity as it is met: its number among those of the task. */
  private int[] ownNumbers = new int[0];

  /** Values of the task's entities as they stand in the column. */
  private long[] values = new long[16];

  private final List<UTF8String> keys = new ArrayList<>();

  /** The task's rows, in order of the table. */
  private final int[] rows;

  /** Entity of each of these, then its place. */
  private final int[] places;

  private int count;
  private long[] bits = new long[0];
  private int[] entities = new int[0];

  private RowEntities(LocalRows table, Predicate<UTF8String> isOwn) {
    this.layout = table.layout();
    this.text = layout.textEntity();
    this.rows = new int[Math.toIntExact(table.rows())];
    this.places = new int[rows.length];
    this.isOwn = isOwn;
  }

  /**
   * Reads the column.
   *
   * @param isOwn whether the rows of an entity are those of the task, by its key
   */
  static RowEntities read(LocalRows table, Predicate<UTF8String> isOwn) throws IOException {
    RowEntities entities = new RowEntities(table, isOwn);
    table.eachGroup(entities::read);
    entities.place();
    return entities;
  }

  private void read(ColumnFile file, int group, int before) throws IOException {
    ColumnChunk chunk = file.column(group, layout.entity().name(), texts);
    for (int number = 0; number < chunk.pages(); number++) {
      ColumnPage page = chunk.page(number);
      if (page.hasNulls()) {
        throw layout.missing(layout.entity().name());
      }
      if (page.count() > bits.length) {
        bits = new long[page.count()];
      }
      page.copy(0, page.count(), bits, 0);
      take(page.count(), Math.toIntExact(before + page.firstRow()));
    }
  }

  private void take(int values, int first) {
    int next = count;
    for (int i = 0; i < values; i++) {
      int own = ownNumber(bits[i]);
      rows[next] = first + i;
      places[next] = own;
      // Not a branch: of which task a row is nobody can guess, least of all the processor.
      next += 1 - (own >>> (Integer.SIZE - 1));
    }
    count = next;
  }

  private int ownNumber(long value) {
    int number = text ? (int) value : numbers.of(value);
    int own = number < ownNumbers.length ? ownNumbers[number] : UNKNOWN;
    return own == UNKNOWN ? add(number, value) : own;
  }

  private int add(int number, long value) {
    if (number >= ownNumbers.length) {
      int known = ownNumbers.length;
      ownNumbers = Arrays.copyOf(ownNumbers, 2 * number + 16);
      Arrays.fill(ownNumbers, known, ownNumbers.length, UNKNOWN);
    }
    UTF8String key = text ? texts.all().get(number) : EntityKeys.key(value);
    int own = OTHERS;
    if (isOwn.test(key)) {
      own = keys.size();
      keys.add(key);
      if (own == values.length) {
        values = Arrays.copyOf(values, 2 * own);
      }
      values[own] = value;
    }
    ownNumbers[number] = own;
    return own;
  }

  /** Stable: rows of an entity stay in order of time if they came so. */
  private void place() {
    int[] next = new int[keys.size() + 1];
    for (int i = 0; i < count; i++) {
      next[places[i] + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    entities = new int[count];
    for (int own = 0; own < keys.size(); own++) {
      Arrays.fill(entities, next[own], next[own + 1], own);
    }
    for (int i = 0; i < count; i++) {
      places[i] = next[places[i]]++;
    }
  }

  /** Number of rows that are those of the task. */
  int count() {
    return count;
  }

  /** These rows, {@link #count} of them, in order of the table. */
  int[] rows() {
    return rows;
  }

  /** The place of each of these. */
  int[] places() {
    return places;
  }

  /** Index of the first of these rows that is at a row of the table or behind it. */
  int firstFrom(int row) {
    int found = Arrays.binarySearch(rows, 0, count, row);
    return found < 0 ? -found - 1 : found;
  }

  /** Entity of each place, as a source of facts numbers them. */
  int[] numberedAs(FactSource facts) {
    int[] known = keys.stream().mapToInt(facts::entity).toArray();
    int[] numbered = new int[entities.length];
    for (int place = 0; place < numbered.length; place++) {
      numbered[place] = known[entities[place]];
    }
    return numbered;
  }

  /** The column of the entity, by place. */
  ColumnVector column() {
    return new GatheredColumn(layout.entity().dataType(), values, null, texts.all(), entities);
  }
}
