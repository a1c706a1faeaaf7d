package io.statarb.orderbook;

/**
 * What fast books have room for from the start. Books that need more grow, which allocates; books
 * that do not never allocate.
 *
 * @param symbols symbol numbers, below 2^20
 * @param orders orders that live at a time
 * @param levels price levels that live at a time, all sides together
 * @param idPages pages of 4,096 order ids of a partition, 64 KB each, whose orders stand where
 *     their ids point; what lives of ids further back than all of them is looked up by hash, so
 *     this bounds the memory for ids
 * @param eager whether all pages are made at the start instead of when an id first needs one
 */
public record BookCapacity(int symbols, int orders, int levels, int idPages, boolean eager) {
  /** For files and tests: little at first, grows as needed; at most 128 MB of id pages. */
  public static final BookCapacity SMALL = new BookCapacity(64, 1024, 256, 2048, false);

  /** For a day of a whole market: 2 million orders live at a time, nothing grows; 710 MB. */
  public static final BookCapacity MARKET =
      new BookCapacity(16_384, 2_097_152, 786_432, 8192, true);

  /** Checks the numbers. */
  public BookCapacity {
    require("symbols", symbols, Sides.MAX_SYMBOLS);
    require("orders", orders, 1 << 26);
    require("levels", levels, 1 << 26);
    require("idPages", idPages, 1 << 14);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d: %s=%d".formatted(name, most, name, value));
    }
  }
}
