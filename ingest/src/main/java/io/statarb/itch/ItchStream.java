package io.statarb.itch;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBooks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * A stream of ITCH messages that a market could have sent: orders arrive near the touch and mostly
 * leave unfilled soon, a few trade at the best price in their turn, some rest for long. It keeps a
 * book of its own so that it never refers to an order that has gone and never crosses a book.
 *
 * <p>Shares of the messages after the book is filled, after NASDAQ's days of 2019 and 2020 as
 * published by the authors of several open parsers: adds 43.5 % (F one in thirty of them), deletes
 * 41 %, replaces 9 %, executions 4.2 % (C one in fifteen), cancels 1.3 %, trades of hidden orders 1
 * %. Confined to one thread.
 */
final class ItchStream {
  /** Longest message with its length in front. */
  private static final int MOST_BYTES = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final int TICK = 100;
  private static final double RECENT = 0.75;
  private static final int RECENT_ORDERS = 40_000;

  /** Cumulative thresholds of the mix. */
  private static final double ADD = 0.435;

  private static final double DELETE = ADD + 0.410;
  private static final double REPLACE = DELETE + 0.090;
  private static final double EXECUTE = REPLACE + 0.042;
  private static final double REDUCE = EXECUTE + 0.013;

  private final int symbols;
  private final int target;
  private final Random random;
  private final OrderBooks shadow = new FastOrderBooks(BookCapacity.MARKET);
  private final long[] stock;
  private final int[] anchor;
  private long[] live = new long[1 << 21];
  private int lives;

  /** Place of each order among the living, by id. */
  private int[] place = new int[1 << 22];

  private long nextId = 1;
  private long timeNs = 34_200_000_000_000L;
  private long match = 1;
  private int opened;
  private byte[] out = new byte[0];
  private int at;

  /**
   * Makes a stream.
   *
   * @param symbols stocks, locates from 1
   * @param target orders that live at a time once the book is filled
   */
  ItchStream(long seed, int symbols, int target) {
    this.random = new Random(seed);
    this.symbols = symbols;
    this.target = target;
    this.stock = new long[symbols + 1];
    this.anchor = new int[symbols + 1];
    for (int s = 1; s <= symbols; s++) {
      byte[] name =
          String.format(java.util.Locale.ROOT, "S%05d  ", s).getBytes(StandardCharsets.US_ASCII);
      stock[s] = (long) LONG.get(name, 0);
      // Prices are log-uniform between 2 and 500 dollars.
      anchor[s] = TICK * (int) Math.round(200 * StrictMath.exp(random.nextDouble() * 5.5));
    }
  }

  /**
   * Writes the next messages, each behind its length in two bytes.
   *
   * @return bytes written
   */
  int fill(byte[] block, int messages) {
    if ((long) messages * MOST_BYTES > block.length) {
      throw new IllegalArgumentException(
          "block too small: messages=%d bytes=%d".formatted(messages, block.length));
    }
    out = block;
    at = 0;
    for (int i = 0; i < messages; i++) {
      if (opened < 2 * symbols) {
        open();
      } else {
        next();
      }
    }
    return at;
  }

  /** Largest order id so far. */
  long ids() {
    return nextId - 1;
  }

  private void open() {
    int s = opened / 2 + 1;
    if (opened % 2 == 0) {
      begin('R', 39, s);
      LONG.set(out, at + 11, stock[s]);
      Arrays.fill(out, at + 19, at + 39, (byte) ' ');
      INT.set(out, at + 21, 100);
      out[at + 19] = 'Q';
      out[at + 20] = 'N';
      out[at + 25] = 'N';
      out[at + 26] = 'C';
      INT.set(out, at + 34, 0);
      at += 39;
    } else {
      begin('H', 25, s);
      LONG.set(out, at + 11, stock[s]);
      out[at + 19] = 'T';
      Arrays.fill(out, at + 20, at + 25, (byte) ' ');
      at += 25;
    }
    opened++;
  }

  private void next() {
    double draw = random.nextDouble();
    // While the book fills there are fewer deletes than adds.
    if (lives < target && draw >= ADD && draw < DELETE && random.nextInt(3) > 0) {
      draw = 0;
    }
    if (lives > target + target / 10 && draw < ADD && random.nextBoolean()) {
      draw = ADD;
    }
    if (lives == 0 || draw < ADD) {
      add();
    } else if (draw < DELETE) {
      delete(pick());
    } else if (draw < REPLACE) {
      replace(pick());
    } else if (draw < EXECUTE) {
      execute();
    } else if (draw < REDUCE) {
      reduce(pick());
    } else {
      trade();
    }
  }

  private int symbol() {
    double u = random.nextDouble();
    return 1 + (int) (symbols * u * u * StrictMath.sqrt(u));
  }

  private long pick() {
    int index =
        random.nextDouble() < RECENT && lives > RECENT_ORDERS
            ? lives - 1 - random.nextInt(RECENT_ORDERS)
            : random.nextInt(lives);
    return live[index];
  }

