package io.statarb.pit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Numbers entities in the order in which they are met. A key is text, or 8 bytes for an integer.
 * Facts of one entity usually follow each other, so the last key is looked at first.
 */
final class EntityKeys {
  private static final long NONE = -1;

  private final Long2LongHashMap numbers = new Long2LongHashMap(NONE);
  private final Map<UTF8String, Integer> texts = new HashMap<>();
  private final List<UTF8String> keys = new ArrayList<>();
  private UTF8String lastText = UTF8String.EMPTY_UTF8;
  private long lastNumber;
  private int last = -1;

  /** Number of an entity that is an integer. */
  int of(long number) {
    if (last < 0 || number != lastNumber) {
      long known = numbers.get(number);
      if (known == NONE) {
        known = keys.size();
        numbers.put(number, known);
        keys.add(key(number));
      }
      last = (int) known;
      lastNumber = number;
    }
    return last;
  }

  /** Number of an entity that is text; copied if it is new. */
  int of(UTF8String text) {
    if (last < 0 || !text.equals(lastText)) {
      Integer known = texts.get(text);
      if (known == null) {
        UTF8String kept = ColumnStorage.kept(text);
        known = keys.size();
        texts.put(kept, known);
        keys.add(kept);
      }
      last = known;
      lastText = keys.get(last);
    }
    return last;
  }

  UTF8String key(int entity) {
    return keys.get(entity);
  }

  int count() {
    return keys.size();
  }

  /** Which of so many buckets holds an entity: the same for its rows and its facts. */
  int bucket(int entity, int buckets) {
    return Math.floorMod(keys.get(entity).hashCode(), buckets);
  }

  private static UTF8String key(long number) {
    return UTF8String.fromBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
  }
}
