package io.statarb.pit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows of one bucket, gathered until there are enough for a block. They leave by entity, so that
 * who joins them goes through the facts of an entity from one end to the other instead of jumping
 * from entity to entity, which would cost more than all else. After the head of {@link Block}:
 *
 * <pre>
 * long[rows]       time, UTC ns
 * per row          int length, bytes of Spark's row
 * </pre>
 */
// Blocks are made by ByteBuffer.allocate and wrap of whole arrays alone.
@SuppressWarnings("ByteBufferBackingArray")
final class RowBlock {
  /** Bytes that make a block full. */
  private static final int FULL_BYTES = 4 << 20;

  private static final int FIRST_CAPACITY = 1024;

  private int rows;
  private int[] entity = new int[FIRST_CAPACITY];
  private long[] atNs = new long[FIRST_CAPACITY];

  /** Where each row ends in the bytes. */
  private int[] ends = new int[FIRST_CAPACITY];

  private ByteBuffer bytes = Block.buffer(FIRST_CAPACITY);

  boolean isFull() {
    return bytes.position() >= FULL_BYTES;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  void add(int rowEntity, long rowNs, UnsafeRow row) {
    if (rows == entity.length) {
      entity = Arrays.copyOf(entity, 2 * rows);
      atNs = Arrays.copyOf(atNs, 2 * rows);
      ends = Arrays.copyOf(ends, 2 * rows);
    }
    entity[rows] = rowEntity;
    atNs[rows] = rowNs;
    int length = row.getSizeInBytes();
    if (bytes.remaining() < Integer.BYTES + length) {
      bytes.flip();
      bytes =
          Block.buffer(Math.max(2 * bytes.capacity(), bytes.limit() + Integer.BYTES + length))
              .put(bytes);
    }
    bytes.putInt(length);
    row.writeTo(bytes);
    ends[rows++] = bytes.position();
  }

  /** The block in bytes; it is empty afterwards. */
  byte[] take(int split, int number, EntityKeys keys) {
    int[] order = byEntity(keys.count());
    int[] ordered = new int[rows];
    Arrays.setAll(ordered, i -> entity[order[i]]);
    ByteBuffer block =
        Block.head(split, number, rows, ordered, keys, (long) rows * Long.BYTES + bytes.position());
    for (int row : order) {
      block.putLong(atNs[row]);
    }
    for (int row : order) {
      int start = row == 0 ? 0 : ends[row - 1];
      block.put(bytes.array(), start, ends[row] - start);
    }
    bytes.clear();
    rows = 0;
    return block.array();
  }

  private int[] byEntity(int entities) {
    int[] next = new int[entities + 1];
    for (int row = 0; row < rows; row++) {
      next[entity[row] + 1]++;
    }
    for (int e = 0; e < entities; e++) {
      next[e + 1] += next[e];
    }
    int[] order = new int[rows];
    for (int row = 0; row < rows; row++) {
      order[next[entity[row]]++] = row;
    }
    return order;
  }
}
