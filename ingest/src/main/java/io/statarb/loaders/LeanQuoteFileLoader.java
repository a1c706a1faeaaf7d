package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.ticks.Conditions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/**
 * Tick quotes of currencies and CFDs in the layout of Lean: {@code
 * <forex|cfd>/<market>/tick/<symbol>/<yyyymmdd>_quote.zip}, one CSV in each, no header:
 *
 * <pre>
 *   time | ms since midnight of the file's day, up to ns | 46.2042
 *   bid  | quote currency                                | 1284.065
 *   ask  | quote currency                                | 1284.405
 * </pre>
 *
 * <p>Symbols are delivered as {@code EURUSD.FXCM}. Times are of the offset in the options.
 */
public final class LeanQuoteFileLoader implements FileLoader {
  /** For the service loader. */
  public LeanQuoteFileLoader() {}

  @Override
  public String format() {
    return "lean-quotes";
  }

  @Override
  public String columns() {
    return """
    <forex|cfd>/<market>/tick/<symbol>/<yyyymmdd>_quote.zip with one CSV, no header:
    time  ms since midnight of the file's day, decimals to the ns; local time of the market
    bid   quote currency
    ask   quote currency\
    """;
  }

  @Override
  public String example() {
    return "46.2042,1284.065,1284.405";
  }

  @Override
  public boolean recognises(Path file, byte[] head) {
    LeanPath path = LeanPath.of(file);
    return LeanPath.zip(head)
        && path.resolution().equals("tick")
        && path.kind().equals("quote")
        && (path.type().equals("forex") || path.type().equals("cfd"));
  }

  @Override
  public long load(Path file, LoadOptions options, MarketDataSink sink) {
    LeanPath path = LeanPath.of(file);
    LocalDate date = path.requireDate(file, options);
    long dayStartNs =
        date.atStartOfDay().toEpochSecond(path.offset(date, options)) * 1_000_000_000L;
    Quotes quotes = new Quotes(sink);
    // A tick of 1e-9 makes prices E9.
    QuoteLines lines = new QuoteLines(dayStartNs, 1, quotes);
    SingleEntryZip.read(
        file, entry -> quotes.symbol = sink.symbol(path.requireSymbol(file, entry)), lines::bytes);
    int count = lines.finish();
    if (count == 0) {
      throw Refusal.data("%s holds no line".formatted(file));
    }
    return count;
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(rows * 26);
    long mid = 138_700;
    double ms = 0;
    for (int i = 0; i < rows; i++) {
      ms += random.nextDouble() * 80_000_000 / rows;
      mid += random.nextInt(3) - 1;
      text.append((long) ms).append(',');
      LeanSamples.decimal(text, mid - 5, 5).append(',');
      LeanSamples.decimal(text, mid + 5, 5).append('\n');
    }
    Path file =
        LeanSamples.zip(
            folder.resolve("forex/oanda/tick/eurusd/20140505_quote.zip"),
            "20140505_eurusd_tick_quote.csv",
            text);
    return new LoaderSample(file, LoadOptions.NONE, rows);
  }

  private static final class Quotes implements LineSink {
    private final MarketDataSink sink;
    private int symbol;

    Quotes(MarketDataSink sink) {
      this.sink = sink;
    }

    @Override
    public void line(int line, long tsNs, long bidPxTicks, long askPxTicks, byte flaw) {
      // Instrument's "no price" is that of the sink.
      if (flaw == Conditions.GOOD || flaw == Conditions.ONE_SIDED) {
        sink.kind("quote");
        sink.quote(
            line,
            symbol,
            tsNs,
            MarketDataSink.UNKNOWN_TIME,
            MarketDataSink.NO_UPDATE_ID,
            bidPxTicks,
            MarketDataSink.NULL_QTY,
            askPxTicks,
            MarketDataSink.NULL_QTY);
      } else if (flaw == Conditions.MALFORMED) {
        sink.kind("flaw");
        sink.flaw(line, Flaw.MALFORMED, "not ms since midnight, bid, ask");
      } else {
        sink.kind("flaw");
        sink.flaw(line, Flaw.OUT_OF_RANGE, "a price has more than nine decimals");
      }
    }
  }
}
