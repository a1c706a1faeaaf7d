package io.statarb.loaders;

import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Tick quotes of US equities in the layout of Lean: {@code
 * equity/usa/tick/<symbol>/<yyyymmdd>_quote.zip}, one CSV in each, no header:
 *
 * <pre>
 *   time       | ms since midnight in New York, up to ns       | 14400009.367
 *   bid        | dollars x 10,000; 0 when the line has no bid  | 137450
 *   bid size   | shares                                        | 100
 *   ask        | dollars x 10,000; 0 when the line has no ask  | 0
 *   ask size   | shares                                        | 0
 *   exchange   | letter                                        | D
 *   condition  | flags, hexadecimal                            | 1
 *   suspicious | 0 or 1                                        | 0
 * </pre>
 *
 * <p>A suspicious quote is delivered under the kind {@code quote-suspicious}.
 */
public final class LeanEquityQuoteLoader extends LeanEquityTicks {
  /** For the service loader. */
  public LeanEquityQuoteLoader() {
    super("quote", 8);
  }

  @Override
  public String columns() {
    return """
    equity/usa/tick/<symbol>/<yyyymmdd>_quote.zip with one CSV, no header:
    time        ms since midnight in New York, decimals to the ns
    bid         dollars x 10,000; 0 when the line has no bid
    bid size    shares
    ask         dollars x 10,000; 0 when the line has no ask
    ask size    shares
    exchange    letter of the exchange
    condition   quote condition flags, hexadecimal
    suspicious  0 or 1; a suspicious quote is delivered as kind quote-suspicious\
    """;
  }

  @Override
  public String example() {
    return "14400009.367,137450,100,0,0,D,1,0";
  }

  @Override
  @Nullable String deliver(DelimitedLines lines, int symbol, long tsNs, MarketDataSink sink) {
    long bidPxE9 = number(lines, 1, PX_DECIMALS);
    long bidQtyE8 = number(lines, 2, Decimal.QTY_DECIMALS);
    long askPxE9 = number(lines, 3, PX_DECIMALS);
    long askQtyE8 = number(lines, 4, Decimal.QTY_DECIMALS);
    int suspicious = flag(lines, 7);
    if (bidPxE9 == Decimal.INVALID
        || bidQtyE8 == Decimal.INVALID
        || askPxE9 == Decimal.INVALID
        || askQtyE8 == Decimal.INVALID) {
      return "no number: bid=%s size=%s ask=%s size=%s"
          .formatted(lines.text(1), lines.text(2), lines.text(3), lines.text(4));
    }
    if (suspicious < 0) {
      return "suspicious must be 0 or 1: suspicious=" + lines.text(7);
    }
    sink.kind(suspicious == 1 ? "quote-suspicious" : "quote");
    sink.quote(
        lines.line(),
        symbol,
        tsNs,
        MarketDataSink.UNKNOWN_TIME,
        MarketDataSink.NO_UPDATE_ID,
        bidPxE9 == 0 ? MarketDataSink.NULL_PX : bidPxE9,
        bidPxE9 == 0 ? MarketDataSink.NULL_QTY : bidQtyE8,
        askPxE9 == 0 ? MarketDataSink.NULL_PX : askPxE9,
        askPxE9 == 0 ? MarketDataSink.NULL_QTY : askQtyE8);
    return null;
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(rows * 40);
    long price = 1_450_000;
    for (int i = 0; i < rows; i++) {
      long us = 34_200_000_000L + 23_000_000_000L * i / rows;
      price += 100L * (random.nextInt(3) - 1);
      int size = 100 + random.nextInt(900);
      LeanSamples.decimal(text, us, 3).append(',');
      if (random.nextBoolean()) {
        text.append(price).append(',').append(size).append(",0,0");
      } else {
        text.append("0,0,").append(price + 100).append(',').append(size);
      }
      text.append(",D,1,0\n");
    }
    return new LoaderSample(zip(folder, "quote", text), LoadOptions.NONE, rows);
  }
}
