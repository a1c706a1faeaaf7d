package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.time.NanoDays;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Bars in the layout of Lean, of trades or of quotes, one CSV in each zip, no header:
 *
 * <pre>
 *   .../&lt;second|minute&gt;/&lt;symbol&gt;/&lt;yyyymmdd&gt;_&lt;trade|quote&gt;.zip, time in ms since local midnight
 *   15300000,6448000,6448000,6448000,6448000,90
 *   .../&lt;hour|daily&gt;/&lt;symbol&gt;.zip, time as yyyymmdd hh:mm, local
 *   20131001 00:00,6448000,6448000,6448000,6448000,90
 *   20070101 00:00,0.7039,0.7049,0.7039,0.7047,0,0.7049,0.7059,0.7049,0.7057,0
 * </pre>
 *
 * <p>Six columns are time, open, high, low, close, volume of trades. Eleven are time, then open,
 * high, low, close, last size of the bid, then of the ask; a side that a bar lacks is empty. Prices
 * of equities are in 1e-4, others plain.
 *
 * <p>A bar of trades is delivered as a bar. A bar of quotes is delivered as the quote at its end:
 * the closes of bid and ask with their last sizes, where a size of 0 means that none was recorded.
 */
public final class LeanBarLoader implements FileLoader {
  private static final int TRADE_FIELDS = 6;
  private static final int QUOTE_FIELDS = 11;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;

  /** For the service loader. */
  public LeanBarLoader() {}

  @Override
  public String format() {
    return "lean-bars";
  }

  @Override
  public String columns() {
    return """
    <type>/<market>/<second|minute>/<symbol>/<yyyymmdd>_<trade|quote>.zip or
    <type>/<market>/<hour|daily>/<symbol>.zip with one CSV, no header:
    time    ms since local midnight (second, minute) or yyyymmdd hh:mm (hour, daily): the bar's begin
    trades  open, high, low, close, volume
    quotes  bid open, high, low, close, last size, ask open, high, low, close, last size
    prices of equities are x 10,000, others plain; bars of quotes are delivered as the quote at their end\
    """;
  }

  @Override
  public String example() {
    return "20070101 00:00,0.7039,0.7049,0.7039,0.7047,0,0.7049,0.7059,0.7049,0.7057,0";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    LeanPath path = LeanPath.of(file);
    return LeanPath.zip(head) && !path.resolution().isEmpty() && !path.resolution().equals("tick");
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    LeanPath path = LeanPath.of(file);
    if (path.resolution().isEmpty() || path.resolution().equals("tick")) {
      throw Refusal.data(
          "%s is not under <type>/<market>/<second|minute|hour|daily>".formatted(file));
    }
    long count =
        SingleEntryZip.pull(
            file,
            (entry, in) ->
                new Bars(file, path, options, path.requireSymbol(file, entry), sink)
                    .read(new DelimitedLines(in, file.toString(), ',')));
    if (count == 0) {
      throw Refusal.data("%s holds no line".formatted(file));
    }
    return count;
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(rows * 48);
    long price = 1_450_000;
    for (int i = 0; i < rows; i++) {
      price += 100L * (random.nextInt(3) - 1);
      // More rows than seconds of a day only repeat times.
      text.append(1_000L * (i % SECONDS_PER_DAY))
          .append(',')
          .append(price)
          .append(',')
          .append(price + 100)
          .append(',')
          .append(price - 100)
          .append(',')
          .append(price)
          .append(',')
          .append(random.nextInt(5_000))
          .append('\n');
    }
    Path file =
        LeanSamples.zip(
            folder.resolve("equity/usa/second/spy/20131008_trade.zip"),
            "20131008_spy_second_trade.csv",
            text);
    return new LoaderSample(file, LoadOptions.NONE, rows);
  }

  /** One file. */
  private static final class Bars {
    private final LeanPath path;
    private final LoadOptions options;
    private final MarketDataSink sink;
    private final int symbol;
    private final int decimals;
    private final long durationNs;

    /** Midnight that ms count from; unused when lines carry dates. */
    private final long midnightNs;

    private final boolean dated;
    private long lastDigits = -1;
    private long lastDayNs;
    private long lastEpochDay;

    Bars(Path file, LeanPath path, LoadOptions options, String name, MarketDataSink sink) {
      this.path = path;
      this.options = options;
      this.sink = sink;
      this.symbol = sink.symbol(name);
      this.decimals = path.type().equals("equity") ? LeanEquityTicks.PX_DECIMALS : 9;
      this.durationNs =
          NANOS_PER_SECOND
              * switch (path.resolution()) {
                case "second" -> 1;
                case "minute" -> 60;
                case "hour" -> 3_600;
                default -> SECONDS_PER_DAY;
              };
      this.dated = durationNs >= 3_600 * NANOS_PER_SECOND;
      LocalDate day = dated ? LocalDate.EPOCH : path.requireDate(file, options);
      this.midnightNs = dated ? 0 : startNs(day);
    }

