package io.statarb.parquet;

import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.mapping.ColumnMapping;
import io.statarb.mapping.MappedDelivery;
import io.statarb.mapping.MappedRow;
import io.statarb.marketdata.MarketDataSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Parquet by a mapping of its columns ({@link ColumnMapping} with {@code format: parquet}). Types
 * that say what they are, as timestamps and decimals do, need no words in the mapping; plain
 * numbers and texts are read as those of a CSV. Nulls and NaN are values that are missing.
 */
public final class ParquetLoader implements FileLoader {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** For the service loader. */
  public ParquetLoader() {}

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public String columns() {
    return """
    Parquet (plain, snappy, gzip, zstd), its columns named by a YAML file in --mapping with format: parquet:
    kind     as of csv: quotes, trades, bars, depth
    time     timestamp in ms, us or ns (a local one is of time.zone), int96, date, or a number or text as of csv
    date     date, timestamp, or a text or number by time.date_format
    prices   double, float, decimal, integer or text; nulls and NaN are missing
    symbol   text (dictionaries too) or integer\
    """;
  }

  @Override
  public String example() {
    return "ts: timestamp(ns), symbol: string, bid: double, bid_size: int64, ask: double, ask_size:"
        + " int64";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    return head.length >= MAGIC.length
        && java.util.Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    ColumnMapping mapping = ColumnMapping.of(options, format());
    try (ParquetRows rows = new ParquetRows(file, mapping)) {
      String date = mapping.column("date");
      int dayColumn = date == null ? MappedRow.ABSENT : rows.index(date);
      ParquetRow row = new ParquetRow(rows.columns(), dayColumn, mapping, options, sink);
      MappedDelivery delivery = new MappedDelivery(mapping, sink, rows::index);
      while (rows.next()) {
        delivery.row(rows.row(), row);
      }
      delivery.finish();
      return rows.row();
    }
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    return ParquetSample.write(folder, rows, seed);
  }
}
