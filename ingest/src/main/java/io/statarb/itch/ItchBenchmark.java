package io.statarb.itch;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.bench.ThreadMeter;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.NaiveOrderBooks;
import io.statarb.time.NanoClock;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decoding and the full order-by-order books of a whole market, one thread. Only these are timed:
 * the stream is generated block by block in between.
 */
public final class ItchBenchmark implements Benchmark {
  private static final long MESSAGES = 50_000_000;
  private static final int SYMBOLS = 8_500;
  private static final int LIVE_ORDERS = 1_100_000;
  private static final int BLOCK_MESSAGES = 500_000;
  private static final int BLOCK_BYTES = ItchWriter.MOST_BYTES * BLOCK_MESSAGES;
  private static final int WARM_UP_BLOCKS = 6;

  /** Blocks that the naive books read too. */
  private static final int PREFIX_BLOCKS = 8;

  /** Blocks behind the timed ones whose messages are timed one by one. */
  private static final int SINGLE_BLOCKS = 2;

  private final SortedMap<String, String> notes = new TreeMap<>();
  private final NanoClock clock = NanoClock.monotonic();
  private final byte[] block = new byte[BLOCK_BYTES];

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
    return notes;
  }

  /** What the fast books took and were. */
  private static final class Measured {
    final FastOrderBooks books = new FastOrderBooks(BookCapacity.MARKET);
    final ThreadMeter meter;

    /** Nanoseconds a message of each block, ascending in the end. */
    final double[] blockNs;

    long messages;
    double prefixNs;
    long prefixDigest;
    long p50Ns;
    long p99Ns;
    long p999Ns;

    Measured(NanoClock clock, int blocks) {
      meter = new ThreadMeter(clock);
      blockNs = new double[blocks];
    }

    /** What a message took in a block that a share of the blocks was not slower than. */
    double blockNs(double share) {
      return blockNs[(int) (share * (blockNs.length - 1))];
    }
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    int blocks = (int) (setup.option("messages", MESSAGES) / BLOCK_MESSAGES);
    if (blocks < PREFIX_BLOCKS) {
      throw Refusal.usage(
          "bench itch wants messages=%d or more: the naive books read as many"
              .formatted(PREFIX_BLOCKS * BLOCK_MESSAGES));
    }
    warmUp(setup.seed());
    Measured fast = measure(setup.seed(), blocks, progress);
    FastOrderBooks books = fast.books;
    double naiveNs = naive(setup.seed(), fast.prefixDigest, progress);
    describeRun();
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("messages", (double) fast.messages);
    figures.put("ns_per_message", (double) fast.meter.wallNs() / fast.messages);
    figures.put("block_ns_p10", fast.blockNs(0.1));
    figures.put("block_ns_p50", fast.blockNs(0.5));
    figures.put("block_ns_p90", fast.blockNs(0.9));
    figures.put("cpu_ns_per_message", (double) fast.meter.cpuNs() / fast.messages);
    figures.put("bytes_per_message", (double) fast.meter.allocatedBytes() / fast.messages);
    figures.put("allocated_bytes", (double) fast.meter.allocatedBytes());
    figures.put("empty_window_bytes", (double) fast.meter.emptyWindowBytes());
    figures.put("first_empty_window_bytes", (double) fast.meter.firstEmptyWindowBytes());
    figures.put("naive_ratio", naiveNs / fast.prefixNs);
    figures.put("single_message_ns_p50", (double) fast.p50Ns);
    figures.put("single_message_ns_p99", (double) fast.p99Ns);
    figures.put("single_message_ns_p999", (double) fast.p999Ns);
    figures.put("unresolved_references", (double) books.unresolvedReferences());
    figures.put("crossed_books", (double) books.crossedBooks());
    figures.put("negative_sizes", (double) books.negativeSizes());
    figures.put("duplicate_order_ids", (double) books.duplicateOrderIds());
    figures.put("peak_live_orders", (double) books.peakLiveOrders());
    figures.put("symbols", (double) SYMBOLS);
    return figures;
  }

  private void describeRun() {
    notes.put(
        "stream",
        SYMBOLS
            + " symbols, activity skewed as u^2.5; real ITCH bytes that never refer to an order that"
            + " has gone and never cross a book; prices at the touch 35 %, a tick better 10 %, behind"
            + " it by a power law of 0.6 up to 2,000 ticks; ages at deletion log-uniform; order ids in"
            + " four sequences by multiples of four");
    notes.put(
        "timed",
        "length, decoding, asking for memory ahead and books, block by block of "
            + BLOCK_MESSAGES
            + "; not the generator, which runs between the blocks and leaves the caches cold;"
            + " ns_per_message is wall time, cpu_ns_per_message the thread's own");
    notes.put(
        "block_ns",
        "a message of the fastest tenth of the blocks, of half, of nine tenths took this or less: the same code"
            + " over the same mix, so what lies between them is mostly what others do to the memory of"
            + " this machine");
    notes.put(
        "allocated_bytes",
        "of the timed windows, less empty_window_bytes each; the JVM's counters allocate when they are first read,"
            + " which first_empty_window_bytes shows around nothing, before anything is timed");
    notes.put(
        "warm_up",
        WARM_UP_BLOCKS * BLOCK_MESSAGES
            + " messages of another seed through other books, not timed");
    notes.put(
        "naive_ratio",
        "time a message of the naive books over that of the fast ones, both over the first "
            + PREFIX_BLOCKS * BLOCK_MESSAGES
            + " messages of the same stream; the digests of all books after them are equal");
    notes.put(
        "single_message",
        "the "
            + SINGLE_BLOCKS * BLOCK_MESSAGES
            + " messages behind the timed ones, decoded one at a time without asking ahead; holds the"
            + " cost of reading the clock");
  }

  private void warmUp(long seed) {
    ItchStream stream = new ItchStream(seed + 1, SYMBOLS, LIVE_ORDERS, BookCapacity.MARKET);
    FastOrderBooks books = new FastOrderBooks(BookCapacity.MARKET);
    ItchBlocks blocks = new ItchBlocks(books);
    for (int i = 0; i < WARM_UP_BLOCKS - 1; i++) {
      read(blocks, stream.fill(block, BLOCK_MESSAGES));
    }
    single(new ItchBookListener(books), stream.fill(block, BLOCK_MESSAGES), new long[2]);
  }

  private Measured measure(long seed, int blockCount, Progress progress) {
    ItchStream stream = new ItchStream(seed, SYMBOLS, LIVE_ORDERS, BookCapacity.MARKET);
    Measured fast = new Measured(clock, blockCount);
    ItchBlocks blocks = new ItchBlocks(fast.books);
    long[] types = new long[128];
    for (int done = 1; done <= blockCount; done++) {
      int bytes = stream.fill(block, BLOCK_MESSAGES);
      count(bytes, types);
      fast.meter.start();
      int end = blocks.read(block, bytes);
      fast.blockNs[done - 1] = (double) fast.meter.stop() / BLOCK_MESSAGES;
      fast.messages += BLOCK_MESSAGES;
      requireAll(end, bytes);
      if (done == PREFIX_BLOCKS) {
        fast.prefixNs = (double) fast.meter.wallNs() / fast.messages;
        fast.prefixDigest = fast.books.digest();
      }
      progress.update("messages", done, blockCount);
    }
    Arrays.sort(fast.blockNs);
    notes.put("mix", mix(types, fast.messages));
    long[] histogram = new long[1 << 14];
    for (int i = 0; i < SINGLE_BLOCKS; i++) {
      single(new ItchBookListener(fast.books), stream.fill(block, BLOCK_MESSAGES), histogram);
    }
    fast.p50Ns = quantile(histogram, 0.5);
    fast.p99Ns = quantile(histogram, 0.99);
    fast.p999Ns = quantile(histogram, 0.999);
    return fast;
  }

  private void read(ItchBlocks blocks, int bytes) {
    requireAll(blocks.read(block, bytes), bytes);
  }

  private static void requireAll(int end, int bytes) {
    if (end != bytes) {
      throw new IllegalStateException("Invariant: the stream holds messages: byte=" + end);
    }
  }

  private void count(int bytes, long[] types) {
    for (int at = 0; at < bytes; at += 2 + BigEndian.u16(block, at)) {
      types[block[at + 2]]++;
    }
  }

  private static String mix(long[] types, long messages) {
    StringBuilder text = new StringBuilder("shares of this run, after 2019-10-30:");
    for (int type = 0; type < types.length; type++) {
      if (types[type] > 0) {
        text.append(
            String.format(Locale.ROOT, " %c %.2f %%", (char) type, 100.0 * types[type] / messages));
      }
    }
    return text.toString();
  }

  /** Decodes messages one by one and counts how long each took, in ns up to the last bucket. */
  private void single(ItchListener listener, int bytes, long[] histogram) {
    ItchDecoder decoder = new ItchDecoder();
    int at = 0;
    while (at < bytes) {
      long startNs = clock.nowNs();
      at = decode(decoder, at, listener);
      long tookNs = clock.nowNs() - startNs;
      histogram[(int) Math.min(tookNs, histogram.length - 1L)]++;
    }
  }

  private int decode(ItchDecoder decoder, int at, ItchListener listener) {
    int length = BigEndian.u16(block, at);
    if (decoder.decode(block, at + 2, length, listener) != ItchDecoder.OK) {
      throw new IllegalStateException("Invariant: the stream holds messages: byte=" + at);
    }
    return at + 2 + length;
  }

  private static long quantile(long[] histogram, double share) {
    long total = 0;
    for (long count : histogram) {
      total += count;
    }
    long below = 0;
    for (int ns = 0; ns < histogram.length; ns++) {
      below += histogram[ns];
      if (below >= share * total) {
        return ns;
      }
    }
    return histogram.length;
  }

  /** Time a message of the naive books over the prefix, after which they must be the fast ones. */
  private double naive(long seed, long digest, Progress progress) {
    ItchStream stream = new ItchStream(seed, SYMBOLS, LIVE_ORDERS, BookCapacity.MARKET);
    NaiveOrderBooks books = new NaiveOrderBooks();
    ItchListener listener = new ItchBookListener(books);
    ItchDecoder decoder = new ItchDecoder();
    long ns = 0;
    for (int i = 0; i < PREFIX_BLOCKS; i++) {
      int bytes = stream.fill(block, BLOCK_MESSAGES);
      long startNs = clock.nowNs();
      int at = 0;
      while (at < bytes) {
        at = decode(decoder, at, listener);
      }
      ns += clock.nowNs() - startNs;
      progress.update("naive books", i + 1L, PREFIX_BLOCKS);
    }
    if (books.digest() != digest) {
      throw new IllegalStateException("Invariant: naive and fast books are equal: seed=" + seed);
    }
    return (double) ns / (PREFIX_BLOCKS * BLOCK_MESSAGES);
  }
}
