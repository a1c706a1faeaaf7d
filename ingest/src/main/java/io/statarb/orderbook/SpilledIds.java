package io.statarb.orderbook;

/**
 * Slots by order id for ids that no page has: open addressing with linear probing, at most half
 * full; a removal closes the gap, so nothing is ever left behind.
 */
final class SpilledIds {
  private static final int LEAST = 1024;

  private long[] ids;
  private int[] slots;
  private int size;

  SpilledIds(int expected) {
    int capacity = Integer.highestOneBit(Math.max(LEAST, expected));
    ids = new long[capacity];
    slots = new int[capacity];
  }

  int slot(long id) {
    int mask = slots.length - 1;
    int at = home(id, mask);
    while (slots[at] != Orders.NONE && ids[at] != id) {
      at = (at + 1) & mask;
    }
    return slots[at];
  }

  void put(long id, int slot) {
    if (size >= slots.length / 2) {
      grow();
    }
    insert(id, slot);
    size++;
  }

  private void insert(long id, int slot) {
    int mask = slots.length - 1;
    int at = home(id, mask);
    while (slots[at] != Orders.NONE) {
      at = (at + 1) & mask;
    }
    ids[at] = id;
    slots[at] = slot;
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldSlots = slots;
    ids = new long[oldIds.length * 2];
    slots = new int[oldIds.length * 2];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldSlots[i] != Orders.NONE) {
        insert(oldIds[i], oldSlots[i]);
      }
    }
  }

  void remove(long id) {
    int mask = slots.length - 1;
    int gap = home(id, mask);
    while (ids[gap] != id || slots[gap] == Orders.NONE) {
      if (slots[gap] == Orders.NONE) {
        throw new IllegalStateException("Invariant: id is not there: id=" + id);
      }
      gap = (gap + 1) & mask;
    }
    for (int at = (gap + 1) & mask; slots[at] != Orders.NONE; at = (at + 1) & mask) {
      // What a probe from its home would no longer reach across the gap moves into it.
      if (((at - home(ids[at], mask)) & mask) >= ((at - gap) & mask)) {
        ids[gap] = ids[at];
        slots[gap] = slots[at];
        gap = at;
      }
    }
    slots[gap] = Orders.NONE;
    size--;
  }

  int size() {
    return size;
  }

  private static int home(long id, int mask) {
    long mixed = (id ^ (id >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L;
    return (int) (mixed >>> 32) & mask;
  }
}
