package io.statarb.loaders;

import io.statarb.marketdata.MarketDataSink;
import java.time.LocalDate;

/**
 * One day of one symbol. Prices in 1e-9 of the quote currency, NULL_PX where missing.
 *
 * @param line its line in the file
 * @param day the day
 * @param openPxE9 first price
 * @param highPxE9 highest price
 * @param lowPxE9 lowest price
 * @param closePxE9 last price
 * @param volumeE8 units traded in 1e-8, NULL_QTY where missing
 */
public record DailyBar(
    long line,
    LocalDate day,
    long openPxE9,
    long highPxE9,
    long lowPxE9,
    long closePxE9,
    long volumeE8) {
  /** Whether a price lies between low and high, as far as they are known. */
  boolean holds(long pxE9) {
    return pxE9 != MarketDataSink.NULL_PX
        && (lowPxE9 == MarketDataSink.NULL_PX || pxE9 >= lowPxE9)
        && (highPxE9 == MarketDataSink.NULL_PX || pxE9 <= highPxE9);
  }
}
