package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the two kinds of equity ticks share: path, times and the loop over lines. */
abstract class LeanEquityTicks implements FileLoader {
  /** Prices are given in 1e-4 of a dollar, so five more decimals make them E9. */
  static final int PX_DECIMALS = 5;

  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final int MS_DECIMALS = 6;

  private final String kind;
  private final int fields;

  /**
   * Makes a loader.
   *
   * @param kind trade or quote
   * @param fields fields of a line
   */
  LeanEquityTicks(String kind, int fields) {
    this.kind = kind;
    this.fields = fields;
  }

  @Override
  public final String format() {
    return "lean-equity-" + kind + "s";
  }

  @Override
  public final boolean recognises(Path file, byte[] head) {
    LeanPath path = LeanPath.of(file);
    return LeanPath.zip(head)
        && path.type().equals("equity")
        && path.resolution().equals("tick")
        && path.kind().equals(kind);
  }

  @Override
  public final long load(Path file, LoadOptions options, MarketDataSink sink) {
    LeanPath path = LeanPath.of(file);
    LocalDate date = path.requireDate(file, options);
    long midnightNs = date.atStartOfDay().toEpochSecond(LeanPath.newYork(date)) * 1_000_000_000L;
    long count =
        SingleEntryZip.pull(
            file,
            (entry, in) ->
                lines(
                    new DelimitedLines(in, file.toString(), ','),
                    sink.symbol(path.requireSymbol(file, entry)),
                    midnightNs,
                    sink));
    if (count == 0) {
      throw Refusal.data("%s holds no line".formatted(file));
    }
    return count;
  }

  private long lines(DelimitedLines lines, int symbol, long midnightNs, MarketDataSink sink) {
    while (lines.next()) {
      String fact = lines.fault();
      if (fact == null && lines.fields() != fields) {
        fact = "line must have %d fields: fields=%d".formatted(fields, lines.fields());
      }
      long ns = fact == null ? number(lines, 0, MS_DECIMALS) : 0;
      if (fact == null && (ns < 0 || ns >= NANOS_PER_DAY)) {
        fact = "time is not ms of a day: time=" + lines.text(0);
      }
      if (fact == null) {
        fact = deliver(lines, symbol, midnightNs + ns, sink);
      }
      if (fact != null) {
        sink.kind("flaw");
        sink.flaw(lines.line(), Flaw.MALFORMED, fact);
      }
    }
    return lines.line();
  }

  /** Delivers the line, or says what is wrong with it. */
  abstract @Nullable String deliver(
      DelimitedLines lines, int symbol, long tsNs, MarketDataSink sink);

  static long number(DelimitedLines lines, int field, int decimals) {
    return Decimal.parse(lines.bytes(), lines.start(field), lines.end(field), decimals);
  }

  /** Whether a field is one digit, 0 or 1, or the words false and true; -1 when it is neither. */
  static int flag(DelimitedLines lines, int field) {
    int length = lines.end(field) - lines.start(field);
    byte first = length == 0 ? 0 : lines.bytes()[lines.start(field)];
    if (length == 1 && (first == '0' || first == '1')) {
      return first - '0';
    }
    return length == 4 && (first | 0x20) == 't' ? 1 : length == 5 && (first | 0x20) == 'f' ? 0 : -1;
  }

  /** For samples. */
  static Path zip(Path folder, String kind, CharSequence text) {
    return LeanSamples.zip(
        folder.resolve("equity/usa/tick/spy/20131008_" + kind + ".zip"),
        "20131008_spy_" + (kind.equals("trade") ? "Trade" : "Quote") + "_Tick.csv",
        text);
  }
}
