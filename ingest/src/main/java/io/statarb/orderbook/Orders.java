package io.statarb.orderbook;

import java.util.Arrays;

/**
 * The orders that live, where their ids point. Venues number orders upwards, in one sequence or in
 * one for each of their partitions, so the id itself is the index: pages of 4,096 ids hold the
 * orders, and a table says where the page of an id is. Nasdaq's partitions each go up by fours, so
 * a page holds ids of one remainder: neighbours in time stay neighbours in memory. There are only
 * so many pages: a page that has become empty is used again, and when none is, what still lives of
 * the page that was begun longest ago moves to pages of their own, found by a hash table; ids
 * beyond the table are there from the start. Memory is bounded by the pages and the orders that
 * live, whatever the ids are.
 *
 * <pre>
 *   id   = | 0 where there is a page, 32 bits | era, 18 | index, 12 | partition, 2 |
 *   number of a page = | era, 18 | partition, 2 |
 *   slot = | page, 20 | index, 12 |
 *   an order, four to a line:            | quantity 8 | queue 4 | level 4 |
 *   one that has moved, two to a line:   | quantity 8 | queue 4 | level 4 | id 8 | 0 |
 * </pre>
 *
 * Page 0 is never used: an id whose page is not there points into it, and finds no order. An order
 * without a level does not live.
 */
final class Orders {
  /** Slot that means "no such order". */
  static final int NONE = 0;

  private static final int PAGE_BITS = 12;
  private static final int PAGE_IDS = 1 << PAGE_BITS;
  private static final int PAGE_MASK = PAGE_IDS - 1;
  private static final int PARTITION_BITS = 2;
  private static final int PARTITION_MASK = (1 << PARTITION_BITS) - 1;
  private static final int PAGE_NUMBERS = 1 << 20;
  private static final int LEAST_NUMBERS = 1 << 12;

  /** In the table: some ids of this number are in the hash table. */
  private static final int SPILLED = 1 << 31;

  /** In the table: the page, or 0 for none. */
  private static final int PAGE = SPILLED - 1;

  /** In place of the number of orders: a page of orders that have moved. */
  private static final int MOVED = -1;

  private static final int BYTES = 16;
  private static final int LONGS = BYTES / Long.BYTES;
  private static final int INTS = BYTES / Integer.BYTES;

  // A long; of a free place for one that has moved the next of these.
  private static final int QTY = 0;

  // Ints, and both at once.
  private static final int QUEUE = 2;
  private static final int LEVEL = 3;
  private static final int QUEUE_LEVEL = 1;

  private final PriceLevels levels;
  private final Records records;
  private final SpilledIds spilled;

  /** Page of a number, with SPILLED. */
  private int[] table;

  /** Orders of each page, or MOVED. */
  private int[] live;

  /** Number of each page. */
  private int[] numbers;

  /** Pages in use or given back, with page 0. */
  private int usedPages = 1;

  /** Pages of ids in the order in which they were first begun. */
  private final int[] idPages;

  private int idPageCount;

  /** Index of the one that was begun longest ago, when there cannot be more. */
  private int oldest;

  /** Pages of ids that were given back. */
  private final int[] freePages;

  private int freePageCount;

  /** First free place for an order that moves, or NONE. */
  private int freePlace;

  Orders(BookCapacity capacity, PriceLevels levels) {
    this.levels = levels;
    int pages = 2;
    if (capacity.eager()) {
      // All orders that may live could have moved.
      pages += capacity.idPages() + 2 * capacity.orders() / PAGE_IDS;
    }
    records = new Records(BYTES, pages * PAGE_IDS);
    spilled = new SpilledIds(capacity.orders());
    table = new int[capacity.eager() ? PAGE_NUMBERS : LEAST_NUMBERS];
    live = new int[pages];
    numbers = new int[pages];
    idPages = new int[capacity.idPages()];
    freePages = new int[capacity.idPages()];
  }

  /** Slot of an order that lives, or {@link #NONE}. */
  int slot(long id) {
    int slot = place(id);
    return records.getInt(slot * INTS + LEVEL) == 0 ? NONE : slot;
  }

  /** Slot of an order if it lives, otherwise where it would stand or one on page 0. */
  int place(long id) {
    long number = number(id);
    if (number >= table.length) {
      return spilled.slot(id);
    }
    int page = table[(int) number];
    return page >= 0 ? slot(page, id) : spilledOrNot(page & PAGE, id);
  }

  private static long number(long id) {
    long era = id >>> (PAGE_BITS + PARTITION_BITS);
    return (era << PARTITION_BITS) | (id & PARTITION_MASK);
  }

  private static int slot(int page, long id) {
    return slot(page, (int) (id >>> PARTITION_BITS) & PAGE_MASK);
  }

  private static int slot(int page, int index) {
    return (page << PAGE_BITS) | index;
  }

