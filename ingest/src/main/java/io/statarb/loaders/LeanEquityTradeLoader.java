package io.statarb.loaders;

import io.statarb.marketdata.Decimal;
import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Tick trades of US equities in the layout of Lean: {@code
 * equity/usa/tick/<symbol>/<yyyymmdd>_trade.zip}, one CSV in each, no header:
 *
 * <pre>
 *   time       | ms since midnight in New York, up to ns | 14400009.367
 *   price      | dollars x 10,000                        | 137450
 *   size       | shares                                  | 100
 *   exchange   | letter                                  | D
 *   condition  | flags, hexadecimal                      | 1
 *   suspicious | 0 or 1                                  | 0
 * </pre>
 *
 * <p>A suspicious trade is delivered under the kind {@code trade-suspicious}.
 */
public final class LeanEquityTradeLoader extends LeanEquityTicks {
  /** For the service loader. */
  public LeanEquityTradeLoader() {
    super("trade", 6);
  }

  @Override
  public String columns() {
    return """
    equity/usa/tick/<symbol>/<yyyymmdd>_trade.zip with one CSV, no header:
    time        ms since midnight in New York, decimals to the ns
    price       dollars x 10,000
    size        shares
    exchange    letter of the exchange
    condition   sale condition flags, hexadecimal
    suspicious  0 or 1; a suspicious trade is delivered as kind trade-suspicious\
    """;
  }

  @Override
  public String example() {
    return "14400009.367,137450,100,D,1,0";
  }

  @Override
  @Nullable String deliver(DelimitedLines lines, int symbol, long tsNs, MarketDataSink sink) {
    long pxE9 = number(lines, 1, PX_DECIMALS);
    long qtyE8 = number(lines, 2, Decimal.QTY_DECIMALS);
    int suspicious = flag(lines, 5);
    if (pxE9 == Decimal.INVALID || qtyE8 == Decimal.INVALID) {
      return "no number: price=%s size=%s".formatted(lines.text(1), lines.text(2));
    }
    if (suspicious < 0) {
      return "suspicious must be 0 or 1: suspicious=" + lines.text(5);
    }
    sink.kind(suspicious == 1 ? "trade-suspicious" : "trade");
    sink.trade(
        lines.line(),
        symbol,
        tsNs,
        MarketDataSink.UNKNOWN_TIME,
        pxE9,
        qtyE8,
        MarketDataSink.UNKNOWN_SIDE);
    return null;
  }

  @Override
  public LoaderSample sample(Path folder, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(rows * 34);
    long price = 1_450_000;
    for (int i = 0; i < rows; i++) {
      long us = 34_200_000_000L + 23_000_000_000L * i / rows;
      price += 100L * (random.nextInt(3) - 1);
      LeanSamples.decimal(text, us, 3)
          .append(',')
          .append(price)
          .append(',')
          .append(1 + random.nextInt(500))
          .append(",D,1,")
          .append(random.nextInt(1_000) == 0 ? '1' : '0')
          .append('\n');
    }
    return new LoaderSample(zip(folder, "trade", text), LoadOptions.NONE, rows);
  }
}