    private long startNs(LocalDate day) {
      return day.atStartOfDay().toEpochSecond(path.offset(day, options)) * NANOS_PER_SECOND;
    }

    long read(DelimitedLines lines) {
      while (lines.next()) {
        String fact = lines.fault();
        if (fact == null && lines.fields() != TRADE_FIELDS && lines.fields() != QUOTE_FIELDS) {
          fact = "line must have 6 or 11 fields: fields=" + lines.fields();
        }
        if (fact == null) {
          fact = bar(lines);
        }
        if (fact != null) {
          sink.kind("flaw");
          sink.flaw(lines.line(), Flaw.MALFORMED, fact);
        }
      }
      return lines.line();
    }

    private @Nullable String bar(DelimitedLines lines) {
      long startNs = dated ? dated(lines) : sinceMidnight(lines);
      if (startNs == Decimal.INVALID) {
        return "no time of such a bar: time=" + lines.text(0);
      }
      return lines.fields() == TRADE_FIELDS ? trades(lines, startNs) : quotes(lines, startNs);
    }

    private long sinceMidnight(DelimitedLines lines) {
      long ns = LeanEquityTicks.number(lines, 0, 6);
      return ns < 0 || ns >= SECONDS_PER_DAY * NANOS_PER_SECOND ? Decimal.INVALID : midnightNs + ns;
    }

    /** Reads {@code yyyymmdd hh:mm}. */
    private long dated(DelimitedLines lines) {
      int from = lines.start(0);
      byte[] bytes = lines.bytes();
      if (lines.end(0) - from != 14 || bytes[from + 8] != ' ' || bytes[from + 11] != ':') {
        return Decimal.INVALID;
      }
      long digits = Decimal.parse(bytes, from, from + 8, 0);
      long hour = Decimal.parse(bytes, from + 9, from + 11, 0);
      long minute = Decimal.parse(bytes, from + 12, from + 14, 0);
      if (digits < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
        return Decimal.INVALID;
      }
      if (digits != lastDigits) {
        try {
          LocalDate day =
              LocalDate.of(
                  (int) (digits / 10_000), (int) (digits / 100 % 100), (int) (digits % 100));
          if (!NanoDays.fits(day)) {
            return Decimal.INVALID;
          }
          lastDayNs = startNs(day);
          lastEpochDay = day.toEpochDay();
          lastDigits = digits;
        } catch (DateTimeException e) {
          return Decimal.INVALID;
        }
      }
      return lastDayNs + (hour * 3_600 + minute * 60) * NANOS_PER_SECOND;
    }

    private @Nullable String trades(DelimitedLines lines, long startNs) {
      long open = LeanEquityTicks.number(lines, 1, decimals);
      long high = LeanEquityTicks.number(lines, 2, decimals);
      long low = LeanEquityTicks.number(lines, 3, decimals);
      long close = LeanEquityTicks.number(lines, 4, decimals);
      long volume = LeanEquityTicks.number(lines, 5, Decimal.QTY_DECIMALS);
      // No number is the smallest long.
      if (Math.min(Math.min(open, high), Math.min(low, Math.min(close, volume)))
          == Decimal.INVALID) {
        return "a price or the volume is no number in range";
      }
      sink.kind("bar");
      if (path.resolution().equals("daily")) {
        sink.bar(lines.line(), symbol, lastEpochDay, open, high, low, close, volume);
      } else {
        sink.intradayBar(lines.line(), symbol, startNs, durationNs, open, high, low, close, volume);
      }
      return null;
    }

    private @Nullable String quotes(DelimitedLines lines, long startNs) {
      for (int side = 1; side <= 6; side += 5) {
        if (!empty(lines, side)) {
          for (int field = side; field < side + 5; field++) {
            if (LeanEquityTicks.number(lines, field, decimals) == Decimal.INVALID) {
              return "field %d is no number in range: %s".formatted(field + 1, lines.text(field));
            }
          }
        }
      }
      sink.kind("quote-bar");
      sink.quote(
          lines.line(),
          symbol,
          startNs + durationNs,
          MarketDataSink.UNKNOWN_TIME,
          MarketDataSink.NO_UPDATE_ID,
          empty(lines, 1) ? MarketDataSink.NULL_PX : LeanEquityTicks.number(lines, 4, decimals),
          size(lines, 5),
          empty(lines, 6) ? MarketDataSink.NULL_PX : LeanEquityTicks.number(lines, 9, decimals),
          size(lines, 10));
      return null;
    }

    private static boolean empty(DelimitedLines lines, int side) {
      for (int field = side; field < side + 4; field++) {
        if (lines.start(field) != lines.end(field)) {
          return false;
        }
      }
      return true;
    }

    private static long size(DelimitedLines lines, int field) {
      long size = LeanEquityTicks.number(lines, field, Decimal.QTY_DECIMALS);
      return size <= 0 ? MarketDataSink.NULL_QTY : size;
    }
  }
}
