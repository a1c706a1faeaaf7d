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

/**
 * Quotes and moments of many symbols, in columns and as Parquet files ticks sorted by symbol and
 * time, rows by time.
 *
 * @param seed of all that is drawn
 * @param symbols number of symbols, shared out evenly
 * @param ticks number of quotes of all symbols
 * @param rows number of moments of all symbols
 */
record SyntheticTables(long seed, int symbols, int ticks, int rows) {
  private static final int FILES = 4;

  private static final StructType TICKS =
      new StructType()
          .add("tick_seq", DataTypes.LongType)
          .add("symbol", DataTypes.IntegerType)
          .add("ts_ns", DataTypes.LongType)
          .add("bid", DataTypes.DoubleType)
          .add("ask", DataTypes.DoubleType);
  private static final StructType ROWS =
      new StructType()
          .add("row_id", DataTypes.LongType)
          .add("symbol", DataTypes.IntegerType)
          .add("ts_ns", DataTypes.LongType);

  /** First quote or moment of a symbol; that of the symbol after the last is their number. */
  private static int first(int all, int symbols, int symbol) {
    return (int) ((long) all * symbol / symbols);
  }

  /** A part of the ticks, which is a symbol. */
  private SyntheticQuotes ticksOf(int symbol) {
    return SyntheticQuotes.ofSymbol(
        seed, symbol, first(ticks, symbols, symbol + 1) - first(ticks, symbols, symbol));
  }

  /** A part of the rows, which is a slice of the day; there are as many as symbols. */
  private SyntheticQuotes rowsOf(int slice) {
    return SyntheticQuotes.moments(
        seed,
        slice,
        symbols,
        first(rows, symbols, slice + 1) - first(rows, symbols, slice),
        symbols);
  }

  /** Everything in columns in memory. */
  Columns columns() {
    Columns columns = new Columns(ticks, rows);
    for (int part = 0; part < symbols; part++) {
      SyntheticQuotes quotes = ticksOf(part);
      int tick = first(ticks, symbols, part);
      int count = quotes.tsNs().length;
      System.arraycopy(quotes.symbol(), 0, columns.tickSymbol, tick, count);
      System.arraycopy(quotes.tsNs(), 0, columns.tickNs, tick, count);
      System.arraycopy(quotes.bid(), 0, columns.bid, tick, count);
      System.arraycopy(quotes.ask(), 0, columns.ask, tick, count);
      SyntheticQuotes moments = rowsOf(part);
      int row = first(rows, symbols, part);
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
    write(spark, new Parts(this, true), TICKS, folder.resolve("ticks"));
    write(spark, new Parts(this, false), ROWS, folder.resolve("rows"));
  }

  private void write(SparkSession spark, Parts parts, StructType schema, Path table) {
    List<Integer> all = IntStream.range(0, symbols).boxed().toList();
    JavaRDD<InternalRow> written =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(all, Math.min(FILES, symbols))
            .mapPartitions(parts);
    DeltaTables.rows(spark, written.rdd(), schema).write().parquet(table.toString());
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
    private SyntheticQuotes drawn = SyntheticQuotes.ofSymbol(0, 0, 0);
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
        first = first(quotes ? tables.ticks : tables.rows, tables.symbols, part);
        next = 0;
      }
      return next < drawn.tsNs().length;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      row.setLong(0, (long) first + next);
      row.setInt(1, drawn.symbol()[next]);
      row.setLong(2, drawn.tsNs()[next]);
      if (quotes) {
        row.setDouble(3, drawn.bid()[next]);
        row.setDouble(4, drawn.ask()[next]);
      }
      next++;
      return row;
    }
  }
}
