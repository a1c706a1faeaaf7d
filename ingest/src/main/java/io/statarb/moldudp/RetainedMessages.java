package io.statarb.moldudp;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest messages of a session, for those who ask again: a ring of bytes that forgets the
 * oldest. Confined to one thread; nothing is allocated after construction.
 */
final class RetainedMessages {
  private final UnsafeBuffer bytes;
  private final int mask;
  private final int slots;
  private final long[] positions;
  private final int[] lengths;
  private long oldest;
  private long next;
  private long head;

  /**
   * Makes a store.
   *
   * @param slots most messages, a power of two
   * @param capacityBytes most bytes, a power of two and at least 65,536
   * @param firstSequence sequence of the first message
   */
  RetainedMessages(int slots, int capacityBytes, long firstSequence) {
    if (Integer.bitCount(slots) != 1
        || Integer.bitCount(capacityBytes) != 1
        || capacityBytes < 1 << 16) {
      throw new IllegalArgumentException(
          "slots and bytes must be powers of two and 65536 bytes the least: slots=%d capacityBytes=%d"
              .formatted(slots, capacityBytes));
    }
    this.slots = slots;
    this.mask = capacityBytes - 1;
    this.bytes = new UnsafeBuffer(new byte[capacityBytes]);
    this.positions = new long[slots];
    this.lengths = new int[slots];
    this.oldest = firstSequence;
    this.next = firstSequence;
  }

  /** Keeps the next message. */
  void add(DirectBuffer source, int offset, int length) {
    int capacity = mask + 1;
    int start = (int) head & mask;
    // A message lies in one piece: what is left at the end of the ring is skipped.
    long position = start + length > capacity ? head + (capacity - start) : head;
    while (oldest < next
        && (next - oldest >= slots || positions[slot(oldest)] < position + length - capacity)) {
      oldest++;
    }
    int slot = slot(next);
    bytes.putBytes((int) position & mask, source, offset, length);
    positions[slot] = position;
    lengths[slot] = length;
    head = position + length;
    next++;
  }

  private int slot(long sequence) {
    return (int) sequence & (slots - 1);
  }

  boolean has(long sequence) {
    return sequence >= oldest && sequence < next;
  }

  long nextSequence() {
    return next;
  }

  DirectBuffer buffer() {
    return bytes;
  }

  int offset(long sequence) {
    return (int) positions[slot(sequence)] & mask;
  }

  int length(long sequence) {
    return lengths[slot(sequence)];
  }
}
