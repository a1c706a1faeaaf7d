package io.statarb.offline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Quotes and moments of many symbols, in columns and as Parquet files: ticks as the feature store
 * keeps the facts of a view, one file for each date, sorted by symbol and time; rows by time.
 *
 * @param seed of all that is drawn
 * @param symbols number of symbols, shared out evenly
 * @param ticks number of quotes of all symbols
 * @param rows number of moments of all symbols
 */
record SyntheticTables(long seed, int symbols, int ticks, int rows) {
  /** Trading dates, and so files of ticks. */
  static final int DATES = 5;

  private static final int FILES_OF_ROWS = 4;

  /** Slices of a date that rows are drawn for. */
  private static final int SLICES = 20;

  private static final StructType TICKS =
      new StructType()
          .add("entity", DataTypes.StringType)
          .add("event_ns", DataTypes.LongType)
          .add("stated_ns", DataTypes.LongType)
          .add("known_ns", DataTypes.LongType)
          .add("sequence", DataTypes.LongType)
          .add("tick_seq", DataTypes.LongType)
          .add("bid", DataTypes.DoubleType)
          .add("ask", DataTypes.DoubleType);
  private static final StructType ROWS =
      new StructType()
          .add("row_id", DataTypes.LongType)
          .add("symbol", DataTypes.StringType)
          .add("ts_ns", DataTypes.LongType);

  private static UTF8String name(int symbol) {
    return UTF8String.fromString("SYM%03d.FXCM".formatted(symbol));
  }

  /** First of those of a part; that of the part after the last is their number. */
  private static int first(int all, int parts, int part) {
    return (int) ((long) all * part / parts);
  }

  /** Parts of the ticks: one for each symbol and date, dates of a symbol behind each other. */
  private int tickParts() {
    return Math.multiplyExact(symbols, DATES);
  }

  private SyntheticQuotes ticksOf(int part) {
    int count = first(ticks, tickParts(), part + 1) - first(ticks, tickParts(), part);
    return SyntheticQuotes.ofSymbol(seed, part / DATES, part % DATES, count);
  }

  /** A part of the rows, which is a slice of a date. */
  private SyntheticQuotes rowsOf(int part) {
    int count = first(rows, DATES * SLICES, part + 1) - first(rows, DATES * SLICES, part);
    return SyntheticQuotes.moments(seed, part / SLICES, part % SLICES, SLICES, count, symbols);
  }

  /** Everything in columns in memory. */
  Columns columns() {
    Columns columns = new Columns(ticks, rows);
    for (int part = 0; part < tickParts(); part++) {
      SyntheticQuotes quotes = ticksOf(part);
      int tick = first(ticks, tickParts(), part);
      int count = quotes.tsNs().length;
      System.arraycopy(quotes.symbol(), 0, columns.tickSymbol, tick, count);
      System.arraycopy(quotes.tsNs(), 0, columns.tickNs, tick, count);
      System.arraycopy(quotes.bid(), 0, columns.bid, tick, count);
      System.arraycopy(quotes.ask(), 0, columns.ask, tick, count);
    }
    for (int part = 0; part < DATES * SLICES; part++) {
      SyntheticQuotes moments = rowsOf(part);
      int row = first(rows, DATES * SLICES, part);
      System.arraycopy(moments.symbol(), 0, columns.rowSymbol, row, moments.tsNs().length);
      System.arraycopy(moments.tsNs(), 0, columns.rowNs, row, moments.tsNs().length);
    }
    Arrays.setAll(columns.tickSeq, tick -> tick);
    return columns;
  }

  /** All of it as columns; place in the columns is {@code tick_seq} and {@code row_id}. */
  static final class Columns {
    final int[] tickSymbol;
    final long[] tickNs;
    final long[] tickSeq;
    final double[] bid;
    final double[] ask;
    final int[] rowSymbol;
    final long[] rowNs;

    Columns(int ticks, int rows) {
      tickSymbol = new int[ticks];
      tickNs = new long[ticks];
      tickSeq = new long[ticks];
      bid = new double[ticks];
      ask = new double[ticks];
      rowSymbol = new int[rows];
      rowNs = new long[rows];
    }
  }

  /** Writes tables {@code ticks} and {@code rows} into a folder. */
  void write(SparkSession spark, Path folder) {
    // By date, and within a date by symbol: each date is a partition, and so a file.
    List<Integer> byDate =
        IntStream.range(0, tickParts()).mapToObj(i -> i % symbols * DATES + i / symbols).toList();
    write(spark, new Parts(this, true), byDate, DATES, folder.resolve("ticks"));
    List<Integer> slices = IntStream.range(0, DATES * SLICES).boxed().toList();
    write(spark, new Parts(this, false), slices, FILES_OF_ROWS, folder.resolve("rows"));
  }

  private static void write(
      SparkSession spark, Parts task, List<Integer> parts, int files, Path table) {
    JavaRDD<InternalRow> written =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(parts, files)
            .mapPartitions(task);
    DeltaTables.rows(spark, written.rdd(), task.quotes ? TICKS : ROWS)
        .write()
        .parquet(table.toString());
  }

  /** Task: the rows of a table for some parts. */
  private static final class Parts implements FlatMapFunction<Iterator<Integer>, InternalRow> {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final int symbols;
    private final int ticks;
    private final int rows;
    private final boolean quotes;

    Parts(SyntheticTables tables, boolean quotes) {
      this.seed = tables.seed;
      this.symbols = tables.symbols;
      this.ticks = tables.ticks;
      this.rows = tables.rows;
      this.quotes = quotes;
    }

    @Override
    public Iterator<InternalRow> call(Iterator<Integer> partsOfTask) {
      return new Rows(new SyntheticTables(seed, symbols, ticks, rows), quotes, partsOfTask);
    }
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final SyntheticTables tables;
    private final boolean quotes;
    private final Iterator<Integer> parts;
    private final SpecificInternalRow row;
    private SyntheticQuotes drawn = SyntheticQuotes.ofSymbol(0, 0, 0, 0);
    private int first;
    private int next;

    Rows(SyntheticTables tables, boolean quotes, Iterator<Integer> parts) {
      this.tables = tables;
      this.quotes = quotes;
      this.parts = parts;
      this.row = new SpecificInternalRow(quotes ? TICKS : ROWS);
    }

    @Override
    public boolean hasNext() {
      while (next == drawn.tsNs().length && parts.hasNext()) {
        int part = parts.next();
        drawn = quotes ? tables.ticksOf(part) : tables.rowsOf(part);
        first =
            quotes
                ? first(tables.ticks, tables.tickParts(), part)
                : first(tables.rows, DATES * SLICES, part);
        next = 0;
      }
      return next < drawn.tsNs().length;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      UTF8String symbol = name(drawn.symbol()[next]);
      long tsNs = drawn.tsNs()[next];
      if (quotes) {
        row.update(0, symbol);
        row.setLong(1, tsNs);
        row.setLong(2, tsNs);
        row.setLong(3, tsNs);
        row.setLong(4, 0);
        row.setLong(5, (long) first + next);
        row.setDouble(6, drawn.bid()[next]);
        row.setDouble(7, drawn.ask()[next]);
      } else {
        row.setLong(0, (long) first + next);
        row.update(1, symbol);
        row.setLong(2, tsNs);
      }
      next++;
      return row;
    }
  }
}
