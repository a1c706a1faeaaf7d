package io.statarb.orderbook;

import java.util.Arrays;

/**
 * Finds the slot of an order by its id. Venues number orders upwards, in one sequence or in one for
 * each of their partitions, so the id itself is the index: pages of 4,096 ids hold the slots, and a
 * table says where the page of an id is. There are only so many pages: a page that has become empty
 * is used again, and when none is, what still lives of the page that was begun longest ago moves to
 * a hash table, where ids beyond the table of pages are from the start. Memory is bounded by the
 * pages and the orders that live, whatever the ids are.
 *
 * <pre>
 *   id = | 0 where there is a page, 32 bits | number of the page, 20 | index, 12 |
 * </pre>
 */
final class OrderIds {
  /** Slot that means "no such order". */
  static final int NONE = 0;

  private static final int PAGE_BITS = 12;
  private static final int PAGE_IDS = 1 << PAGE_BITS;
  private static final int PAGE_MASK = PAGE_IDS - 1;
  private static final int PAGE_NUMBERS = 1 << 20;
  private static final int LEAST_NUMBERS = 1 << 12;

  /** In the table: some ids of this number are in the hash table. */
  private static final int SPILLED = 1 << 31;

  /** In the table: the page, from 1, or 0 for none. */
  private static final int PAGE = SPILLED - 1;

  private final int maxPages;

  /** Page of a number, with SPILLED. */
  private int[] table;

  /** Slots of all pages, one page behind the other. */
  private int[] slots;

  /** Orders of each page. */
  private final int[] live;

  /** Number of each page, or -1 for a free one. */
  private final int[] numbers;

  /** Pages that were given back. */
  private final int[] free;

  private int freeCount;
  private int usedPages;

  /** The page that was begun longest ago, when all are in use. */
  private int oldest;

  private final SpilledIds spilled;

  OrderIds(BookCapacity capacity) {
    maxPages = capacity.idPages();
    table = new int[capacity.eager() ? PAGE_NUMBERS : LEAST_NUMBERS];
    slots = new int[(capacity.eager() ? maxPages : 1) * PAGE_IDS];
    live = new int[maxPages];
    numbers = new int[maxPages];
    free = new int[maxPages];
    spilled = new SpilledIds(capacity.orders());
  }

  /** Slot of an id, or {@link #NONE}. */
  int slot(long id) {
    long number = id >>> PAGE_BITS;
    if (number >= table.length) {
      return spilled.slot(id);
    }
    int entry = table[(int) number];
    if (entry > 0) {
      return slots[index(entry, id)];
    }
    return entry == 0 ? NONE : spilledOrNot(entry, id);
  }

  private static int index(int page, long id) {
    return ((page - 1) << PAGE_BITS) | ((int) id & PAGE_MASK);
  }

  private int spilledOrNot(int entry, long id) {
    int page = entry & PAGE;
    int slot = page == 0 ? NONE : slots[index(page, id)];
    return slot == NONE ? spilled.slot(id) : slot;
  }

  /** Adds an id that is not there. */
  void put(long id, int slot) {
    long number = id >>> PAGE_BITS;
    if (number >= table.length && !lengthen(number)) {
      spilled.put(id, slot);
      return;
    }
    int page = table[(int) number] & PAGE;
    if (page == 0) {
      page = begin((int) number);
    }
    slots[index(page, id)] = slot;
    live[page - 1]++;
  }

  /** Lengthens the table up to a number, if there are pages of such numbers at all. */
  private boolean lengthen(long number) {
    if (number >= PAGE_NUMBERS) {
      return false;
    }
    // Ids of the numbers that are new in the table were never put, so none of them is spilled.
    int length = Math.max(Integer.highestOneBit((int) number) * 2, table.length);
    table = Arrays.copyOf(table, length);
    return true;
  }

  private int begin(int number) {
    int page;
    if (freeCount > 0) {
      page = free[--freeCount];
    } else if (usedPages < maxPages) {
      page = ++usedPages;
      if (usedPages * PAGE_IDS > slots.length) {
        slots = Arrays.copyOf(slots, Math.min(slots.length * 2, maxPages * PAGE_IDS));
      }
    } else {
      page = oldest + 1;
      oldest = page == maxPages ? 0 : page;
      spill(page);
    }
    numbers[page - 1] = number;
    table[number] |= page;
    return page;
  }

  private void spill(int page) {
    long firstId = (long) numbers[page - 1] << PAGE_BITS;
    int from = (page - 1) << PAGE_BITS;
    for (int i = 0; i < PAGE_IDS && live[page - 1] > 0; i++) {
      if (slots[from + i] != NONE) {
        spilled.put(firstId + i, slots[from + i]);
        slots[from + i] = NONE;
        live[page - 1]--;
      }
    }
    table[numbers[page - 1]] = SPILLED;
  }

  /** Removes an id that is there. */
  void remove(long id) {
    long number = id >>> PAGE_BITS;
    int page = number < table.length ? table[(int) number] & PAGE : 0;
    int index = page == 0 ? 0 : index(page, id);
    if (page == 0 || slots[index] == NONE) {
      spilled.remove(id);
      return;
    }
    slots[index] = NONE;
    if (--live[page - 1] == 0) {
      table[(int) number] &= SPILLED;
      free[freeCount++] = page;
    }
  }

  /** Ids in the hash table. */
  int spilledCount() {
    return spilled.size();
  }
}
