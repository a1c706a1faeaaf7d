package io.statarb.lobster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws files as LOBSTER writes them: a matching book of its own lives through random submissions,
 * cancellations, deletions, replacements and marketable orders, of which only what changes the
 * levels in sight is written, each with the row that follows from it; besides executions of hidden
 * orders, crosses and halts. The book has orders before the first message.
 */
final class LobsterSample {
  private static final long TICK = 100;
  private static final long FIRST_NS = 34_200_000_000_000L;
  private static final int WARM_EVENTS = 2_000;

  /**
   * The two files.
   *
   * @param rows lines of each
   */
  record Drawn(Path messages, Path orderbook, long rows) {}

  /** Takes the lines of both files. */
  @FunctionalInterface
  interface Lines {
    void line(String message, String row);
  }

  private static final class Order {
    final long id;
    final boolean buys;
    final long price;
    long size;

    Order(long id, boolean buys, long price, long size) {
      this.id = id;
      this.buys = buys;
      this.price = price;
      this.size = size;
    }
  }

  private final Random random;
  private final int levels;
  private final int depth;
  private final Lines lines;
  private final TreeMap<Long, Deque<Order>> asks = new TreeMap<>();
  private final TreeMap<Long, Deque<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
  private final List<Order> live = new ArrayList<>();
  private long mid = 5_850_000;
  private long nextId = 1_000;
  private long timeNs = FIRST_NS;
  private boolean recording;
  private String shown = "";
  private long written;

  /**
   * Makes a generator.
   *
   * @param levels levels of the rows
   * @param depth how far from the middle orders lie, in ticks; a small one leaves levels empty
   */
  LobsterSample(int levels, int depth, long seed, Lines lines) {
    this.random = new Random(seed);
    this.levels = levels;
    this.depth = depth;
    this.lines = lines;
  }

