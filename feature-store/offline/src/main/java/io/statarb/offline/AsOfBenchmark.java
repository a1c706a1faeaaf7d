package io.statarb.offline;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.pit.AsOfJoin;
import io.statarb.pit.AsOfMatches;
import io.statarb.pit.AsOfRule;
import io.statarb.pit.Facts;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The point-in-time join: to each of many moments the last quote of its symbol. In Spark beside
 * Spark's own form, a union and a window, over the same Parquet files in one warm session; on
 * columns in memory; and with peers beside Polars and DuckDB. All results are compared row by row.
 */
public final class AsOfBenchmark implements Benchmark {
  private static final int TICKS = 5_000_000;
  private static final int ROWS = 1_000_000;
  private static final int SYMBOLS = 100;
  private static final int SHUFFLES = 4;

  /** What Spark runs for a form is compiled by and by: all forms get the same time for it. */
  private static final int WARM_UP_SECONDS = 20;

  private static final int SPARK_PASSES = 9;
  private static final int PASSES = 15;
  private static final double NS = 1e9;

  private final SortedMap<String, String> notes = new TreeMap<>();

  /** For the service loader. */
  public AsOfBenchmark() {}

  @Override
  public String name() {
    return "asof";
  }

  @Override
  public String describe() {
    return "point-in-time join of rows to ticks, in memory and in Spark beside its window form;"
        + " --set ticks=N --set rows=N --set symbols=N --set first=0 (no first passes) --set warm=SECONDS; --peers: beside Polars and DuckDB";
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
    SyntheticTables tables =
        new SyntheticTables(
            setup.seed(),
            size(setup, "symbols", SYMBOLS),
            size(setup, "ticks", TICKS),
            size(setup, "rows", ROWS));
    try {
      Path folder = Files.createTempDirectory("statarb-asof");
      try {
        return measure(setup, tables, folder, progress);
      } finally {
        AtomicFiles.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int size(BenchSetup setup, String name, int usual) {
    long size = setup.option(name, usual);
    if (size < 1 || size > Integer.MAX_VALUE / 2) {
      throw Refusal.usage(
          "--set %s: must be from 1 to %d: %d".formatted(name, Integer.MAX_VALUE / 2, size));
    }
    return (int) size;
  }

  private static long warmUpSeconds(BenchSetup setup) {
    return setup.option("warm", WARM_UP_SECONDS);
  }

  private SortedMap<String, Double> measure(
      BenchSetup setup, SyntheticTables tables, Path folder, Progress progress) {
    notes.put(
        "data",
        "seeded quotes as the feature store keeps a view of quotes: symbols as text, event and knowledge time (equal, as where a source states none), sequence, one file for each of %d dates, sorted by symbol and time; no two of a symbol at one time; rows of any symbol, sorted by time"
            .formatted(SyntheticTables.DATES));
    notes.put(
        "first",
        "from open session to checksum in a JVM of its own, one after the other: a nightly task runs so; ratio is of warm passes alone");
    notes.put(
        "in_spark",
        "local[2]; Parquet read, joined, all rows counted and hashed, which both forms share; both forms and the scan in turns, median of %d passes in one JVM after each had run for %d s; the window form with Spark's own settings (200 shuffle partitions, adaptive), ours with %d partitions"
            .formatted(SPARK_PASSES, warmUpSeconds(setup), SHUFFLES));
    notes.put(
        "scan",
        "one pass of Spark over the columns of both tables, as vectors, with counts and sums and nothing joined; ratio_scan is by how much it is faster than the window form");
    notes.put(
        "join",
        "columns to columns in memory, symbols as numbers, one thread: check that the facts are sorted, merge, columns tick_seq, bid and ask of the result; median of %d passes after as many, the heap collected before each"
            .formatted(PASSES));
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("ticks", (double) tables.ticks());
    figures.put("rows", (double) tables.rows());
    figures.put("symbols", (double) tables.symbols());
    SyntheticTables.Columns columns = tables.columns();
    progress.update("in memory", 0, 0);
    long[][] joined = new long[1][];
    figures.put("join_seconds", inMemory(() -> joined[0] = join(columns)));
    long[] ours = joined[0];
    figures.put(
        "rows_present",
        (double) Arrays.stream(ours).filter(tick -> tick != ResultCheck.ABSENT).count());
    // Left open: it is the one session of this JVM, and ends with it.
    SparkSession spark = SparkSessions.open("bench asof", "local[2]", SHUFFLES);
    progress.update("Parquet files", 0, 0);
    tables.write(spark, folder);
    long different = inSpark(spark, folder, columns, ours, warmUpSeconds(setup), figures, progress);
    if (setup.option("first", 1) != 0) {
      progress.update("first passes, each in a JVM of its own", 0, 0);
      figures.put("spark_first_seconds", AsOfFirstPass.seconds(AsOfForms.WINDOW, folder, SHUFFLES));
      figures.put(
          "statarb_first_seconds", AsOfFirstPass.seconds(AsOfForms.STATARB, folder, SHUFFLES));
      figures.put("ratio_first", ratio(figures, "spark_first_seconds", "statarb_first_seconds"));
    }
    if (setup.peers()) {
      progress.update("Polars and DuckDB", 0, 0);
      different += AsOfPeers.measure(setup.home(), folder, ours, PASSES, figures, notes);
      figures.put("ratio_polars", ratio(figures, "polars_seconds", "join_seconds"));
    }
    figures.put("rows_different", (double) different);
    figures.put("ratio", ratio(figures, "spark_seconds", "statarb_seconds"));
    figures.put("ratio_scan", ratio(figures, "spark_seconds", "scan_seconds"));
    return figures;
  }

  private long inSpark(
      SparkSession spark,
      Path folder,
      SyntheticTables.Columns columns,
      long[] ours,
      long warmUpSeconds,
      SortedMap<String, Double> figures,
      Progress progress) {
    Dataset<Row> rows = AsOfForms.table(spark, folder, "rows");
    Dataset<Row> ticks = AsOfForms.table(spark, folder, "ticks");
    Supplier<Dataset<Row>> statarb = form(AsOfForms.STATARB, spark, folder);
    Supplier<Dataset<Row>> window = form(AsOfForms.WINDOW, spark, folder);
    progress.update("in Spark", 0, 0);
    double[] seconds =
        inTurns(
            List.of(
                () -> AsOfForms.checksum(statarb.get()),
                () -> AsOfForms.checksum(window.get()),
                () -> AsOfForms.scan(rows, ticks)),
            warmUpSeconds);
    figures.put("statarb_seconds", seconds[0]);
    figures.put("spark_seconds", seconds[1]);
    figures.put("scan_seconds", seconds[2]);
    return ResultCheck.different(statarb.get(), columns, ours)
        + ResultCheck.different(window.get(), columns, ours);
  }

  private static Supplier<Dataset<Row>> form(AsOfForms form, SparkSession ours, Path folder) {
    SparkSession spark = form.session(ours);
    Dataset<Row> rows = AsOfForms.table(spark, folder, "rows");
    Dataset<Row> ticks = AsOfForms.table(spark, folder, "ticks");
    return () -> form.joined(spark, rows, ticks);
  }

  /** The ticks of the last quotes; the join proper, the check of the order included. */
  static long[] join(SyntheticTables.Columns columns) {
    int symbols = columns.tickSymbol[columns.tickSymbol.length - 1] + 1;
    AsOfMatches matches =
        AsOfJoin.match(
            Facts.of(symbols, columns.tickSymbol, columns.tickNs),
            columns.rowSymbol,
            columns.rowNs,
            AsOfRule.LATEST);
    matches.values(columns.bid, Double.NaN);
    matches.values(columns.ask, Double.NaN);
    return matches.values(columns.tickSeq, ResultCheck.ABSENT);
  }

  private static double ratio(SortedMap<String, Double> figures, String of, String to) {
    return figures.getOrDefault(of, Double.NaN) / figures.getOrDefault(to, Double.NaN);
  }

  /**
   * Median seconds of a join in memory. Each pass begins with a heap just collected and so writes
   * where the one before wrote: memory that is touched for the first time, after the heap grew,
   * costs more than the join, and native peers get back from their allocators what they have freed.
   */
  private static double inMemory(Runnable join) {
    long[] took = new long[PASSES];
    for (int pass = -PASSES; pass < PASSES; pass++) {
      System.gc();
      long nanos = nanos(join);
      if (pass >= 0) {
        took[pass] = nanos;
      }
    }
    return median(took);
  }

  /**
   * Median seconds of each form. They take turns, so what else the machine does meets all alike.
   */
  private static double[] inTurns(List<Runnable> forms, long warmUpSeconds) {
    for (Runnable form : forms) {
      for (double seconds = 0; seconds < warmUpSeconds; ) {
        seconds += nanos(form) / NS;
      }
    }
    long[][] took = new long[forms.size()][SPARK_PASSES];
    for (int pass = 0; pass < SPARK_PASSES; pass++) {
      for (int form = 0; form < took.length; form++) {
        took[form][pass] = nanos(forms.get(form));
      }
    }
    return Arrays.stream(took).mapToDouble(AsOfBenchmark::median).toArray();
  }

  private static long nanos(Runnable pass) {
    NanoClock clock = NanoClock.monotonic();
    long from = clock.nowNs();
    pass.run();
    return clock.nowNs() - from;
  }

  private static double median(long[] took) {
    return Arrays.stream(took).sorted().toArray()[took.length / 2] / NS;
  }
}
