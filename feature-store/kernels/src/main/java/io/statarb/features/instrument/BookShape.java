package io.statarb.features.instrument;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;

import io.statarb.features.FeatureField;
import java.util.List;

/**
 * How much waits behind the best prices and how far out. No warm-up beyond known levels, no state.
 *
 * <p>Source: R. Naes and J. Skjeltorp, "Order book characteristics and the volume-volatility
 * relation" (2006), for the slope.
 */
final class BookShape implements InstrumentKernel {
  private static final double BPS = 1e4;
  private static final int OUTERMOST = InstrumentState.LEVELS - 1;
  private static final String PAPER = "cf. Naes and Skjeltorp (2006)";

  static final List<FeatureField> FIELDS =
      List.of(
          field("depth_5", "unit", "quantity of the best 5 levels of both sides"),
          field("depth_10", "unit", "quantity of the best 10 levels of both sides"),
          field(
                  "bid_slope_10",
                  "unit/bps",
                  "quantity of the best 10 bids over the distance of the tenth from the middle of the book")
              .from(PAPER),
          field(
                  "ask_slope_10",
                  "unit/bps",
                  "quantity of the best 10 asks over the distance of the tenth from the middle of the book")
              .from(PAPER),
          field(
              "book_span_10_bps", "bps", "tenth ask less tenth bid, over the middle of the book"));

  private final InstrumentState state;

  BookShape(InstrumentState state) {
    this.state = state;
  }

  private static FeatureField field(String name, String unit, String formula) {
    return new FeatureField(name, unit, formula).warming("known levels").degradingTo(0.0);
  }

  @Override
  public void row(double[] values, int offset) {
    TopLevels levels = state.levels();
    values[offset] = levels.has(5) ? levels.depth(BUY, 5) + levels.depth(SELL, 5) : Double.NaN;
    boolean all = levels.has(InstrumentState.LEVELS);
    double bids = all ? levels.depth(BUY, InstrumentState.LEVELS) : Double.NaN;
    double asks = all ? levels.depth(SELL, InstrumentState.LEVELS) : Double.NaN;
    double bid = levels.px(BUY, OUTERMOST);
    double ask = levels.px(SELL, OUTERMOST);
    double mid = 0.5 * (levels.px(BUY, 0) + levels.px(SELL, 0));
    values[offset + 1] = bids + asks;
    values[offset + 2] = bids / (BPS * (mid - bid) / mid);
    values[offset + 3] = asks / (BPS * (ask - mid) / mid);
    values[offset + 4] = all ? BPS * (ask - bid) / mid : Double.NaN;
  }
}
