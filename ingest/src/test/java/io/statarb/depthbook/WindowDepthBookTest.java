package io.statarb.depthbook;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WindowDepthBookTest {
  private static final long PX = 1_000_000_000L;

  /** The smallest window, so that levels move in and out of it. */
  @Nested
  class Narrow extends DepthBookContract {
    @Override
    DepthBook book() {
      return new WindowDepthBook(1 << 12, 0);
    }
  }

  @Nested
  class Wide extends DepthBookContract {
    @Override
    DepthBook book() {
      return new WindowDepthBook();
    }
  }

  @Nested
  class GivenTick extends DepthBookContract {
    @Override
    DepthBook book() {
      return new WindowDepthBook(WindowDepthBook.NARROW, PX / 100);
    }
  }

  @Test
  void shouldFindTickWhenPricesShowIt() {
    WindowDepthBook book = new WindowDepthBook();
    book.set(BUY, 61_800 * PX, 1);
    assertThat(book.tickE9()).isEqualTo(100 * PX);
    book.set(BUY, 61_799 * PX + 5 * PX / 10, 1);
    assertThat(book.tickE9()).isEqualTo(PX / 2);
    book.set(SELL, 61_800 * PX + PX / 10, 1);
    assertThat(book.tickE9()).isEqualTo(PX / 10);
    book.set(SELL, 61_800 * PX + 1, 1);
    assertThat(book.tickE9()).isEqualTo(PX / 10);
    assertThat(book.bestPxE9(SELL)).isEqualTo(61_800 * PX + 1);
  }

  @Test
  void shouldSayFullWhenLevelsOutsideExceedTheBound() {
    WindowDepthBook book = new WindowDepthBook(1 << 12, PX);
    book.set(BUY, 1_000 * PX, 1);
    for (int i = 0; i < WindowDepthBook.MOST_OUTSIDE; i++) {
      assertThat(book.set(BUY, 1_000 * PX + 1 + i, 1)).isEqualTo(DepthBook.OK);
    }
    assertThat(book.set(BUY, 900 * PX + 1, 1)).isEqualTo(DepthBook.FULL);
    assertThat(book.set(BUY, 1_000 * PX + 1, 5)).isEqualTo(DepthBook.OK);
    assertThat(book.sizeBytes()).isLessThanOrEqualTo(16L << 20);
  }

  @Test
  void shouldStayUnderItsBoundWhenWindowIsWideAndLevelsAreMany() {
    WindowDepthBook book = new WindowDepthBook(WindowDepthBook.WIDE, PX);
    book.set(BUY, 1_000 * PX, 1);
    for (int i = 0; i < WindowDepthBook.MOST_OUTSIDE; i++) {
      book.set(BUY, 1_000 * PX + 1 + i, 1);
      book.set(SELL, 1_000 * PX + 1 + i, 1);
    }
    assertThat(book.sizeBytes()).isLessThanOrEqualTo(16L << 20);
  }

  @Test
  void shouldAllocateNothingWhenWarm() {
    WindowDepthBook book = new WindowDepthBook();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run(book, 11);
    run(book, 12);
    long least = Long.MAX_VALUE;
    for (int window = 0; window < 4; window++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      run(book, 12);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // The generator of the changes, once; a byte a change would be 100,000.
    assertThat(least).isLessThan(1_000);
  }

  private static void run(WindowDepthBook book, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      byte side = random.nextBoolean() ? BUY : SELL;
      book.set(side, (600_000 + random.nextInt(200_000)) * (PX / 10), random.nextInt(3));
    }
  }

  @Test
  void shouldRefuseWindowsThatAreNoPowerOfTwo() {
    assertThatThrownBy(() -> new WindowDepthBook(5_000, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5000");
    assertThatThrownBy(() -> new WindowDepthBook(1 << 13, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