  private void add() {
    int s = symbol();
    byte side = random.nextBoolean() ? MarketDataSink.BUY : MarketDataSink.SELL;
    int px = price(s, side);
    int qty = quantity();
    boolean attributed = random.nextInt(30) == 0;
    long id = born(s, side, qty, px);
    begin(attributed ? 'F' : 'A', attributed ? 40 : 36, s);
    LONG.set(out, at + 11, id);
    out[at + 19] = (byte) (side == MarketDataSink.BUY ? 'B' : 'S');
    INT.set(out, at + 20, qty);
    LONG.set(out, at + 24, stock[s]);
    INT.set(out, at + 32, px);
    if (attributed) {
      INT.set(out, at + 36, 0x4e534451);
    }
    at += attributed ? 40 : 36;
  }

  private int quantity() {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(99) : 100 * (1 + random.nextInt(8));
  }

  /** Near the touch, seldom deep, never through the other side. */
  private int price(int s, byte side) {
    int sign = side == MarketDataSink.BUY ? 1 : -1;
    byte otherSide = side == MarketDataSink.BUY ? MarketDataSink.SELL : MarketDataSink.BUY;
    long best = shadow.bestPx(s, side);
    long other = shadow.bestPx(s, otherSide);
    long from = best != MarketDataSink.NULL_PX ? best : anchor[s] - sign * TICK;
    double draw = random.nextDouble();
    long ticks =
        draw < 0.12
            ? 1
            : draw < 0.42
                ? 0
                : draw < 0.98
                    ? -(long) (1 - 6 * StrictMath.log(1 - random.nextDouble()))
                    : -(long) random.nextInt(400);
    long px = from + sign * ticks * TICK;
    if (other != MarketDataSink.NULL_PX && sign * (other - px) <= 0) {
      px = other - (long) sign * TICK;
    }
    return (int) Math.max(TICK, Math.min(px, 2_000_000_000));
  }

  private long born(int s, byte side, int qty, int px) {
    // A price of one tick leaves no room below it for a buyer: then the order is on the other side.
    long id = nextId++;
    if (shadow.add(s, id, side, qty, px) != OrderBooks.OK) {
      throw new IllegalStateException("Invariant: a new order can be taken: id=" + id);
    }
    if (lives == live.length) {
      live = Arrays.copyOf(live, 2 * lives);
    }
    if (id >= place.length) {
      place = Arrays.copyOf(place, 2 * place.length);
    }
    live[lives] = id;
    place[(int) id] = lives++;
    return id;
  }

  private void died(long id) {
    int hole = place[(int) id];
    long last = live[--lives];
    live[hole] = last;
    place[(int) last] = hole;
  }

  private void delete(long id) {
    int s = shadow.orderSymbol(id);
    shadow.delete(s, id);
    died(id);
    begin('D', 19, s);
    LONG.set(out, at + 11, id);
    at += 19;
  }

  private void replace(long id) {
    int s = shadow.orderSymbol(id);
    byte side = shadow.orderSide(id);
    int qty = random.nextInt(3) == 0 ? quantity() : (int) shadow.orderQty(id);
    shadow.delete(s, id);
    died(id);
    int px = price(s, side);
    long fresh = born(s, side, qty, px);
    begin('U', 35, s);
    LONG.set(out, at + 11, id);
    LONG.set(out, at + 19, fresh);
    INT.set(out, at + 27, qty);
    INT.set(out, at + 31, px);
    at += 35;
  }

  private void execute() {
    int s = symbol();
    byte side = random.nextBoolean() ? MarketDataSink.BUY : MarketDataSink.SELL;
    if (shadow.levels(s, side) < 2) {
      add();
      return;
    }
    long id = shadow.firstOrderId(s, side);
    int left = (int) shadow.orderQty(id);
    int qty = random.nextInt(3) > 0 ? left : 1 + random.nextInt(left);
    shadow.execute(s, id, qty);
    if (qty == left) {
      died(id);
    }
    boolean priced = random.nextInt(15) == 0;
    begin(priced ? 'C' : 'E', priced ? 36 : 31, s);
    LONG.set(out, at + 11, id);
    INT.set(out, at + 19, qty);
    LONG.set(out, at + 23, match++);
    if (priced) {
      out[at + 31] = 'Y';
      INT.set(out, at + 32, anchor[s]);
    }
    at += priced ? 36 : 31;
  }

  private void reduce(long id) {
    int s = shadow.orderSymbol(id);
    int left = (int) shadow.orderQty(id);
    if (left < 2) {
      delete(id);
      return;
    }
    int qty = 1 + random.nextInt(left - 1);
    shadow.reduce(s, id, qty);
    begin('X', 23, s);
    LONG.set(out, at + 11, id);
    INT.set(out, at + 19, qty);
    at += 23;
  }

  private void trade() {
    int s = symbol();
    begin('P', 44, s);
    LONG.set(out, at + 11, 0L);
    out[at + 19] = 'B';
    INT.set(out, at + 20, quantity());
    LONG.set(out, at + 24, stock[s]);
    INT.set(out, at + 32, anchor[s]);
    LONG.set(out, at + 36, match++);
    at += 44;
  }

  /** Writes length, type, locate, tracking number and time; leaves {@link #at} on the type. */
  private void begin(char type, int length, int locate) {
    SHORT.set(out, at, (short) length);
    at += 2;
    out[at] = (byte) type;
    SHORT.set(out, at + 1, (short) locate);
    SHORT.set(out, at + 3, (short) 0);
    timeNs += 1 + random.nextInt(800);
    SHORT.set(out, at + 5, (short) (timeNs >>> 32));
    INT.set(out, at + 7, (int) timeNs);
  }
}
