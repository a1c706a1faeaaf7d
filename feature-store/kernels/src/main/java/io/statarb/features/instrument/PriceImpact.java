package io.statarb.features.instrument;

import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import java.util.List;

/**
 * How far a trade moves the mid, and the spread that the bounce of trade prices gives away.
 *
 * <p>Source: A. Kyle, "Continuous auctions and insider trading" (1985), for lambda, here the slope
 * through the origin of the mid's move from one trade to the next on the signed quantity of the
 * first; R. Roll, "A simple implicit measure of the effective bid-ask spread" (1984): {@code 2 x
 * root of minus the covariance of neighbouring price changes}, 0 when that is positive, with
 * changes of mean 0.
 */
final class PriceImpact implements InstrumentKernel {
  private static final double BPS = 1e4;
  private static final double TAU_S = 300.0;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
                  "kyle_lambda_300s",
                  "bps/unit",
                  "time-decayed sum of sign x quantity x move of log mid until the next trade over that of quantity squared, tau 300 s")
              .from("Kyle (1985)")
              .warming("warm after 20.0 s and two signed trades, the last within 5 tau")
              .degradingTo(0.0),
          new FeatureField(
                  "roll_spread_300s_bps",
                  "bps",
                  "2 x root of minus the time-decayed mean product of neighbouring changes of log trade price, at least 0, tau 300 s")
              .from("Roll (1984)")
              .warming("warm after 20.0 s and three trades, the last within 5 tau")
              .degradingTo(0.0));

  private final InstrumentState state;
  private final DecayedSum impacts;
  private final DecayedSum squares;
  private final DecayedSum responses;
  private final DecayedSum products;
  private final DecayedSum neighbours;
  private final DecayedSum[] all;
  private double midThen = Double.NaN;
  private double signedThen;
  private double logPx = Double.NaN;
  private double change = Double.NaN;

  PriceImpact(InstrumentState state) {
    this.state = state;
    this.impacts = state.time().sum(TAU_S);
    this.squares = state.time().sum(TAU_S);
    this.responses = state.time().sum(TAU_S);
    this.products = state.time().sum(TAU_S);
    this.neighbours = state.time().sum(TAU_S);
    this.all = new DecayedSum[] {impacts, squares, responses, products, neighbours};
  }

  @Override
  public void elapse() {
    for (DecayedSum sum : all) {
      sum.elapse();
    }
    if (!state.quote().held()) {
      midThen = Double.NaN;
    }
  }

  @Override
  public void trade() {
    impact();
    bounce();
  }

  private void impact() {
    TopQuote quote = state.quote();
    if (quote.held() && !Double.isNaN(midThen)) {
      impacts.add(signedThen * (quote.logMid() - midThen));
      squares.add(signedThen * signedThen);
      responses.add(1.0);
    }
    boolean signed = quote.held() && state.tradeSign() != 0;
    midThen = signed ? quote.logMid() : Double.NaN;
    signedThen = state.tradeSign() * state.tradeQty();
  }

  private void bounce() {
    double now = StrictMath.log(state.tradePx());
    double move = now - logPx;
    double product = move * change;
    if (!Double.isNaN(product)) {
      products.add(product);
      neighbours.add(1.0);
    }
    logPx = now;
    change = move;
  }

  @Override
  public void row(double[] values, int offset) {
    boolean impact = responses.warm() && responses.sum() >= TradeFlow.LEAST_COUNT;
    values[offset] = impact ? BPS * (impacts.sum() / squares.sum()) : Double.NaN;
    boolean bounce = neighbours.warm() && neighbours.sum() >= TradeFlow.LEAST_COUNT;
    values[offset + 1] =
        bounce
            ? 2.0 * BPS * StrictMath.sqrt(Math.max(0.0, -products.sum() / neighbours.sum()))
            : Double.NaN;
  }

  @Override
  public void reset() {
    for (DecayedSum sum : all) {
      sum.reset();
    }
    midThen = Double.NaN;
    signedThen = 0.0;
    logPx = Double.NaN;
    change = Double.NaN;
  }
}