  private int spilledOrNot(int page, long id) {
    int slot = slot(page, id);
    return records.getInt(slot * INTS + LEVEL) == 0 ? spilled.slot(id) : slot;
  }

  long qty(int slot) {
    return records.get(slot * LONGS + QTY);
  }

  void qty(int slot, long qty) {
    records.set(slot * LONGS + QTY, qty);
  }

  /** Level of an order, or 0 when it does not live. */
  int level(int slot) {
    return records.getInt(slot * INTS + LEVEL);
  }

  /** Where an order stands: its level in the upper half, the record in the lower. */
  long standing(int slot) {
    return records.get(slot * LONGS + QUEUE_LEVEL);
  }

  /** Record of the levels in which an order stands. */
  int queue(int slot) {
    return records.getInt(slot * INTS + QUEUE);
  }

  void queue(int slot, int queue) {
    records.setInt(slot * INTS + QUEUE, queue);
  }

  long id(int slot) {
    int page = slot >>> PAGE_BITS;
    if (live[page] == MOVED) {
      return records.get((slot + 1) * LONGS + QTY);
    }
    long era = (long) numbers[page] >>> PARTITION_BITS;
    int partition = numbers[page] & PARTITION_MASK;
    return (((era << PAGE_BITS) | (slot & PAGE_MASK)) << PARTITION_BITS) | partition;
  }

  /**
   * Adds an order whose id does not live, at the end of a level.
   *
   * @param place what {@link #place} said of the id
   * @return its slot
   */
  int put(int place, long id, long qty, int level) {
    int slot = place < PAGE_IDS ? newPlace(id) : place;
    int page = slot >>> PAGE_BITS;
    if (live[page] != MOVED) {
      live[page]++;
    }
    records.set(slot * LONGS + QTY, qty);
    records.set(slot * LONGS + QUEUE_LEVEL, ((long) level << Integer.SIZE) | level);
    return slot;
  }

  /** A place for an id whose page is not there. */
  private int newPlace(long id) {
    long number = number(id);
    if (number >= table.length && !lengthen(number)) {
      return placeAside(id);
    }
    int page = table[(int) number] & PAGE;
    return slot(page == 0 ? begin((int) number) : page, id);
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
    if (freePageCount > 0) {
      page = freePages[--freePageCount];
    } else if (idPageCount < idPages.length) {
      page = page();
      idPages[idPageCount++] = page;
    } else {
      page = idPages[oldest];
      oldest = oldest + 1 == idPages.length ? 0 : oldest + 1;
      spill(page);
    }
    numbers[page] = number;
    table[number] |= page;
    return page;
  }

  private int page() {
    if (usedPages == live.length) {
      live = Arrays.copyOf(live, usedPages * 2);
      numbers = Arrays.copyOf(numbers, usedPages * 2);
    }
    records.require((usedPages + 1) * PAGE_IDS);
    return usedPages++;
  }

  private void spill(int page) {
    int first = page << PAGE_BITS;
    for (int slot = first; live[page] > 0; slot++) {
      int level = records.getInt(slot * INTS + LEVEL);
      if (level == 0) {
        continue;
      }
      int queue = records.getInt(slot * INTS + QUEUE);
      int aside = placeAside(id(slot));
      records.set(aside * LONGS + QTY, records.get(slot * LONGS + QTY));
      records.setInt(aside * INTS + QUEUE, queue);
      records.setInt(aside * INTS + LEVEL, level);
      levels.replace(queue, slot, aside);
      records.setInt(slot * INTS + LEVEL, 0);
      live[page]--;
    }
    table[numbers[page]] = SPILLED;
  }

  /** A place, found by the hash table, on a page of orders that have moved. */
  private int placeAside(long id) {
    if (freePlace == NONE) {
      int page = page();
      live[page] = MOVED;
      for (int index = PAGE_IDS - 2; index >= 0; index -= 2) {
        freePlace(slot(page, index));
      }
    }
    int slot = freePlace;
    freePlace = (int) records.get(slot * LONGS + QTY);
    records.set((slot + 1) * LONGS + QTY, id);
    spilled.put(id, slot);
    return slot;
  }

  private void freePlace(int slot) {
    records.set(slot * LONGS + QTY, freePlace);
    freePlace = slot;
  }

  /** Removes an order that lives. */
  void remove(int slot) {
    records.setInt(slot * INTS + LEVEL, 0);
    int page = slot >>> PAGE_BITS;
    int left = live[page] - 1;
    if (left > 0) {
      live[page] = left;
    } else if (left == 0) {
      live[page] = 0;
      table[numbers[page]] &= SPILLED;
      freePages[freePageCount++] = page;
    } else {
      spilled.remove(records.get((slot + 1) * LONGS + QTY));
      freePlace(slot);
    }
  }

  /** Ids in the hash table. */
  int spilledCount() {
    return spilled.size();
  }
}
