package io.statarb.orderbook;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast books against the naive ones over random operations, many of them wrong. */
final class OrderBooksAgreementTest {
  private static final long SEED = Long.getLong("seed", 20_191_230);
  private static final int ROUNDS = Integer.getInteger("rounds", 20);
  private static final int OPERATIONS = 6_000;
  private static final int SYMBOLS = 5;

  /** How ids are drawn. */
  enum Ids {
    UPWARDS {
      @Override
      long next(long last, Random random) {
        return last + 1 + random.nextInt(3);
      }
    },
    LEAPING {
      @Override
      long next(long last, Random random) {
        return random.nextInt(20) == 0 ? last + 4096L * random.nextInt(64) : last + 1;
      }
    },
    HOSTILE {
      @Override
      long next(long last, Random random) {
        return switch (random.nextInt(5)) {
          case 0 -> random.nextLong();
          case 1 -> random.nextInt(50);
          // All of these share their place in a ring of any size.
          case 2 -> (long) random.nextInt(1_000) << 40;
          case 3 -> -1L - random.nextInt(50);
          default -> last + 1;
        };
      }
    };

    abstract long next(long last, Random random);
  }

  @ParameterizedTest
  @EnumSource
  void shouldAgreeWithTheNaiveBooksWhateverComes(Ids ids) {
    System.out.println("seed=" + SEED);
    for (int round = 0; round < ROUNDS; round++) {
      long seed = SEED + round;
      BookCapacity capacity =
          new BookCapacity(
              1, 1 + round % 7 * 500, 1 + round % 3 * 99, 1 << (round % 5), round % 2 == 0);
      agree(ids, seed, new FastOrderBooks(capacity));
    }
  }

  private static void agree(Ids ids, long seed, OrderBooks fast) {
    Random random = new Random(seed);
    OrderBooks naive = new NaiveOrderBooks();
    long[] recent = new long[1 + random.nextInt(800)];
    // Half of the rounds have fewer than sixteen prices, and long queues.
    int spread = 1 + random.nextInt(1 << random.nextInt(9));
    long last = random.nextInt(1_000);
    for (int i = 0; i < OPERATIONS; i++) {
      int symbol = random.nextInt(SYMBOLS);
      long known = recent[random.nextInt(recent.length)];
      // Mostly the symbol that the order is of.
      int symbolOfKnown =
          naive.contains(known) && random.nextInt(50) > 0 ? naive.orderSymbol(known) : symbol;
      byte side = random.nextBoolean() ? BUY : SELL;
      long px = side == BUY ? 1_000 - random.nextInt(spread) : 995 + random.nextInt(spread);
      long qty = random.nextInt(100) == 0 ? random.nextInt(3) - 2 : 1 + random.nextInt(300);
      String where = "ids=%s seed=%d operation=%d".formatted(ids, seed, i);
      int expected;
      int result;
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4 -> {
          last = random.nextInt(60) == 0 ? known : ids.next(last, random);
          recent[random.nextInt(recent.length)] = last;
          expected = naive.add(symbol, last, side, qty, px);
          result = fast.add(symbol, last, side, qty, px);
        }
        case 5, 6, 7 -> {
          expected = naive.delete(symbolOfKnown, known);
          result = fast.delete(symbolOfKnown, known);
        }
        case 8, 9 -> {
          last = random.nextInt(20) == 0 ? recent[0] : ids.next(last, random);
          recent[random.nextInt(recent.length)] = last;
          expected = naive.replace(symbolOfKnown, known, last, qty, px);
          result = fast.replace(symbolOfKnown, known, last, qty, px);
        }
        case 10 -> {
          expected = naive.execute(symbolOfKnown, known, qty);
          result = fast.execute(symbolOfKnown, known, qty);
        }
        default -> {
          expected = 0;
          result = 0;
          if (random.nextInt(40) == 0) {
            boolean allowed = random.nextBoolean();
            naive.mayCross(symbol, allowed);
            fast.mayCross(symbol, allowed);
          } else if (random.nextInt(200) == 0) {
            naive.clear(symbol);
            fast.clear(symbol);
          } else {
            assertThat(fast.qtyAhead(known)).as(where).isEqualTo(naive.qtyAhead(known));
            assertThat(fast.orderPx(known)).as(where).isEqualTo(naive.orderPx(known));
          }
        }
      }
      assertThat(result).as(where).isEqualTo(expected);
      if (i % 50 == 0 || i == OPERATIONS - 1) {
        same(where, naive, fast);
      }
    }
    assertThat(naive.unresolvedReferences()).isPositive();
    assertThat(naive.duplicateOrderIds()).isPositive();
    assertThat(naive.negativeSizes()).isPositive();
    assertThat(naive.crossedBooks()).isPositive();
  }

  private static void same(String where, OrderBooks naive, OrderBooks fast) {
    assertThat(fast.liveOrders()).as(where).isEqualTo(naive.liveOrders());
    assertThat(fast.peakLiveOrders()).as(where).isEqualTo(naive.peakLiveOrders());
    assertThat(fast.unresolvedReferences()).as(where).isEqualTo(naive.unresolvedReferences());
    assertThat(fast.crossedBooks()).as(where).isEqualTo(naive.crossedBooks());
    assertThat(fast.negativeSizes()).as(where).isEqualTo(naive.negativeSizes());
    assertThat(fast.duplicateOrderIds()).as(where).isEqualTo(naive.duplicateOrderIds());
    assertThat(fast.digest()).as(where).isEqualTo(naive.digest());
  }
}
