package io.statarb.orderbook;

/**
 * What fast books have room for from the start. Books that need more grow, which allocates; books
 * that do not never allocate.
 *
 * @param symbols symbol numbers, below 2^20
 * @param orders orders that live at a time
 * @param levels price levels that live at a time, all sides together
 * @param idPages pages of 4,096 order ids that are looked up by index, a power of two; ids further
 *     back than all of them are looked up by hash, so this bounds the memory for ids
 * @param eager whether all pages are made at the start instead of when an id first needs one
 */
public record BookCapacity(int symbols, int orders, int levels, int idPages, boolean eager) {
  /** For files and tests: little at first, grows as needed; at most 64 MB of id pages. */
  public static final BookCapacity SMALL = new BookCapacity(64, 1024, 256, 4096, false);

  /** For a day of a whole market: 2 million orders live at a time, nothing grows. */
  public static final BookCapacity MARKET =
      new BookCapacity(16_384, 2_097_152, 1_048_576, 4096, true);

  /** Checks the numbers. */
  public BookCapacity {
    require("symbols", symbols);
    require("orders", orders);
    require("levels", levels);
    require("idPages", idPages);
    if (Integer.bitCount(idPages) != 1) {
      throw new IllegalArgumentException("idPages must be a power of two: idPages=" + idPages);
    }
  }

  private static void require(String name, int value) {
    if (value < 1 || value > 1 << 26) {
      throw new IllegalArgumentException(
          "%s must be 1 to 67108864: %s=%d".formatted(name, name, value));
    }
  }
}
