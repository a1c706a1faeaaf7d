package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Daily bars as most vendors deliver them: CSV with a header that names its columns, in any order
 * and case, or a wide table with the day first and one column of closes per series.
 *
 * <pre>
 *   symbol,date,open,high,low,close,volume
 *   A,2012-08-13,27.04,27.05,26.38,26.83,5002200
 *
 *   Date,EEM,EWG
 *   2008-01-02,49.273335,35.389999
 * </pre>
 *
 * <p>Days are {@code yyyy-mm-dd}, {@code yyyymmdd}, {@code yyyy/mm/dd} or {@code dd/mm/yyyy} where
 * the file itself shows which of day and month comes first; a time behind the day is left out. A
 * missing number is an empty field or one of {@code NA, NaN, null, -, .}. Prices keep 9 decimals,
 * further ones, as of printed doubles, are cut off.
 */
public final class DailyBarsLoader implements FileLoader {
  private static final List<String> DAY = List.of("date", "dates", "day", "datetime", "timestamp");
  private static final List<String> SYMBOL = List.of("symbol", "ticker", "name", "sym", "stock");
  private static final List<String> MISSING =
      List.of("", "na", "nan", "null", "none", "-", ".", "n/a", "#n/a", "#n/a n/a");

  /**
   * What a file's name has behind the symbol, which may hold dots itself, as BRK.B: forms and
   * dates.
   */
  private static final Pattern ENDINGS =
      Pattern.compile(
          "(\\.(csv|tsv|txt|dat|gz|(19|20)\\d\\d(\\d{4}|(-\\d\\d){1,2})?))+$",
          Pattern.CASE_INSENSITIVE);

  /** Positions in {@link Columns#price}. */
  private static final int OPEN = 0;

  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int CLOSE = 3;

  /** For the service loader. */
  public DailyBarsLoader() {}

  @Override
  public String format() {
    return "daily-ohlcv";
  }

  @Override
  public String columns() {
    return """
    CSV (also gzip) with a header, columns in any order and case:
    date      yyyy-mm-dd, yyyymmdd, yyyy/mm/dd, or dd/mm/yyyy where the file shows the order
    symbol    also ticker or name; without it the file's name is the symbol
    open, high, low, close, volume   quote currency and units; close may be last, and px_ may come first;
                                 adj close is not read beside close
    or a wide table: the day first, then one column of closes per series\
    """;
  }

  @Override
  public String example() {
    return "symbol,date,open,high,low,close,volume\nA,2012-08-13,27.04,27.05,26.38,26.83,5002200";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    int first = text.indexOf('\n');
    if (first < 0) {
      return false;
    }
    List<String> names = names(text.substring(0, first).strip());
    @Nullable Columns columns = Columns.of(names);
    if (columns == null) {
      return false;
    }
    int second = text.indexOf('\n', first + 1);
    String line = text.substring(first + 1, second < 0 ? text.length() : second).strip();
    String[] fields = line.split(",", -1);
    return fields.length > columns.day
        && DayForm.plausible(unquoted(fields[columns.day]))
        && fields.length == names.size();
  }

  private static List<String> names(String header) {
    List<String> names = new ArrayList<>();
    for (String name : header.split(",", -1)) {
      names.add(unquoted(name));
    }
    return names;
  }

  private static String unquoted(String field) {
    String text = field.strip();
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    boolean dayFirst = DayForm.dayFirst(file);
    try (InputStream in = FileHead.open(file)) {
      DelimitedLines lines = new DelimitedLines(in, file.toString(), ',');
      if (!lines.next() || lines.fault() != null) {
        throw Refusal.data("%s has no header".formatted(file));
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < lines.fields(); i++) {
        names.add(lines.text(i).strip());
      }
      @Nullable Columns columns = Columns.of(names);
      if (columns == null) {
        throw Refusal.data(
            "%s names no day and no prices in its header: %s".formatted(file, names));
      }
      return new Rows(file, columns, names, dayFirst, sink).read(lines);
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    double price = 50;
    LocalDate day = LocalDate.of(1990, 1, 1);
    int symbol = 0;
    for (int i = 0; i < rows; i++) {
      if (i % 2_000 == 0) {
        symbol++;
        day = LocalDate.of(1990, 1, 1);
      }
      double open = price * (1 + 0.002 * random.nextGaussian());
      price = Math.max(1, price * (1 + 0.01 * random.nextGaussian()));
      text.append(
          String.format(
              Locale.ROOT,
              "S%03d,%s,%.2f,%.2f,%.2f,%.2f,%d%n",
              symbol,
              day,
              open,
              Math.max(open, price) + 0.1,
              Math.min(open, price) - 0.1,
              price,
              random.nextInt(10_000_000)));
      day = day.plusDays(1);
    }
    Path file = folder.resolve("daily.csv");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LoaderSample(file, LoadOptions.NONE, rows);
  }

  /**
   * Where the columns are.
   *
   * @param day column of the day
   * @param symbol column of the symbol, or -1
   * @param price columns of open, high, low, close, or -1
   * @param volume column of the volume, or -1
   * @param wide whether the other columns are closes of one series each
   */
  private record Columns(int day, int symbol, List<Integer> price, int volume, boolean wide) {
    static @Nullable Columns of(List<String> names) {
      Map<String, Integer> at = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i).toLowerCase(Locale.ROOT).replace('_', ' ').strip();
        at.putIfAbsent(name.startsWith("px ") ? name.substring(3) : name, i);
      }
      int day = first(at, DAY);
      int close = first(at, List.of("close", "last", "adj close"));
      List<Integer> price =
          List.of(
              at.getOrDefault("open", -1),
              at.getOrDefault("high", -1),
              at.getOrDefault("low", -1),
              close);
      if (close >= 0) {
        return day < 0
            ? null
            : new Columns(
                day, first(at, SYMBOL), price, first(at, List.of("volume", "vol")), false);
      }
      boolean named = names.size() >= 2 && (day == 0 || names.getFirst().isEmpty());
      boolean others = first(at, SYMBOL) >= 0 || at.containsKey("bid") || at.containsKey("price");
      return named && !others ? new Columns(0, -1, price, -1, true) : null;
    }

