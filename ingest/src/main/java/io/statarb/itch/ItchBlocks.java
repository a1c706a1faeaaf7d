package io.statarb.itch;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.orderbook.FastOrderBooks;

/**
 * Decodes blocks of messages, each behind its length in two bytes, into books. A book's work is to
 * wait for memory, and a block says what will be needed: the messages are taken in groups, and
 * before one is decoded the books are told which orders and prices it is about ({@link
 * FastOrderBooks#expect}).
 *
 * <p>Allocates nothing. Owned by one thread.
 */
public final class ItchBlocks {
  private static final int GROUP = 16;

  private final ItchDecoder decoder = new ItchDecoder();
  private final FastOrderBooks books;
  private final ItchListener listener;
  private final long[] orderIds = new long[GROUP];
  private final int[] sides = new int[GROUP];
  private final long[] pxs = new long[GROUP];
  private final int[] slots = new int[GROUP];

  /** What was read ahead; kept so that the compiler does not leave the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long expected;

  /** Feeds books. */
  public ItchBlocks(FastOrderBooks books) {
    this.books = books;
    this.listener = new ItchBookListener(books);
  }

  /**
   * Decodes a block.
   *
   * @param bytes whole messages, each behind its length
   * @param length bytes of them
   * @return byte at which a message begins that is none, or {@code length}
   */
  public int read(byte[] bytes, int length) {
    int at = 0;
    while (at + 2 <= length) {
      int end = expectGroup(bytes, at, length);
      while (at < end) {
        int size = BigEndian.u16(bytes, at);
        if (at + 2 + size > length
            || decoder.decode(bytes, at + 2, size, listener) != ItchDecoder.OK) {
          return at;
        }
        at += 2 + size;
      }
    }
    return at;
  }

  /** Tells the books of the next messages; returns where these end. */
  private int expectGroup(byte[] bytes, int from, int length) {
    int at = from;
    int count = 0;
    while (count < GROUP && at + 2 <= length) {
      int size = BigEndian.u16(bytes, at);
      int next = at + 2 + size;
      if (next > length) {
        break;
      }
      if (size >= 19) {
        switch (bytes[at + 2]) {
          case 'D', 'U', 'E', 'C', 'X' -> {
            orderIds[count] = BigEndian.u64(bytes, at + 13);
            sides[count++] = -1;
          }
          case 'A', 'F' -> {
            if (size >= 36) {
              byte side = bytes[at + 21] == 'B' ? MarketDataSink.BUY : MarketDataSink.SELL;
              sides[count] = FastOrderBooks.sideOf(BigEndian.u16(bytes, at + 3), side);
              pxs[count++] = BigEndian.u32(bytes, at + 34);
            }
          }
          default -> {}
        }
      }
      at = next;
    }
    expected += books.expect(count, orderIds, sides, pxs, slots);
    // A message that does not end in the block is left to the decoder's loop.
    return at == from ? length : at;
  }
}
