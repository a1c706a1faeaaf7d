package io.statarb.binance;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.bench.ThreadMeter;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.depthbook.BookCounts;
import io.statarb.depthbook.DepthBook;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.WindowDepthBook;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Level changes per second of the fast level-2 book over one recorded capture that was parsed
 * beforehand, and, with peers, of hftbacktest's feed-only loop over the same changes.
 */
public final class L2Benchmark implements Benchmark {
  private static final String CAPTURE = "btcusdt";
  private static final int STABLE_PASSES = 40;
  private static final double STABLE_SHARE = 0.01;
  private static final long SECONDS = 15;
  private static final double NS = 1e9;

  private final SortedMap<String, String> notes = new TreeMap<>();

  /** For the service loader. */
  public L2Benchmark() {}

  @Override
  public String name() {
    return "l2";
  }

  @Override
  public String describe() {
    return "level-2 book from a Binance capture, parsed beforehand; --peers: beside hftbacktest";
  }

  @Override
  public boolean hasPeers() {
    return true;
  }

  @Override
  public SortedMap<String, String> notes() {
    return notes;
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    Path capture = capture(setup);
    notes.put("data", capture.toString());
    notes.put("event", "one level change, bid or ask; the levels of the snapshot are some of them");
    progress.update("capture", 0, 0);
    FlatEventsSink parsed = new FlatEventsSink();
    BinanceCaptureLoader loader = new BinanceCaptureLoader();
    loader.load(capture, LoadOptions.NONE, parsed);
    FlatEvents events = parsed.events();
    if (events.count() == 0) {
      throw Refusal.data("%s holds no change of a price level".formatted(capture));
    }
    notes.put("symbol", parsed.name());
    if (parsed.book().gaps() > 0) {
      notes.put("gaps", parsed.book().gaps() + " gaps; only what comes after the last one counts");
    }
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("events", (double) events.count());
    check(loader, capture, figures);
    progress.update("book", 0, 0);
    double rate = measure(events, figures);
    if (setup.peers()) {
      progress.update("hftbacktest", 0, 0);
      new L2Peer(setup.home()).measure(events, rate, SECONDS, figures, notes);
    }
    return figures;
  }

  /** The book against the venue's own best bids and offers. */
  private static void check(
      BinanceCaptureLoader loader, Path capture, SortedMap<String, Double> figures) {
    DepthBookSink sink = new DepthBookSink(WindowDepthBook::new);
    loader.load(capture, LoadOptions.NONE, sink);
    sink.finish();
    BookCounts counts = sink.counts();
    figures.put("quotes_compared", (double) counts.quotesCompared());
    figures.put("quote_mismatches", (double) counts.quoteMismatches());
    figures.put("crossed_books", (double) counts.crossedBooks());
  }

  private double measure(FlatEvents events, SortedMap<String, Double> figures) {
    WindowDepthBook book = new WindowDepthBook();
    NanoClock clock = NanoClock.monotonic();
    ThreadMeter meter = new ThreadMeter(clock);
    // Warm-up: what the book needs for the levels outside of its window is allocated once.
    for (int i = 0; i < STABLE_PASSES; i++) {
      pass(book, events);
    }
    long begin = clock.nowNs();
    long best = Long.MAX_VALUE;
    int passes = 0;
    for (int unimproved = 0; unimproved < STABLE_PASSES; passes++) {
      meter.start();
      pass(book, events);
      long took = meter.stop();
      unimproved = took < best * (1 - STABLE_SHARE) ? 0 : unimproved + 1;
      best = Math.min(best, took);
      if (clock.nowNs() - begin > SECONDS * NS) {
        break;
      }
    }
    agrees(events, book);
    double rate = events.count() * NS / best;
    figures.put("events_per_second", Math.rint(rate));
    figures.put("ns_per_event", best / (double) events.count());
    figures.put("bytes_per_event", (double) meter.allocatedBytes() / passes / events.count());
    figures.put("book_bytes", (double) book.sizeBytes());
    figures.put("passes", (double) passes);
    notes.put(
        "method",
        "best of all passes, on both sides, until 40 (peer: 10) in a row brought no hundredth of it, 15 s at most;"
            + " the book is emptied at the start of each; one thread");
    return rate;
  }

  private static void pass(WindowDepthBook book, FlatEvents events) {
    book.clear();
    if (events.replay(book) != DepthBook.OK) {
      throw Refusal.data("the book has no room for the levels of this capture");
    }
  }

  private static void agrees(FlatEvents events, WindowDepthBook book) {
    for (byte side : new byte[] {MarketDataSink.BUY, MarketDataSink.SELL}) {
      int levels = events.levels(side);
      long[] px = new long[levels];
      long[] qty = new long[levels];
      long[] fastPx = new long[levels];
      long[] fastQty = new long[levels];
      events.copy(side, px, qty);
      if (book.levels(side) != levels
          || book.copy(side, fastPx, fastQty) != levels
          || !Arrays.equals(px, fastPx)
          || !Arrays.equals(qty, fastQty)) {
        throw new IllegalStateException("Invariant: the fast book differs from the naive one");
      }
    }
  }

  private static Path capture(BenchSetup setup) {
    Path given = setup.data();
    if (given != null) {
      Path found = Files.isDirectory(given) ? in(given) : given;
      if (found == null) {
        throw Refusal.usage("--data: no capture of %s in %s".formatted(CAPTURE, given));
      }
      return found;
    }
    Path home = setup.home().toAbsolutePath().normalize();
    List<Path> folders =
        List.of(
            home.resolve("../shared/data/binance-l2/usdm").normalize(),
            home.resolve("ingest/samples/binance-l2/usdm"));
    for (Path folder : folders) {
      Path found = in(folder);
      if (found != null) {
        return found;
      }
    }
    throw Refusal.usage(
        "no capture of %s in %s or %s; name one, or its folder, with --data"
            .formatted(CAPTURE, folders.get(0), folders.get(1)));
  }

  private static @Nullable Path in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(CAPTURE))
          .min(Path::compareTo)
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
