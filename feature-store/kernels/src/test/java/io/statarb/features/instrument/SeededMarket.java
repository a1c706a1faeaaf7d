package io.statarb.features.instrument;

import io.statarb.marketdata.MarketDataSink;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random events of one instrument from one seed, printed so that {@code -Dseed=N} replays them. */
final class SeededMarket {
  static final long START_NS = 1_723_161_255_088_169_167L;
  private static final long TICK = 100_000_000L;

  private final SplittableRandom random;
  private long tsNs = START_NS;
  private long mid = 61_800 * 10L;

  private SeededMarket(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given == null || given.isBlank() ? 20240808L : Long.parseLong(given);
    System.out.println("seed=" + seed);
    return seed;
  }

  /**
   * Quotes, trades and levels with ties in time, long silences, lost sides, unknown sizes, crossed
   * quotes, lost books, thin books and trades whose side nobody tells.
   */
  static List<MarketEvent> events(long seed, int count) {
    SeededMarket market = new SeededMarket(seed);
    List<MarketEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(market.next());
    }
    return events;
  }

  private MarketEvent next() {
    double kind = random.nextDouble();
    if (kind > 0.1) {
      tsNs += random.nextLong(1, 700_000_000L);
    }
    if (kind > 0.99) {
      tsNs += random.nextLong(1, 120_000_000_000L);
    }
    mid += random.nextLong(-2, 3);
    double what = random.nextDouble();
    return what < 0.5 ? quote() : what < 0.7 ? trade() : depth();
  }

  private MarketEvent quote() {
    double flaw = random.nextDouble();
    long half = random.nextLong(0, 4);
    long bid = (mid - half) * TICK;
    long ask = (mid + half) * TICK;
    if (flaw < 0.02) {
      bid = MarketDataSink.NULL_PX;
    } else if (flaw < 0.03) {
      bid = ask + TICK;
    }
    boolean unsized = flaw > 0.96;
    return new MarketEvent(
        tsNs,
        'Q',
        bid,
        unsized ? MarketDataSink.NULL_QTY : quantity(),
        ask,
        unsized ? MarketDataSink.NULL_QTY : quantity(),
        0,
        0,
        MarketDataSink.UNKNOWN_SIDE,
        MarketEvent.Levels.NONE);
  }

  private MarketEvent trade() {
    long px = (mid + random.nextLong(-4, 5)) * TICK;
    byte side = (byte) random.nextInt(3);
    boolean nothing = random.nextDouble() < 0.02;
    return new MarketEvent(
        tsNs, 'T', 0, 0, 0, 0, px, nothing ? 0 : quantity(), side, MarketEvent.Levels.NONE);
  }

  private MarketEvent depth() {
    boolean known = random.nextDouble() > 0.04;
    MarketEvent.Side bids = side(-1);
    MarketEvent.Side asks = side(1);
    return new MarketEvent(
        tsNs,
        'D',
        0,
        0,
        0,
        0,
        0,
        0,
        MarketDataSink.UNKNOWN_SIDE,
        new MarketEvent.Levels(known, bids, asks));
  }

  private MarketEvent.Side side(int away) {
    MarketEvent.Side side =
        new MarketEvent.Side(random.nextDouble() < 0.05 ? random.nextInt(0, 9) : 14);
    long px = mid + away;
    for (int i = 0; i < side.count; i++) {
      side.px[i] = px * TICK;
      side.qty[i] = quantity();
      px += away * random.nextLong(1, 3);
    }
    return side;
  }

  private long quantity() {
    return random.nextLong(1, 500) * 1_000_000L;
  }
}
