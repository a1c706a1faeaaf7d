package io.statarb.itch;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBooks;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * A stream of ITCH messages that a market could have sent. It keeps books of its own, so that it
 * refers only to orders that live, executes the first of the best price and never crosses a book.
 *
 * <ul>
 *   <li>Types: their shares of 2019-10-30 as printed in Jansen, Machine Learning for Algorithmic
 *       Trading, 2nd ed. (2020), chapter 2: of 290 million messages A 43.9 %, F 0.5 %, D 42.5 %, U
 *       8.8 %, E 2.5 %, X 1.2 %, P 0.5 %, C 0.04 %. Until the books are filled two in three
 *       deletions are additions instead.
 *   <li>Prices: at the best price, a tick better, or behind it by a distance whose tail falls as a
 *       power of 0.6 (Bouchaud, Mezard and Potters, Statistical properties of stock order books,
 *       2002).
 *   <li>Ages at deletion: uniform in their logarithm, so that most orders that go are young.
 *   <li>Order ids: four sequences, upwards by multiples of four, as in files of the venue.
 * </ul>
 *
 * <p>Confined to one thread. The same seed gives the same bytes.
 */
final class ItchStream {
  private static final int TICK = 100;
  private static final long SEQUENCE_GAP = 1L << 20;
  private static final int SEQUENCES = 4;
  private static final long FIRST_NS = 14_400_000_000_000L;
  private static final int ATTRIBUTION = 0x4e53_4451;
  private static final int MOST_BEHIND = 2_000;
  private static final double TAIL = -1 / 0.6;

  // Messages of each type of that day, in order; a draw goes through their sums.
  private static final int[] DAY_COUNTS = {
    127_214_649, 1_423_908, 123_296_742, 25_513_651, 7_316_703, 129_729, 3_568_735, 1_525_363
  };
  private static final int[] DAY_SUMS = DAY_COUNTS.clone();
  private static final char[] DAY_TYPES = {'A', 'F', 'D', 'U', 'E', 'C', 'X', 'P'};

  static {
    Arrays.parallelPrefix(DAY_SUMS, Integer::sum);
  }

  private final int symbols;
  private final int target;
  private final Random random;
  private final OrderBooks books;
  private final ItchWriter writer = new ItchWriter();
  private final long[] stocks;

  /** Price from which an empty side begins. */
  private final int[] anchors;

  private final long[] nextIds = new long[SEQUENCES];

  /** Ids of orders in the order of their birth; those that have died are taken out now and then. */
  private long[] born;

  private int bornCount;
  private long timeNs = FIRST_NS;
  private long matchNumber = 1;
  private int opened;

  /**
   * Makes a stream.
   *
   * @param symbols stocks, locates from 1
   * @param target orders that live at a time once the books are filled
   * @param capacity of the books that it keeps
   */
  ItchStream(long seed, int symbols, int target, BookCapacity capacity) {
    this.random = new Random(seed);
    this.symbols = symbols;
    this.target = target;
    this.books = new FastOrderBooks(capacity);
    stocks = new long[symbols + 1];
    anchors = new int[symbols + 1];
    for (int locate = 1; locate <= symbols; locate++) {
      stocks[locate] = ItchMessages.stock(String.format(Locale.ROOT, "S%05d", locate));
      // Prices are log-uniform between 2 and 500 dollars.
      anchors[locate] = TICK * (int) Math.round(200 * StrictMath.exp(random.nextDouble() * 5.5));
    }
    for (int i = 0; i < SEQUENCES; i++) {
      nextIds[i] = i * SEQUENCE_GAP + i;
    }
    born = new long[2 * target + 4_096];
  }

  /**
   * Writes the next messages, each behind its length in two bytes.
   *
   * @return bytes written
   */
  int fill(byte[] block, int messages) {
    if ((long) messages * ItchWriter.MOST_BYTES > block.length) {
      throw new IllegalArgumentException(
          "block is too small: messages=%d bytes=%d".formatted(messages, block.length));
    }
    writer.wrap(block, 0);
    for (int i = 0; i < messages; i++) {
      timeNs += 1 + random.nextInt(800);
      writer.time(timeNs);
      if (opened < 2 * symbols + 2) {
        open();
      } else {
        next();
      }
    }
    return writer.position();
  }

  private void open() {
    if (opened == 0) {
      writer.systemEvent('O');
    } else if (opened == 2 * symbols + 1) {
      writer.systemEvent('S');
    } else {
      int locate = (opened + 1) / 2;
      if (opened % 2 == 1) {
        writer.stockDirectory(locate, stocks[locate]);
      } else {
        writer.tradingAction(locate, stocks[locate], 'T');
      }
    }
    opened++;
  }

  private void next() {
    switch (type()) {
      case 'A' -> add(0);
      case 'F' -> add(ATTRIBUTION);
      case 'D' -> delete(pick());
      case 'U' -> replace(pick());
      case 'E' -> execute(false);
      case 'C' -> execute(true);
      case 'X' -> reduce(pick());
      default -> {
        int locate = symbol();
        writer.trade(locate, quantity(), stocks[locate], anchors[locate], matchNumber++);
      }
    }
  }

