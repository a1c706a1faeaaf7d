package io.statarb.pit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What all blocks begin with. A block is some thousands of facts or rows, packed into bytes, and
 * travels between Spark's tasks as one value. Little endian:
 *
 * <pre>
 * int split        partition that it was read from
 * int number       of the block in its split
 * int rows
 * int keys         number of entities, then for each: int length, bytes
 * int[rows]        entity of each row, a place in the keys
 * </pre>
 *
 * <p>What follows is up to {@link FactBlock} and {@link RowBlock}.
 */
final class Block {
  private static final int SPLIT_OFFSET = 0;
  private static final int NUMBER_OFFSET = 4;
  private static final int ROWS_OFFSET = 8;
  private static final int HEADER_BYTES = 16;

  private Block() {}

  /** Blocks in the order in which they were read, which Spark does not keep. */
  static List<ByteBuffer> inOrder(Iterable<byte[]> blocks) {
    List<ByteBuffer> ordered = new ArrayList<>();
    blocks.forEach(block -> ordered.add(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN)));
    ordered.sort(
        Comparator.<ByteBuffer>comparingInt(block -> block.getInt(SPLIT_OFFSET))
            .thenComparingInt(block -> block.getInt(NUMBER_OFFSET)));
    return ordered;
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int rows(ByteBuffer block) {
    return block.getInt(ROWS_OFFSET);
  }

  static int rows(List<ByteBuffer> blocks) {
    return Math.toIntExact(blocks.stream().mapToLong(Block::rows).sum());
  }

  /** Writes the head of a block into a buffer that has so much room beyond it. */
  static ByteBuffer head(
      int split, int number, int rows, int[] entity, EntityKeys keys, long room) {
    int[] places = new int[keys.count()];
    List<UTF8String> used = new ArrayList<>();
    long bytes = HEADER_BYTES + (long) rows * Integer.BYTES + room;
    for (int i = 0; i < rows; i++) {
      int e = entity[i];
      if (places[e] == 0) {
        used.add(keys.key(e));
        places[e] = used.size();
        bytes += Integer.BYTES + keys.key(e).numBytes();
      }
    }
    ByteBuffer block = buffer(Math.toIntExact(bytes));
    block.putInt(split).putInt(number).putInt(rows).putInt(used.size());
    used.forEach(key -> putText(block, key));
    for (int i = 0; i < rows; i++) {
      block.putInt(places[entity[i]] - 1);
    }
    return block;
  }

  /**
   * Reads the entities of a block and leaves it behind them.
   *
   * @param numberOf numbers an entity by its key
   * @param entity gets the number of each row's entity, from {@code at} on
   */
  static void readEntities(
      ByteBuffer block, ToIntFunction<UTF8String> numberOf, int[] entity, int at) {
    int rows = rows(block);
    int[] numbers = new int[block.getInt(HEADER_BYTES - Integer.BYTES)];
    block.position(HEADER_BYTES);
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = numberOf.applyAsInt(getText(block));
    }
    for (int i = 0; i < rows; i++) {
      entity[at + i] = numbers[block.getInt()];
    }
  }

  static void putText(ByteBuffer block, UTF8String text) {
    block.putInt(text.numBytes()).put(text.getBytes());
  }

  static UTF8String getText(ByteBuffer block) {
    byte[] bytes = new byte[block.getInt()];
    block.get(bytes);
    return UTF8String.fromBytes(bytes);
  }

  static void putLongs(ByteBuffer block, long[] values, int count) {
    block.asLongBuffer().put(values, 0, count);
    block.position(block.position() + count * Long.BYTES);
  }

  static void getLongs(ByteBuffer block, long[] values, int at, int count) {
    block.asLongBuffer().get(values, at, count);
    block.position(block.position() + count * Long.BYTES);
  }
}
