package io.statarb.loaders;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows per second of each loader on one thread, file to sink: opening, unpacking, parsing, checking
 * and delivering to a sink that adds up what it gets. Each loader reads a file that it wrote itself
 * from the seed, or the one in {@code --data}. Repeated until warm; the median of the runs after
 * that counts.
 */
public final class LoaderBenchmark implements Benchmark {
  private static final int ROWS = 500_000;
  private static final long WARM_NS = 1_500_000_000L;
  private static final int RUNS = 7;

  private final SortedMap<String, String> notes = new TreeMap<>();

  /** For the service loader. */
  public LoaderBenchmark() {}

  @Override
  public String name() {
    return "loaders";
  }

  @Override
  public String describe() {
    return "rows per second of each file loader on one core; --set rows=N, --set format=F";
  }

  @Override
  public SortedMap<String, String> notes() {
    return notes;
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    notes.put("threads", "1");
    notes.put(
        "method",
        "file in the page cache to a sink that adds up all it gets; warmed for 1.5 s, then the"
            + " median of 7 runs");
    SortedMap<String, Double> figures = new TreeMap<>();
    Path data = setup.data();
    List<FileLoader> loaders = loaders(setup, data);
    int done = 0;
    for (FileLoader loader : loaders) {
      progress.update("loaders", done++, loaders.size());
      Path folder = temporary();
      try {
        LoaderSample sample =
            data == null
                ? loader.sample(folder, (int) setup.option("rows", ROWS), setup.seed())
                : new LoaderSample(data, LoadOptions.NONE, -1);
        measure(loader, sample, figures);
      } finally {
        delete(folder);
      }
    }
    progress.update("loaders", done, done);
    return figures;
  }

  private static List<FileLoader> loaders(BenchSetup setup, @Nullable Path data) {
    String format = setup.options().get("format");
    if (data != null) {
      return List.of(FileLoaders.of(data, format));
    }
    return format == null ? FileLoaders.all() : List.of(FileLoaders.of(format));
  }

  private void measure(
      FileLoader loader, @Nullable LoaderSample sample, SortedMap<String, Double> figures) {
    String name = loader.format().replace('-', '_');
    if (sample == null) {
      notes.put(name, "not measured: it writes no sample; name a file with --data");
      return;
    }
    NanoClock clock = NanoClock.monotonic();
    long rows = 0;
    Adding sink = new Adding();
    long begin = clock.nowNs();
    do {
      rows = loader.load(sample.file(), sample.options(), sink);
    } while (clock.nowNs() - begin < WARM_NS);
    if (sample.rows() >= 0 && (rows != sample.rows() || sink.flaws > 0)) {
      throw Refusal.data(
          "%s read its own sample wrongly: rows=%d of %d flaws=%d"
              .formatted(loader.format(), rows, sample.rows(), sink.flaws));
    }
    long[] tookNs = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long from = clock.nowNs();
      loader.load(sample.file(), sample.options(), sink);
      tookNs[i] = clock.nowNs() - from;
    }
    Arrays.sort(tookNs);
    figures.put(name + "_rows_per_second", Math.rint(rows * 1e9 / tookNs[RUNS / 2]));
    notes.put(
        name,
        "%d rows, %d bytes%s; sum %d"
            .formatted(
                rows,
                sample.file().toFile().length(),
                sample.rows() < 0 ? " given" : " drawn from the seed",
                sink.sum));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("statarb-loaders");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uses all that it gets, so that nothing is optimised away. */
  private static final class Adding implements MarketDataSink {
    private long sum;
    private long flaws;

    @Override
    public int symbol(String name) {
      return name.length();
    }

    @Override
    public void quote(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long updateId,
        long bidPxE9,
        long bidQtyE8,
        long askPxE9,
        long askQtyE8) {
      sum += tsEventNs + bidPxE9 + bidQtyE8 + askPxE9 + askQtyE8;
    }

    @Override
    public void trade(
        long record,
        int symbol,
        long tsEventNs,
        long tsRecvNs,
        long pxE9,
        long qtyE8,
        byte aggressor) {
      sum += tsEventNs + pxE9 + qtyE8 + aggressor;
    }

    @Override
    public void addOrder(
        long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
      sum += tsEventNs + orderId + side + qtyE8 + pxE9;
    }

    @Override
    public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
      sum += tsEventNs + orderId + qtyE8;
    }

    @Override
    public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
      sum += tsEventNs + orderId + qtyE8;
    }

    @Override
    public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
      sum += tsEventNs + orderId;
    }

    @Override
    public void level(byte side, long pxE9, long qtyE8) {
      sum += side + pxE9 + qtyE8;
    }

    @Override
    public void bar(
        long record,
        int symbol,
        long epochDay,
        long openPxE9,
        long highPxE9,
        long lowPxE9,
        long closePxE9,
        long volumeE8) {
      sum += epochDay + openPxE9 + highPxE9 + lowPxE9 + closePxE9 + volumeE8;
    }

    @Override
    public void intradayBar(
        long record,
        int symbol,
        long tsStartNs,
        long durationNs,
        long openPxE9,
        long highPxE9,
        long lowPxE9,
        long closePxE9,
        long volumeE8) {
      sum += tsStartNs + openPxE9 + highPxE9 + lowPxE9 + closePxE9 + volumeE8;
    }

    @Override
    public void flaw(long record, Flaw flaw, String fact) {
      flaws++;
    }
  }
}
