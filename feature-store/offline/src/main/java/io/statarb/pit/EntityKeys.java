package io.statarb.pit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Integers below are found by their place instead of their hash: most tables number from 0. */
  private static final int SMALL = 1 << 14;

  private final Long2LongHashMap numbers = new Long2LongHashMap(NONE);
  private final int[] small = new int[SMALL];
  private final Map<UTF8String, Integer> texts = new HashMap<>();
  private final List<UTF8String> keys = new ArrayList<>();
  private final Buckets buckets;
  private int[] bucketOf = new int[16];
  private UTF8String lastText = UTF8String.EMPTY_UTF8;
  private long lastNumber;
  private int last = -1;

  EntityKeys(Buckets buckets) {
    this.buckets = buckets;
    Arrays.fill(small, -1);
  }

  /** Number of an entity that is an integer. */
  int of(long number) {
    if (number >= 0 && number < SMALL) {
      int known = small[(int) number];
      if (known < 0) {
        known = add(key(number));
        small[(int) number] = known;
      }
      return known;
    }
    if (last < 0 || number != lastNumber) {
      long known = numbers.get(number);
      if (known == NONE) {
        known = add(key(number));
        numbers.put(number, known);
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
        UTF8String kept = text.clone();
        known = add(kept);
        texts.put(kept, known);
      }
      last = known;
      lastText = keys.get(last);
    }
    return last;
  }

  private int add(UTF8String key) {
    int entity = keys.size();
    keys.add(key);
    if (entity == bucketOf.length) {
      bucketOf = Arrays.copyOf(bucketOf, 2 * entity);
    }
    bucketOf[entity] = buckets.of(key);
    return entity;
  }

  UTF8String key(int entity) {
    return keys.get(entity);
  }

  int count() {
    return keys.size();
  }

  /** The bucket of an entity: the same for its rows and its facts. */
  int bucket(int entity) {
    return bucketOf[entity];
  }

  /** Key of an entity that is an integer. */
  static UTF8String key(long number) {
    return UTF8String.fromBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
  }
}
