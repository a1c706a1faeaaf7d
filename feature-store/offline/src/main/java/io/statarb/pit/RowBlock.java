package io.statarb.pit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows of one bucket, gathered until there are enough for a block. After the head of {@link Block}:
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
    }
    entity[rows] = rowEntity;
    atNs[rows++] = rowNs;
    int length = row.getSizeInBytes();
    if (bytes.remaining() < Integer.BYTES + length) {
      bytes.flip();
      bytes =
          Block.buffer(Math.max(2 * bytes.capacity(), bytes.limit() + Integer.BYTES + length))
              .put(bytes);
    }
    bytes.putInt(length);
    row.writeTo(bytes);
  }

  /** The block in bytes; it is empty afterwards. */
  byte[] take(int split, int number, EntityKeys keys) {
    bytes.flip();
    ByteBuffer block =
        Block.head(split, number, rows, entity, keys, (long) rows * Long.BYTES + bytes.limit());
    Block.putLongs(block, atNs, rows);
    block.put(bytes);
    bytes.clear();
    rows = 0;
    return block.array();
  }
}