    private static int first(Map<String, Integer> at, List<String> names) {
      for (String name : names) {
        @Nullable Integer column = at.get(name);
        if (column != null) {
          return column;
        }
      }
      return -1;
    }
  }

  /** One file. */
  private static final class Rows {
    private final Columns columns;
    private final List<String> names;
    private final boolean dayFirst;
    private final MarketDataSink sink;
    private final String fileSymbol;
    private final Map<String, Integer> symbols = new HashMap<>();
    private String lastSymbol = "";
    private int lastId = -1;

    Rows(Path file, Columns columns, List<String> names, boolean dayFirst, MarketDataSink sink) {
      this.columns = columns;
      this.names = names;
      this.dayFirst = dayFirst;
      this.sink = sink;
      String name = String.valueOf(file.getFileName());
      String symbol = ENDINGS.matcher(name).replaceFirst("");
      this.fileSymbol = symbol.isEmpty() ? name : symbol;
    }

    long read(DelimitedLines lines) {
      long records = 0;
      while (lines.next()) {
        if (lines.fault() == null && lines.blank()) {
          continue;
        }
        records++;
        @Nullable String fact = lines.fault();
        if (fact == null && lines.fields() != names.size()) {
          fact =
              "line has another number of fields than the header: fields=%d header=%d"
                  .formatted(lines.fields(), names.size());
        }
        if (fact == null) {
          fact = row(lines);
        }
        if (fact != null) {
          sink.kind("flaw");
          sink.flaw(lines.line(), Flaw.MALFORMED, fact);
        }
      }
      return records;
    }

    private @Nullable String row(DelimitedLines lines) {
      long day = DayForm.epochDay(lines.text(columns.day).strip(), dayFirst);
      if (day == DayForm.NONE) {
        return "no day: " + lines.text(columns.day);
      }
      return columns.wide ? wide(lines, day) : bar(lines, day);
    }

    private @Nullable String bar(DelimitedLines lines, long day) {
      long[] price = new long[4];
      for (int i = OPEN; i <= CLOSE; i++) {
        price[i] = number(lines, columns.price.get(i), Decimal.PX_DECIMALS);
        if (price[i] == BAD) {
          return "no price: " + lines.text(columns.price.get(i));
        }
      }
      long volume = number(lines, columns.volume, Decimal.QTY_DECIMALS);
      if (volume == BAD) {
        return "no volume: " + lines.text(columns.volume);
      }
      int symbol = columns.symbol < 0 ? id(fileSymbol) : id(lines.text(columns.symbol).strip());
      sink.kind("bar");
      sink.bar(
          lines.line(), symbol, day, price[OPEN], price[HIGH], price[LOW], price[CLOSE], volume);
      return null;
    }

    private @Nullable String wide(DelimitedLines lines, long day) {
      for (int i = 1; i < names.size(); i++) {
        long close = number(lines, i, Decimal.PX_DECIMALS);
        if (close == BAD) {
          return "no price of %s: %s".formatted(names.get(i), lines.text(i));
        }
      }
      for (int i = 1; i < names.size(); i++) {
        sink.kind("bar");
        sink.bar(
            lines.line(),
            id(names.get(i)),
            day,
            MarketDataSink.NULL_PX,
            MarketDataSink.NULL_PX,
            MarketDataSink.NULL_PX,
            number(lines, i, Decimal.PX_DECIMALS),
            MarketDataSink.NULL_QTY);
      }
      return null;
    }

    private static final long BAD = Long.MIN_VALUE + 1;

    /** The number of a column, NULL_PX (which is also NULL_QTY) when missing, or BAD. */
    private static long number(DelimitedLines lines, int column, int decimals) {
      if (column < 0) {
        return MarketDataSink.NULL_PX;
      }
      int from = lines.start(column);
      int to = lines.end(column);
      byte[] bytes = lines.bytes();
      while (from < to && bytes[from] == ' ') {
        from++;
      }
      while (to > from && bytes[to - 1] == ' ') {
        to--;
      }
      long value = Decimal.truncate(bytes, from, to, decimals);
      if (value != Decimal.INVALID) {
        return value;
      }
      return MISSING.contains(lines.text(column).strip().toLowerCase(Locale.ROOT))
          ? MarketDataSink.NULL_PX
          : BAD;
    }

    private int id(String symbol) {
      if (!symbol.equals(lastSymbol) || lastId < 0) {
        lastSymbol = symbol;
        lastId = symbols.computeIfAbsent(symbol, sink::symbol);
      }
      return lastId;
    }
  }
}
