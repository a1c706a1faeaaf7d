package io.statarb.quality.ticks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A set of order ids. Venues hand them out one behind another or by small steps, so they are bits
 * of pages: the ids of a day of a market, some five hundred million, take 70 MB. Of more than that,
 * or of ids that are spread over all numbers, those of the oldest pages are forgotten. Confined to
 * one thread.
 */
final class DayIds {
  private static final int PAGE_BITS = 12;
  private static final int WORDS = 1 << (PAGE_BITS - 6);

  /** Pages that are kept; each takes about 600 bytes. */
  static final int MOST_PAGES = 1 << 17;

  private final Map<Long, long[]> pages = new LinkedHashMap<>();

  /** Adds an id; tells whether it is new. */
  boolean add(long orderId) {
    long number = orderId >> PAGE_BITS;
    long[] page = pages.get(number);
    if (page == null) {
      if (pages.size() == MOST_PAGES) {
        pages.remove(pages.keySet().iterator().next());
      }
      page = new long[WORDS];
      pages.put(number, page);
    }
    int word = word(orderId);
    boolean added = (page[word] & 1L << orderId) == 0;
    page[word] |= 1L << orderId;
    return added;
  }

  boolean contains(long orderId) {
    long[] page = pages.get(orderId >> PAGE_BITS);
    return page != null && (page[word(orderId)] & 1L << orderId) != 0;
  }

  /** Removes an id; tells whether it was there. */
  boolean remove(long orderId) {
    long[] page = pages.get(orderId >> PAGE_BITS);
    if (page == null || (page[word(orderId)] & 1L << orderId) == 0) {
      return false;
    }
    page[word(orderId)] &= ~(1L << orderId);
    return true;
  }

  private static int word(long orderId) {
    return (int) (orderId >> 6) & (WORDS - 1);
  }
}
