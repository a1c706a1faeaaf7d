package io.statarb.orderbook;

import java.util.Arrays;

/**
 * Finds the slot of an order by its id. Venues number orders upwards, so the id itself is the
 * index: a ring of pages holds the slots of the ids of late, 4,096 ids a page. An id whose place in
 * the ring is taken by later ones, as old or hostile ones are, is kept in a hash table; when the
 * ring comes round, what still lives of the page in the way moves there. Memory is bounded by the
 * ring and the orders that live, whatever the ids are.
 *
 * <pre>
 *   id = | page number, 52 bits                       | 12 bits |
 *                       | low bits: place in the ring |
 * </pre>
 */
final class OrderIds {
  /** Slot that means "no such order". */
  static final int NONE = 0;

  private static final int PAGE_BITS = 12;
  private static final int PAGE_IDS = 1 << PAGE_BITS;
  private static final int PAGE_MASK = PAGE_IDS - 1;
  private static final int[] NO_PAGE = {};

  private final int ringMask;
  private final int[][] pages;

  /** Number of the page that has a place of the ring, or -1. */
  private final long[] pageNumbers;

  /** Orders in the page that has a place of the ring. */
  private final int[] liveInPage;

  /** No page of this place of the ring that is above this one has ids in the hash table. */
  private final long[] highestSpilled;

  private final SpilledIds spilled;

  OrderIds(BookCapacity capacity) {
    ringMask = capacity.idPages() - 1;
    pages = new int[capacity.idPages()][];
    for (int place = 0; place <= ringMask; place++) {
      pages[place] = capacity.eager() ? new int[PAGE_IDS] : NO_PAGE;
    }
    pageNumbers = new long[capacity.idPages()];
    Arrays.fill(pageNumbers, -1);
    liveInPage = new int[capacity.idPages()];
    highestSpilled = new long[capacity.idPages()];
    Arrays.fill(highestSpilled, -1);
    spilled = new SpilledIds(capacity.orders());
  }

  /** Slot of an id, or {@link #NONE}. */
  int slot(long id) {
    long page = id >>> PAGE_BITS;
    int place = (int) page & ringMask;
    if (pageNumbers[place] == page) {
      int slot = pages[place][(int) id & PAGE_MASK];
      if (slot != NONE) {
        return slot;
      }
    }
    return page <= highestSpilled[place] ? spilled.slot(id) : NONE;
  }

  /** Adds an id that is not there. */
  void put(long id, int slot) {
    long page = id >>> PAGE_BITS;
    int place = (int) page & ringMask;
    if (pageNumbers[place] != page && !claim(place, page)) {
      spilled.put(id, slot);
      highestSpilled[place] = Math.max(highestSpilled[place], page);
      return;
    }
    pages[place][(int) id & PAGE_MASK] = slot;
    liveInPage[place]++;
  }

  /** Gives a place of the ring to a page, unless a later page has orders there. */
  private boolean claim(int place, long page) {
    if (liveInPage[place] > 0) {
      if (page < pageNumbers[place]) {
        return false;
      }
      spill(place);
    }
    if (pages[place].length == 0) {
      pages[place] = new int[PAGE_IDS];
    }
    pageNumbers[place] = page;
    return true;
  }

  private void spill(int place) {
    int[] slots = pages[place];
    long firstId = pageNumbers[place] << PAGE_BITS;
    for (int i = 0; i < PAGE_IDS && liveInPage[place] > 0; i++) {
      if (slots[i] != NONE) {
        spilled.put(firstId + i, slots[i]);
        slots[i] = NONE;
        liveInPage[place]--;
      }
    }
    highestSpilled[place] = Math.max(highestSpilled[place], pageNumbers[place]);
  }

  /** Removes an id that is there. */
  void remove(long id) {
    long page = id >>> PAGE_BITS;
    int place = (int) page & ringMask;
    int index = (int) id & PAGE_MASK;
    if (pageNumbers[place] == page && pages[place][index] != NONE) {
      pages[place][index] = NONE;
      liveInPage[place]--;
    } else {
      spilled.remove(id);
    }
  }

  /** Ids in the hash table. */
  int spilledCount() {
    return spilled.size();
  }
}
