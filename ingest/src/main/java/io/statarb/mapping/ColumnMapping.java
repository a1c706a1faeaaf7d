package io.statarb.mapping;

import io.statarb.cli.Refusal;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file is what. Two whole files:
 *
 * <pre>
 *   format: csv                  # csv or parquet
 *   kind: quotes                 # quotes, trades, bars or depth
 *   market: NASDAQ               # NYSE, NASDAQ, FX or CRYPTO: when rows are outside the session
 *   delimiter: ";"               # one character, or tab; "," when absent
 *   header: true                 # the first line names the columns; true when absent
 *   columns: {time: ts, bid: bid_px, bid_size: bid_qty, ask: ask_px, ask_size: ask_qty}
 *   time: {unit: ms}             # s, ms, us or ns since 1970
 *   price_scale: 10000           # prices are given in 1/10000
 *   constants: {symbol: AAPL, venue: XNAS}
 *
 *   format: csv
 *   kind: bars
 *   header: false
 *   columns: {symbol: 1, date: 2, open: 3, high: 4, low: 5, close: 6, volume: 7}
 *   time: {date_format: yyyyMMdd, zone: America/New_York}
 *   missing: ["", "NA"]
 * </pre>
 *
 * @param format csv or parquet
 * @param kind what a row is
 * @param market calendar of all symbols, NYSE, NASDAQ, FX or CRYPTO, or null when it is not told
 * @param delimiter between fields of a CSV
 * @param header whether the first line of a CSV names the columns
 * @param columns name or number (from 1) in the file, by what it is
 * @param unit s, ms, us or ns of a time that is a number
 * @param timeFormat pattern of a time that is text, or null
 * @param dateFormat pattern of the column {@code date}
 * @param zone zone of times that do not say theirs
 * @param sinceMidnight whether times count from midnight of the date
 * @param priceDecimals decimals to read a price with, so that it comes out in E9
 * @param sizeDecimals decimals to read a size with, so that it comes out in E8
 * @param cutDigits whether digits beyond the scales are cut off instead of refused
 * @param barSeconds length of a bar; 0 for a day
 * @param missing texts that stand for no value
 * @param symbol symbol of all rows, or null when it is a column
 * @param venue venue that is put behind each symbol, or null
 * @param date day of all rows, or null
 */
public record ColumnMapping(
    String format,
    RowKind kind,
    @Nullable String market,
    char delimiter,
    boolean header,
    SortedMap<String, String> columns,
    String unit,
    @Nullable String timeFormat,
    String dateFormat,
    ZoneId zone,
    boolean sinceMidnight,
    int priceDecimals,
    int sizeDecimals,
    boolean cutDigits,
    long barSeconds,
    List<String> missing,
    @Nullable String symbol,
    @Nullable String venue,
    @Nullable LocalDate date) {

  /**
   * The mapping that the options name.
   *
   * @param format which of the two formats it must be for
   * @throws Refusal when there is none, or it is wrong, naming the key
   */
  public static ColumnMapping of(LoadOptions options, String format) {
    Path file = options.mapping();
    if (file == null) {
      throw Refusal.usage(
          "--format %s needs a file that maps columns: --mapping FILE".formatted(format));
    }
    ColumnMapping mapping = MappingYaml.read(file);
    if (!mapping.format().equals(format)) {
      throw Refusal.usage("%s maps %s, not %s".formatted(file, mapping.format(), format));
    }
    return mapping;
  }

  /** Name or number of a column in the file, or null when the mapping has none. */
  public @Nullable String column(String what) {
    return columns.get(what);
  }

  /** A symbol as it is delivered. */
  public String named(String text) {
    return venue == null ? text : text + "." + venue;
  }
}
