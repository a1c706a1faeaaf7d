package io.statarb.itch;

import com.sun.management.ThreadMXBean;
import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Progress;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.NaiveOrderBooks;
import io.statarb.orderbook.OrderBooks;
import io.statarb.time.NanoClock;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decoding and the full order-by-order book of a whole market, one thread. Only decoding and books
 * are timed; the stream is generated block by block in between.
 */
public final class ItchBenchmark implements Benchmark {
  private static final long MESSAGES = 50_000_000;
  private static final int SYMBOLS = 8_500;
  private static final int LIVE_ORDERS = 1_100_000;
  private static final int BLOCK_MESSAGES = 500_000;
  private static final int BLOCK_BYTES = 64 * BLOCK_MESSAGES;

  /** Blocks that the naive books read too, and that warm the compiler up. */
  private static final int PREFIX_BLOCKS = 4;

  /** For the service loader. */
  public ItchBenchmark() {}

  @Override
  public String name() {
    return "itch";
  }

  @Override
  public String describe() {
    return "ITCH 5.0 decoding plus full order-by-order books, ns a message, one thread";
  }

  @Override
  public SortedMap<String, String> notes() {
    return new TreeMap<>(
        Map.of(
            "mix",
            "adds 43.5 % (F 1/30 of them), deletes 41 %, replaces 9 %, executions 4.2 % (C 1/15), cancels"
                + " 1.3 %, hidden trades 1 %; fewer deletes until the book is filled",
            "stream",
            SYMBOLS
                + " symbols, activity skewed as u^2.5; prices near the touch, 2 % deep; real ITCH bytes",
            "timed",
            "length, decoding, asking for memory ahead and books; not the generator, which runs between the blocks",
            "warm_up",
            PREFIX_BLOCKS * BLOCK_MESSAGES + " messages through other books, not timed",
            "naive_ratio",
            "time a message of the naive books over that of the fast ones, both over the first "
                + PREFIX_BLOCKS * BLOCK_MESSAGES
                + " messages; their digests are compared"));
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    long messages = setup.option("messages", MESSAGES);
    NanoClock clock = NanoClock.monotonic();
    byte[] block = new byte[BLOCK_BYTES];
    ItchDecoder decoder = new ItchDecoder();
    warmUp(setup.seed(), block);
    double naiveNs = naive(setup.seed(), decoder, block, clock, progress);

    ItchStream stream = new ItchStream(setup.seed(), SYMBOLS, LIVE_ORDERS);
    FastOrderBooks books = new FastOrderBooks(BookCapacity.MARKET);
    ItchBlocks blocks = new ItchBlocks(books);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long done = 0;
    long timedNs = 0;
    long prefixNs = 0;
    long allocated = 0;
    while (done < messages) {
      int bytes = stream.fill(block, BLOCK_MESSAGES);
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = clock.nowNs();
      int end = blocks.read(block, bytes);
      timedNs += clock.nowNs() - start;
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
      if (end != bytes) {
        throw new IllegalStateException("Invariant: the stream holds messages: byte=" + end);
      }
      done += BLOCK_MESSAGES;
      if (done == (long) PREFIX_BLOCKS * BLOCK_MESSAGES) {
        prefixNs = timedNs;
        if (books.digest() != naiveDigest) {
          throw new IllegalStateException("Invariant: naive and fast books are equal");
        }
      }
      progress.update("messages", done, messages);
    }
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("messages", (double) done);
    figures.put("ns_per_message", (double) timedNs / done);
    figures.put("bytes_per_message", (double) allocated / done);
    figures.put("naive_ratio", naiveNs / ((double) prefixNs / (PREFIX_BLOCKS * BLOCK_MESSAGES)));
    figures.put("unresolved_references", (double) books.unresolvedReferences());
    figures.put("crossed_books", (double) books.crossedBooks());
    figures.put("negative_sizes", (double) books.negativeSizes());
    figures.put("peak_live_orders", (double) books.peakLiveOrders());
    figures.put("symbols", (double) SYMBOLS);
    return figures;
  }

  private long naiveDigest;

  private static void warmUp(long seed, byte[] block) {
    ItchStream stream = new ItchStream(seed + 1, SYMBOLS, LIVE_ORDERS);
    ItchBlocks blocks = new ItchBlocks(new FastOrderBooks(BookCapacity.MARKET));
    for (int i = 0; i < PREFIX_BLOCKS; i++) {
      blocks.read(block, stream.fill(block, BLOCK_MESSAGES));
    }
  }

  /** Time a message of the naive books over the prefix; keeps their digest. */
  private double naive(
      long seed, ItchDecoder decoder, byte[] block, NanoClock clock, Progress progress) {
    ItchStream stream = new ItchStream(seed, SYMBOLS, LIVE_ORDERS);
    OrderBooks books = new NaiveOrderBooks();
    ItchListener listener = new ItchBookListener(books);
    long ns = 0;
    for (int i = 0; i < PREFIX_BLOCKS; i++) {
      int bytes = stream.fill(block, BLOCK_MESSAGES);
      long start = clock.nowNs();
      read(decoder, block, bytes, listener);
      ns += clock.nowNs() - start;
      progress.update("naive books", i + 1L, PREFIX_BLOCKS);
    }
    naiveDigest = books.digest();
    return (double) ns / (PREFIX_BLOCKS * BLOCK_MESSAGES);
  }

  private static void read(ItchDecoder decoder, byte[] block, int bytes, ItchListener listener) {
    int at = 0;
    while (at < bytes) {
      int length = BigEndian.u16(block, at);
      if (decoder.decode(block, at + 2, length, listener) != ItchDecoder.OK) {
        throw new IllegalStateException("Invariant: the stream holds messages: byte=" + at);
      }
      at += 2 + length;
    }
  }
}