  private char type() {
    int draw = random.nextInt(DAY_SUMS[DAY_SUMS.length - 1]);
    int i = 0;
    while (draw >= DAY_SUMS[i]) {
      i++;
    }
    char type = DAY_TYPES[i];
    int live = books.liveOrders();
    if (type == 'D' && live < target && random.nextInt(3) > 0) {
      return 'A';
    }
    // Once filled, the books stay as full as they are.
    return (type == 'A' && live > target + target / 20) ? 'D' : live < 2 ? 'A' : type;
  }

  /** Few stocks have most of the orders. */
  private int symbol() {
    double u = random.nextDouble();
    return 1 + (int) (symbols * u * u * StrictMath.sqrt(u));
  }

  private int quantity() {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(99) : 100 * (1 + random.nextInt(8));
  }

  /** An order that lives. */
  private long pick() {
    int age = (int) StrictMath.exp(random.nextDouble() * StrictMath.log(bornCount + 1.0));
    int from = Math.max(0, bornCount - Math.max(1, age));
    for (int i = from; i < bornCount; i++) {
      if (books.contains(born[i])) {
        return born[i];
      }
    }
    int i = from;
    while (!books.contains(born[i])) {
      i--;
    }
    return born[i];
  }

  private void born(long id) {
    if (bornCount == born.length) {
      int kept = 0;
      for (int i = 0; i < bornCount; i++) {
        if (books.contains(born[i])) {
          born[kept++] = born[i];
        }
      }
      bornCount = kept;
      if (kept > born.length / 4 * 3) {
        born = Arrays.copyOf(born, born.length * 2);
      }
    }
    born[bornCount++] = id;
  }

  private long nextId(int locate) {
    int sequence = locate % SEQUENCES;
    long id = nextIds[sequence];
    nextIds[sequence] = id + SEQUENCES * (random.nextInt(4) == 0 ? 1L + random.nextInt(4) : 1L);
    return id;
  }

  private void add(int attribution) {
    int locate = symbol();
    byte side = random.nextBoolean() ? MarketDataSink.BUY : MarketDataSink.SELL;
    long px = price(locate, side);
    int shares = quantity();
    long id = nextId(locate);
    require(books.add(locate, id, side, shares, px), id);
    born(id);
    writer.addOrder(locate, id, side, shares, stocks[locate], px, attribution);
  }

  private static void require(int result, long id) {
    if (result != OrderBooks.OK) {
      throw new IllegalStateException("Invariant: the books take what is sent: id=" + id);
    }
  }

  /** Near the best price of the side, seldom far behind, never through the other side. */
  private long price(int locate, byte side) {
    int better = side == MarketDataSink.BUY ? TICK : -TICK;
    long best = books.bestPx(locate, side);
    long other =
        books.bestPx(locate, side == MarketDataSink.BUY ? MarketDataSink.SELL : MarketDataSink.BUY);
    long from = best == MarketDataSink.NULL_PX ? anchors[locate] - better : best;
    double draw = random.nextDouble();
    long behind = draw < 0.1 ? -1 : draw < 0.45 ? 0 : behind();
    long px = from - behind * better;
    if (px < 2 * TICK) {
      px = from;
    }
    if (other != MarketDataSink.NULL_PX && (other - px) * better <= 0) {
      px = other - better;
    }
    return px;
  }

  private long behind() {
    return (long) Math.min(MOST_BEHIND, StrictMath.pow(1 - random.nextDouble(), TAIL));
  }

  private void delete(long id) {
    int locate = books.orderSymbol(id);
    books.delete(locate, id);
    writer.orderDeleted(locate, id);
  }

  private void replace(long id) {
    int locate = books.orderSymbol(id);
    int shares = random.nextInt(3) == 0 ? quantity() : (int) books.orderQty(id);
    long px = price(locate, books.orderSide(id));
    long fresh = nextId(locate);
    require(books.replace(locate, id, fresh, shares, px), fresh);
    born(fresh);
    writer.orderReplaced(locate, id, fresh, shares, px);
  }

  private void execute(boolean atAnotherPrice) {
    int locate = symbol();
    byte side = random.nextBoolean() ? MarketDataSink.BUY : MarketDataSink.SELL;
    if (books.levels(locate, side) == 0) {
      add(0);
      return;
    }
    long id = books.firstOrderId(locate, side);
    int left = (int) books.orderQty(id);
    int shares = random.nextInt(3) > 0 ? left : 1 + random.nextInt(left);
    long px = books.orderPx(id);
    books.execute(locate, id, shares);
    if (atAnotherPrice) {
      writer.orderExecutedAt(locate, id, shares, matchNumber++, px);
    } else {
      writer.orderExecuted(locate, id, shares, matchNumber++);
    }
  }

  private void reduce(long id) {
    int locate = books.orderSymbol(id);
    int left = (int) books.orderQty(id);
    if (left < 2) {
      delete(id);
      return;
    }
    int shares = 1 + random.nextInt(left - 1);
    books.reduce(locate, id, shares);
    writer.orderReduced(locate, id, shares);
  }
}
