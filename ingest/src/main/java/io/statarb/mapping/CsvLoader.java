package io.statarb.mapping;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.loaders.DelimitedLines;
import io.statarb.loaders.FileHead;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.LoaderSample;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Text with delimited columns, plain or gzip, by a mapping of its columns ({@link ColumnMapping}).
 * Fields may stand in double quotes. All lines have as many fields as the header, or without one as
 * the first line; a line that does not is a flaw.
 *
 * <pre>
 *   with the mapping {kind: quotes, columns: {time: ts, bid: bid_px, ask: ask_px}, time: {unit: ms}, ...}
 *   ts;bid_px;bid_qty;ask_px;ask_qty
 *   1398902402339;13869200;1000000;13870600;500000
 * </pre>
 */
public final class CsvLoader implements FileLoader {
  /** For the service loader. */
  public CsvLoader() {}

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String columns() {
    return """
    text with delimited columns (.gz), named by a YAML file in --mapping:
    kind     quotes: time, bid, bid_size, ask, ask_size; trades: time, price, size, side;
             bars: date or time, open, high, low, close, volume; depth: time, side, price, size
             and symbol, date, received, update_id, snapshot
    time     number in s, ms, us or ns since 1970 or midnight, or text by a pattern, in any zone
    prices   decimals, or whole numbers of 1/price_scale
    market   NYSE, NASDAQ, FX or CRYPTO: when its symbols trade, so that ingest quality finds rows
             outside the session; without it only pairs of currencies and symbols or venues of a
             US exchange (AAPL.XNAS) have one
    fields may stand in double quotes; all lines have the same number of them\
    """;
  }

  @Override
  public String example() {
    return "1398902402339;13869200;1000000;13870600;500000";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    // Only a mapping says what the columns are.
    return false;
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    ColumnMapping mapping = ColumnMapping.of(options, "csv");
    try (InputStream in = FileHead.open(file)) {
      return load(in, file.toString(), mapping, options, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long load(
      InputStream in,
      String source,
      ColumnMapping mapping,
      LoadOptions options,
      MarketDataSink sink) {
    DelimitedLines lines = new DelimitedLines(in, source, mapping.delimiter());
    if (!lines.next()) {
      throw Refusal.data("%s holds no line".formatted(source));
    }
    if (lines.fault() != null && mapping.header()) {
      throw Refusal.data("%s line 1: %s".formatted(source, lines.fault()));
    }
    List<String> names = names(lines, mapping);
    int fields = lines.fields();
    CsvRow row = new CsvRow(lines, mapping, options, sink);
    MappedDelivery delivery =
        new MappedDelivery(mapping, sink, column -> index(source, names, fields, column));
    row.day(mapping.column("date"), column -> index(source, names, fields, column));
    boolean more = !mapping.header() || lines.next();
    while (more) {
      String fault = lines.fault();
      if (fault != null) {
        delivery.flawed(lines.line(), Flaw.MALFORMED, fault);
      } else if (lines.fields() != fields) {
        delivery.flawed(
            lines.line(),
            Flaw.MALFORMED,
            "line must have %d fields: fields=%d".formatted(fields, lines.fields()));
      } else {
        delivery.row(lines.line(), row);
      }
      more = lines.next();
    }
    delivery.finish();
    return mapping.header() ? lines.line() - 1 : lines.line();
  }

  private static List<String> names(DelimitedLines lines, ColumnMapping mapping) {
    List<String> names = new ArrayList<>();
    for (int i = 0; mapping.header() && i < lines.fields(); i++) {
      names.add(lines.text(i).strip());
    }
    return names;
  }

  private static int index(String source, List<String> names, int fields, String column) {
    int at = names.indexOf(column);
    if (at >= 0) {
      if (names.lastIndexOf(column) != at) {
        throw Refusal.data("%s names two columns alike: %s".formatted(source, column));
      }
      return at;
    }
    boolean number = column.matches("[0-9]{1,4}");
    if (number && Integer.parseInt(column) >= 1 && Integer.parseInt(column) <= fields) {
      return Integer.parseInt(column) - 1;
    }
    throw Refusal.data(
        number || names.isEmpty()
            ? "%s has no column %s: fields=%d".formatted(source, column, fields)
            : "%s has no column %s; the nearest is %s"
                .formatted(source, column, NearestWord.to(column, names)));
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(rows * 52);
    text.append("ts;sym;bid_px;bid_qty;ask_px;ask_qty\n");
    long mid = 1_387_000;
    long ms = 1_398_902_400_000L;
    for (int i = 0; i < rows; i++) {
      ms += random.nextInt(200);
      mid += random.nextInt(3) - 1;
      text.append(ms)
          .append(random.nextBoolean() ? ";EURUSD;" : ";NZDUSD;")
          .append(mid - 5)
          .append(';')
          .append(1 + random.nextInt(1_000_000))
          .append(';')
          .append(mid + 5)
          .append(';')
          .append(1 + random.nextInt(1_000_000))
          .append('\n');
    }
    String mapping =
        """
        format: csv
        kind: quotes
        delimiter: ";"
        columns: {time: ts, symbol: sym, bid: bid_px, bid_size: bid_qty, ask: ask_px, ask_size: ask_qty}
        time: {unit: ms}
        price_scale: 1000000
        """;
    try {
      Path file = Files.writeString(folder.resolve("quotes.csv"), text, StandardCharsets.US_ASCII);
      Path yaml = Files.writeString(folder.resolve("quotes.yaml"), mapping);
      LoadOptions options =
          new LoadOptions(LoadOptions.NONE.date(), LoadOptions.NONE.utcOffset(), yaml);
      return new LoaderSample(file, options, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For tests of the parser alone. */
  static long decimal(byte[] bytes, int from, int to, int decimals, boolean cut) {
    return cut
        ? Decimal.truncate(bytes, from, to, decimals)
        : Decimal.parse(bytes, from, to, decimals);
  }
}
