package io.statarb.itch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.NaiveOrderBooks;
import io.statarb.orderbook.OrderBooks;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The benchmark's stream and its way through decoder and books, small. */
final class ItchStreamTest {
  private static final long SEED = Long.getLong("seed", 20_191_230);
  private static final int BLOCK = 5_000;
  private static final BookCapacity CAPACITY = new BookCapacity(256, 8_192, 8_192, 16, true);

  private final byte[] block = new byte[BLOCK * ItchWriter.MOST_BYTES];

  private static ItchStream stream(long seed) {
    return new ItchStream(seed, 200, 4_000, CAPACITY);
  }

  private static void decode(byte[] bytes, int length, OrderBooks books) {
    ItchDecoder decoder = new ItchDecoder();
    ItchListener listener = new ItchBookListener(books);
    for (int at = 0; at < length; at += 2 + BigEndian.u16(bytes, at)) {
      assertThat(decoder.decode(bytes, at + 2, BigEndian.u16(bytes, at), listener)).isZero();
    }
  }

  @Test
  void shouldBuildTheSameSoundBooksWhicheverWayMessagesAreRead() {
    System.out.println("seed=" + SEED);
    ItchStream stream = stream(SEED);
    OrderBooks naive = new NaiveOrderBooks();
    OrderBooks fast = new FastOrderBooks(BookCapacity.SMALL);
    FastOrderBooks ahead = new FastOrderBooks(CAPACITY);
    ItchBlocks blocks = new ItchBlocks(ahead);
    for (int i = 0; i < 20; i++) {
      int length = stream.fill(block, BLOCK);
      decode(block, length, naive);
      decode(block, length, fast);
      assertThat(blocks.read(block, length)).isEqualTo(length);
      assertThat(fast.digest()).as("block=%d", i).isEqualTo(naive.digest());
      assertThat(ahead.digest()).as("block=%d", i).isEqualTo(naive.digest());
    }
    assertThat(naive.peakLiveOrders()).isGreaterThan(4_000);
    for (OrderBooks books : new OrderBooks[] {naive, fast, ahead}) {
      assertThat(books.unresolvedReferences()).isZero();
      assertThat(books.crossedBooks()).isZero();
      assertThat(books.negativeSizes()).isZero();
      assertThat(books.duplicateOrderIds()).isZero();
    }
  }

  @Test
  void shouldAllocateNothingWhenItIsWarm() {
    ItchStream stream = stream(SEED);
    ItchBlocks blocks = new ItchBlocks(new FastOrderBooks(CAPACITY));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      int length = stream.fill(block, BLOCK);
      long before = threads.getCurrentThreadAllocatedBytes();
      blocks.read(block, length);
      // The compiler may still allocate on this thread's account in some of the blocks.
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void shouldWriteTheSameBytesWhenTheSeedIsTheSame() {
    byte[] first = Arrays.copyOf(block, stream(SEED).fill(block, BLOCK));
    byte[] again = Arrays.copyOf(block, stream(SEED).fill(block, BLOCK));
    byte[] other = Arrays.copyOf(block, stream(SEED + 1).fill(block, BLOCK));
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void shouldStopAtWhatIsNoMessage() {
    int length = stream(SEED).fill(block, BLOCK);
    int second = 2 + BigEndian.u16(block, 0);
    block[second + 2] = 'Z';
    ItchBlocks blocks = new ItchBlocks(new FastOrderBooks(CAPACITY));
    assertThat(blocks.read(block, length)).isEqualTo(second);
    BigEndian.u16(block, 0, 0xFFFF);
    assertThat(blocks.read(block, length)).isZero();
    assertThat(blocks.read(block, 1)).isZero();
  }
}
