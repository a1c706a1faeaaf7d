package io.statarb.moldudp;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages that came before their turn: one slot for each of the next few sequences, so that memory
 * is bounded whatever arrives. Confined to one thread; nothing is allocated after construction.
 */
final class HeldMessages {
  private static final long NONE = -1;

  private final int slots;
  private final int slotBytes;
  private final UnsafeBuffer bytes;
  private final long[] sequences;
  private final int[] lengths;
  private int count;

  HeldMessages(int slots, int slotBytes) {
    this.slots = slots;
    this.slotBytes = slotBytes;
    this.bytes = new UnsafeBuffer(new byte[slots * slotBytes]);
    this.sequences = new long[slots];
    this.lengths = new int[slots];
    Arrays.fill(sequences, NONE);
  }

  private int slot(long sequence) {
    return (int) (sequence & (slots - 1));
  }

  /** Whether a message is held. */
  boolean has(long sequence) {
    return sequences[slot(sequence)] == sequence;
  }

  /** Whether a message of this sequence and length can be held while {@code next} is awaited. */
  boolean canHold(long sequence, long next, int length) {
    return sequence - next < slots && length <= slotBytes;
  }

  /** Holds a message that {@link #canHold} and that is not held yet. */
  void put(long sequence, DirectBuffer source, int offset, int length) {
    int slot = slot(sequence);
    bytes.putBytes(slot * slotBytes, source, offset, length);
    lengths[slot] = length;
    sequences[slot] = sequence;
    count++;
  }

  /** Forgets a message that is held; its bytes stay valid until the next {@link #put}. */
  void remove(long sequence) {
    sequences[slot(sequence)] = NONE;
    count--;
  }

  /** Forgets all messages before {@code next}. */
  void removeBefore(long next) {
    for (int slot = 0; count > 0 && slot < slots; slot++) {
      if (sequences[slot] != NONE && sequences[slot] < next) {
        sequences[slot] = NONE;
        count--;
      }
    }
  }

  /** First held sequence from {@code from} on and before {@code limit}, or {@code limit}. */
  long firstFrom(long from, long limit) {
    if (count > 0) {
      long end = limit - from < slots ? limit : from + slots;
      for (long sequence = from; sequence < end; sequence++) {
        if (has(sequence)) {
          return sequence;
        }
      }
    }
    return limit;
  }

  DirectBuffer buffer() {
    return bytes;
  }

  int offset(long sequence) {
    return slot(sequence) * slotBytes;
  }

  int length(long sequence) {
    return lengths[slot(sequence)];
  }

  int count() {
    return count;
  }
}
