package io.statarb.features.instrument;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;

import io.statarb.features.FeatureField;
import java.util.ArrayList;
import java.util.List;

/**
 * Which side waits with more over several levels.
 *
 * <p>Source: C. Cao, O. Hansch and X. Wang, "The information content of an open limit-order book"
 * (2009).
 */
final class BookImbalance implements InstrumentKernel {
  private static final int[] DEPTHS = {3, 5, 10};
  private static final String PAPER = "Cao, Hansch and Wang (2009)";

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;

  BookImbalance(InstrumentState state) {
    this.state = state;
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (int depth : DEPTHS) {
      fields.add(
          new FeatureField(
                  "book_imbalance_" + depth,
                  "1",
                  "(bid quantity - ask quantity) / sum of both over the best %d levels"
                      .formatted(depth))
              .from(PAPER)
              .warming("known levels")
              .degradingTo(0.0));
    }
    fields.add(
        new FeatureField(
                "book_imbalance_weighted_10",
                "1",
                "the same over the best 10 levels, level i weighted by 1 / i")
            .from(PAPER)
            .warming("known levels")
            .degradingTo(0.0));
    return List.copyOf(fields);
  }

  @Override
  public void row(double[] values, int offset) {
    TopLevels levels = state.levels();
    for (int i = 0; i < DEPTHS.length; i++) {
      values[offset + i] =
          levels.has(DEPTHS[i])
              ? imbalance(levels.depth(BUY, DEPTHS[i]), levels.depth(SELL, DEPTHS[i]))
              : Double.NaN;
    }
    values[offset + DEPTHS.length] =
        levels.has(InstrumentState.LEVELS)
            ? imbalance(weighted(levels, BUY), weighted(levels, SELL))
            : Double.NaN;
  }

  private static double weighted(TopLevels levels, byte side) {
    double sum = 0.0;
    for (int i = 0; i < InstrumentState.LEVELS; i++) {
      sum += levels.qty(side, i) / (i + 1);
    }
    return sum;
  }

  private static double imbalance(double bid, double ask) {
    return (bid - ask) / (bid + ask);
  }
}
