package io.statarb.features.instrument;

import io.statarb.features.DecayedMoments;
import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import java.util.List;

/**
 * What it costs to take, quoted and as paid, and how much can be taken.
 *
 * <p>Source: J. Hasbrouck, "Empirical Market Microstructure" (2007), chapter 14, for quoted and
 * effective spreads.
 */
final class SpreadAndDepth implements InstrumentKernel {
  private static final double BPS = 1e4;
  private static final double TAU_S = 60.0;
  private static final String WARMING = "warm after 15.0 s";

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField("quoted_spread_bps", "bps", "(ask - bid) / mid")
              .from("Hasbrouck (2007), chapter 14"),
          new FeatureField(
                  "quoted_spread_60s_bps",
                  "bps",
                  "time-decayed mean of the quoted spread, tau 60 s, this event not in it")
              .from("Hasbrouck (2007), chapter 14")
              .warming(WARMING),
          new FeatureField(
                  "effective_spread_60s_bps",
                  "bps",
                  "2 x sign x (trade price - mid before it) / mid, time-decayed mean weighted by quantity, tau 60 s")
              .from("Hasbrouck (2007), chapter 14")
              .warming(WARMING + " and a signed trade within 5 tau")
              .degradingTo(0.0),
          new FeatureField("depth_best", "unit", "(bidQty + askQty) / 2"),
          new FeatureField(
                  "depth_best_ratio",
                  "1",
                  "depth_best over its time-decayed mean, tau 60 s, this event not in it")
              .warming(WARMING));

  private final InstrumentState state;
  private final DecayedMoments spread;
  private final DecayedMoments depth;
  private final DecayedSum paid;
  private final DecayedSum volume;
  private final DecayedSum count;

  SpreadAndDepth(InstrumentState state) {
    this.state = state;
    this.spread = state.time().moments(TAU_S);
    this.depth = state.time().moments(TAU_S);
    this.paid = state.time().sum(TAU_S);
    this.volume = state.time().sum(TAU_S);
    this.count = state.time().sum(TAU_S);
  }

  @Override
  public void elapse() {
    paid.elapse();
    volume.elapse();
    count.elapse();
    TopQuote quote = state.quote();
    if (quote.held()) {
      spread.hold(quote.spread());
    } else {
      spread.fade();
    }
    if (quote.sized()) {
      depth.hold(quote.depth());
    } else {
      depth.fade();
    }
  }

  @Override
  public void trade() {
    TopQuote quote = state.quote();
    if (quote.held() && state.tradeSign() != 0) {
      double effective = 2.0 * state.tradeSign() * (state.tradePx() - quote.mid()) / quote.mid();
      paid.add(effective * state.tradeQty());
      volume.add(state.tradeQty());
      count.add(1.0);
    }
  }

  @Override
  public void row(double[] values, int offset) {
    TopQuote quote = state.quote();
    values[offset] = BPS * quote.spread();
    values[offset + 1] = spread.warm() ? BPS * spread.mean() : Double.NaN;
    boolean traded = count.warm() && count.sum() >= TradeFlow.LEAST_COUNT;
    values[offset + 2] = traded ? BPS * (paid.sum() / volume.sum()) : Double.NaN;
    values[offset + 3] = quote.depth();
    values[offset + 4] = depth.warm() ? quote.depth() / depth.mean() : Double.NaN;
  }

  @Override
  public void reset() {
    spread.reset();
    depth.reset();
    paid.reset();
    volume.reset();
    count.reset();
  }
}