  /** Writes two files of about so many lines. */
  static Drawn write(Path folder, String ticker, int levels, int rows, long seed) {
    String name = ticker + "_2012-06-21_34200000_57600000_%s_" + levels + ".csv";
    Path messages = folder.resolve(name.formatted("message"));
    Path orderbook = folder.resolve(name.formatted("orderbook"));
    try (BufferedWriter message = Files.newBufferedWriter(messages, StandardCharsets.US_ASCII);
        BufferedWriter row = Files.newBufferedWriter(orderbook, StandardCharsets.US_ASCII)) {
      LobsterSample sample =
          new LobsterSample(
              levels,
              4 * levels,
              seed,
              (m, r) -> {
                try {
                  message.write(m);
                  message.write('\n');
                  row.write(r);
                  row.write('\n');
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      return new Drawn(messages, orderbook, sample.run(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws until so many lines are written; returns how many were. */
  long run(long rows) {
    for (int i = 0; i < WARM_EVENTS; i++) {
      event();
    }
    shown = row();
    recording = true;
    while (written < rows) {
      event();
    }
    return written;
  }

  private void event() {
    timeNs += 1 + random.nextInt(20_000);
    int draw = random.nextInt(1_000);
    if (draw < 480) {
      limit(random.nextBoolean());
    } else if (draw < 560) {
      cancel();
    } else if (draw < 860) {
      delete();
    } else if (draw < 920) {
      replace();
    } else if (draw < 960) {
      sweep(random.nextBoolean(), size() * (1 + random.nextInt(4)));
    } else if (draw < 995) {
      hidden();
    } else if (draw < 997) {
      write(LobsterMessages.CROSS, -3, size(), middle(), true);
    } else if (draw == 997 && recording && random.nextInt(20) == 0) {
      halt();
    } else {
      mid += (random.nextInt(3) - 1) * TICK;
    }
  }

  private long size() {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(300) : 100;
  }

  private long middle() {
    return asks.isEmpty() || bids.isEmpty() ? mid : (asks.firstKey() + bids.firstKey()) / 2;
  }

  private void limit(boolean buys) {
    long away = Math.abs(Math.round(random.nextGaussian() * depth / 2)) - 1;
    long price = mid + (buys ? -away : away) * TICK;
    long left = match(buys, price, size());
    if (left > 0) {
      rest(buys, price, left);
    }
  }

  private void rest(boolean buys, long price, long size) {
    Order order = new Order(nextId++, buys, price, size);
    side(buys).computeIfAbsent(price, p -> new ArrayDeque<>()).add(order);
    live.add(order);
    show(LobsterMessages.SUBMIT, order, size);
  }

  private void sweep(boolean buys, long size) {
    match(buys, buys ? Long.MAX_VALUE : 0, size);
  }

  private long match(boolean buys, long limit, long size) {
    long left = size;
    NavigableMap<Long, Deque<Order>> other = side(!buys);
    while (left > 0 && !other.isEmpty()) {
      Map.Entry<Long, Deque<Order>> best = other.firstEntry();
      if (buys ? best.getKey() > limit : best.getKey() < limit) {
        break;
      }
      Order order = best.getValue().element();
      long taken = Math.min(left, order.size);
      left -= taken;
      take(order, taken);
      show(LobsterMessages.EXECUTE, order, taken);
    }
    return left;
  }

  private void cancel() {
    Order order = anyOrder();
    if (order != null && order.size > 1) {
      long taken = 1L + random.nextInt((int) order.size - 1);
      take(order, taken);
      show(LobsterMessages.CANCEL, order, taken);
    }
  }

  private void delete() {
    Order order = anyOrder();
    if (order != null) {
      long taken = order.size;
      take(order, taken);
      show(LobsterMessages.DELETE, order, taken);
    }
  }

  private void replace() {
    Order order = anyOrder();
    if (order != null) {
      long size = order.size;
      take(order, size);
      show(LobsterMessages.DELETE, order, size);
      long price = order.price + (random.nextInt(3) - 1) * TICK;
      long left = match(order.buys, price, size);
      if (left > 0) {
        rest(order.buys, price, left);
      }
    }
  }

  private void hidden() {
    write(LobsterMessages.EXECUTE_HIDDEN, 0, size(), middle(), true);
  }

  private void halt() {
    for (int code = -1; code <= 1; code++) {
      timeNs += 1_000_000_000L;
      write(LobsterMessages.HALT, 0, 0, code, false);
    }
  }

  private @Nullable Order anyOrder() {
    return live.isEmpty() ? null : live.get(random.nextInt(live.size()));
  }

  private void take(Order order, long size) {
    order.size -= size;
    if (order.size == 0) {
      Deque<Order> queue = side(order.buys).get(order.price);
      if (queue != null && queue.remove(order) && queue.isEmpty()) {
        side(order.buys).remove(order.price);
      }
      int at = live.indexOf(order);
      live.set(at, live.getLast());
      live.removeLast();
    }
  }

  /** Writes what an order did if it can be seen. */
  private void show(int type, Order order, long size) {
    if (recording && !row().equals(shown)) {
      write(type, order.id, size, order.price, order.buys);
    }
  }

  private void write(int type, long id, long size, long price, boolean buys) {
    if (!recording) {
      return;
    }
    shown = row();
    String time = "%d.%09d".formatted(timeNs / 1_000_000_000L, timeNs % 1_000_000_000L);
    lines.line(
        time + "," + type + "," + id + "," + size + "," + price + "," + (buys ? 1 : -1), shown);
    written++;
  }

  private String row() {
    StringBuilder row = new StringBuilder(levels * 24);
    var ask = asks.entrySet().iterator();
    var bid = bids.entrySet().iterator();
    for (int i = 0; i < levels; i++) {
      level(row, ask.hasNext() ? ask.next() : null, LobsterRows.NO_LEVEL);
      level(row, bid.hasNext() ? bid.next() : null, -LobsterRows.NO_LEVEL);
    }
    row.setLength(row.length() - 1);
    return row.toString();
  }

  private static void level(
      StringBuilder row, Map.@Nullable Entry<Long, Deque<Order>> level, long none) {
    if (level == null) {
      row.append(none).append(",0,");
      return;
    }
    long size = 0;
    for (Order order : level.getValue()) {
      size += order.size;
    }
    row.append(level.getKey()).append(',').append(size).append(',');
  }

  private NavigableMap<Long, Deque<Order>> side(boolean buys) {
    return buys ? bids : asks;
  }
}
