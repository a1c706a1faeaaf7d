package io.statarb.pit;

import io.statarb.columns.Texts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one bucket, gathered until there are enough for a block. In the block, after the head of
 * {@link Block}, for each column:
 *
 * <pre>
 * byte hasNulls    1: byte[rows] follow, 1 where the value is null
 * long[rows]       values; of text, the place in the texts
 * int texts        of a column of text: their number, then for each: int length, bytes
 * </pre>
 */
// Blocks are made by ByteBuffer.allocate and wrap of whole arrays alone.
@SuppressWarnings("ByteBufferBackingArray")
final class FactBlock {
  private static final int FIRST_CAPACITY = 1024;

  private final int capacity;
  private int rows;
  private int[] entity;
  private final long[][] bits;
  private final byte[][] nulls;
  private final boolean[] hasNulls;
  private final List<@Nullable Texts> texts = new ArrayList<>();

  /**
   * A block of a bucket.
   *
   * @param capacity rows that make a block full
   */
  FactBlock(FactLayout layout, int capacity) {
    this.capacity = capacity;
    int columns = layout.columns().size();
    this.entity = new int[FIRST_CAPACITY];
    this.bits = new long[columns][FIRST_CAPACITY];
    this.nulls = new byte[columns][0];
    this.hasNulls = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      texts.add(layout.storage(c) == ColumnStorage.TEXT ? new Texts() : null);
    }
  }

  boolean isFull() {
    return rows >= capacity;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** Adds facts of one entity that follow each other. */
  void add(FactBatch batch, int from, int to) {
    int count = to - from;
    reserve(count);
    Arrays.fill(entity, rows, rows + count, batch.entity(from));
    for (int c = 0; c < bits.length; c++) {
      if (batch.hasNulls(c)) {
        if (nulls[c].length < entity.length) {
          nulls[c] = Arrays.copyOf(nulls[c], entity.length);
        }
        for (int i = 0; i < count; i++) {
          nulls[c][rows + i] = (byte) (batch.isNull(c, from + i) ? 1 : 0);
        }
        hasNulls[c] = true;
      }
      Texts dictionary = texts.get(c);
      if (dictionary == null) {
        System.arraycopy(batch.bits(c), from, bits[c], rows, count);
      } else {
        addTexts(batch, from, count, c, dictionary);
      }
    }
    rows += count;
  }

  private void addTexts(FactBatch batch, int from, int count, int c, Texts dictionary) {
    List<UTF8String> own = batch.texts(c);
    // All of them at once, unless they are more than what is added.
    int[] places =
        own.size() <= count ? own.stream().mapToInt(dictionary::place).toArray() : new int[0];
    for (int i = 0; i < count; i++) {
      int place = (int) batch.bits(c)[from + i];
      if (batch.isNull(c, from + i)) {
        bits[c][rows + i] = 0;
      } else {
        bits[c][rows + i] = places.length > 0 ? places[place] : dictionary.place(own.get(place));
      }
    }
  }

  private void reserve(int count) {
    if (rows + count > entity.length) {
      grow(Math.max(rows + count, entity.length * 2));
    }
  }

  private void grow(int to) {
    entity = Arrays.copyOf(entity, to);
    for (int c = 0; c < bits.length; c++) {
      bits[c] = Arrays.copyOf(bits[c], to);
      if (hasNulls[c]) {
        nulls[c] = Arrays.copyOf(nulls[c], to);
      }
    }
  }

  /** The block in bytes; it is empty afterwards. */
  byte[] take(int split, int number, EntityKeys keys) {
    long room = 0;
    for (int c = 0; c < bits.length; c++) {
      Texts dictionary = texts.get(c);
      room += 1 + (hasNulls[c] ? rows : 0) + (long) rows * Long.BYTES;
      room +=
          dictionary == null
              ? 0
              : Integer.BYTES * (1L + dictionary.all().size()) + dictionary.bytes();
    }
    ByteBuffer block = Block.head(split, number, rows, entity, keys, room);
    for (int c = 0; c < bits.length; c++) {
      block.put((byte) (hasNulls[c] ? 1 : 0));
      if (hasNulls[c]) {
        block.put(nulls[c], 0, rows);
        Arrays.fill(nulls[c], (byte) 0);
        hasNulls[c] = false;
      }
      Block.putLongs(block, bits[c], rows);
      Texts dictionary = texts.get(c);
      if (dictionary != null) {
        block.putInt(dictionary.all().size());
        dictionary.all().forEach(text -> Block.putText(block, text));
        dictionary.clear();
      }
    }
    rows = 0;
    return block.array();
  }
}
