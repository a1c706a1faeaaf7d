package io.statarb.features;

import java.util.List;

/**
 * How the spread and both of its sides have moved over the last bars: Y, and X or, of a basket, the
 * weighted sum of the hedge legs. All time is in bars; a bar on which a leg is missing passes
 * without a move.
 */
final class BarMotion implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final double FAST = 5.0;
  private static final double SLOW = 20.0;
  private static final double LONG = 60.0;
  private static final int SIDES = 2;

  static final List<FeatureField> FIELDS = fields("x", "X", "leg");
  static final List<FeatureField> BASKET_FIELDS =
      fields("hedge", "the hedge, the sum of hedge ratio x log mid of its legs,", "side");

  private final BasketState state;
  private final boolean basket;
  private final DecayedMoments mean;
  private final DecayedSum squares;
  private final DecayedMoments[][] momenta = new DecayedMoments[SIDES][];
  private final DecayedSum product;
  private final DecayedSum[] sideSquares = new DecayedSum[SIDES];
  private final double[] lastLog = {Double.NaN, Double.NaN};
  private double last = Double.NaN;

  private BarMotion(BasketState state, boolean basket) {
    this.state = state;
    this.basket = basket;
    this.mean = state.moments(FAST);
    this.squares = state.time().sum(SLOW);
    this.product = state.time().sum(LONG);
    for (int side = 0; side < SIDES; side++) {
      momenta[side] = new DecayedMoments[] {state.moments(FAST), state.moments(SLOW)};
      sideSquares[side] = state.time().sum(LONG);
    }
  }

  /** Of a pair. */
  static BarMotion ofPair(BasketState state) {
    return new BarMotion(state, false);
  }

  /** Of a basket of any number of legs. */
  static BarMotion ofBasket(BasketState state) {
    return new BarMotion(state, true);
  }

  private static List<FeatureField> fields(String second, String secondWords, String sides) {
    return List.of(
        new FeatureField("spread_change_1b", "bps", "spread less the spread of the bar before")
            .warming("warm with the second bar")
            .degradingTo(0.0),
        new FeatureField(
                "spread_velocity_5b", "bps/bar", "(spread - decayed mean) / tau, tau 5 bars")
            .warming("warm after 2 bars")
            .degradingTo(0.0),
        new FeatureField(
                "spread_vol_20b",
                "bps/sqrt(bar)",
                "root of the decayed mean of squared spread changes, tau 20 bars")
            .from("realised volatility of Andersen, Bollerslev, Diebold and Labys (2003)")
            .warming("warm after 5 bars")
            .degradingTo(0.0),
        momentum("y", "Y", FAST),
        momentum("y", "Y", SLOW),
        momentum(second, secondWords, FAST),
        momentum(second, secondWords, SLOW),
        new FeatureField(
                sides + "_correlation_60b",
                "1",
                "decayed sum of products of the %ss' log returns over the root of both sums of squares, tau 60 bars"
                    .formatted(sides))
            .warming("warm after 15 bars and a move of each " + sides)
            .degradingTo(0.0));
  }

  private static FeatureField momentum(String name, String words, double tau) {
    return new FeatureField(
            "%s_momentum_%db".formatted(name, (int) tau),
            "bps",
            "log mid of %s less its decayed mean, tau %d bars".formatted(words, (int) tau))
        .from("Zumbach and Mueller (2001)")
        .warming("warm after tau / 4")
        .degradingTo(0.0);
  }

  @Override
  public void elapse() {
    squares.elapse();
    product.elapse();
    boolean held = state.held();
    if (held) {
      mean.hold(state.spread());
    } else {
      mean.fade();
    }
    for (int side = 0; side < SIDES; side++) {
      sideSquares[side].elapse();
      for (DecayedMoments each : momenta[side]) {
        if (held) {
          each.hold(log(side));
        } else {
          each.fade();
        }
      }
    }
  }

  @Override
  public void row(double[] values, int offset) {
    double spread = state.spread();
    double change = spread - last;
    last = spread;
    squares.add(Double.isNaN(change) ? 0.0 : change * change);
    values[offset] = BPS * change;
    values[offset + 1] = mean.warm() ? BPS * (spread - mean.mean()) / FAST : Double.NaN;
    values[offset + 2] = BPS * StrictMath.sqrt(squares.rate());
    double y = move(BasketState.Y, values, offset + 3);
    double x = move(BasketState.X, values, offset + 5);
    product.add(y * x);
    double scale =
        StrictMath.sqrt(sideSquares[BasketState.Y].sum() * sideSquares[BasketState.X].sum());
    values[offset + 7] =
        product.warm() && scale > 0.0 ? Math.clamp(product.sum() / scale, -1.0, 1.0) : Double.NaN;
  }

  private double log(int side) {
    if (side == BasketState.Y) {
      return state.leg(BasketState.Y).logMid();
    }
    return basket ? state.logHedge() : state.leg(BasketState.X).logMid();
  }

  /** Writes the momenta of a side and returns its log return of this bar, 0 for the first. */
  private double move(int side, double[] values, int offset) {
    double now = log(side);
    for (int i = 0; i < momenta[side].length; i++) {
      DecayedMoments each = momenta[side][i];
      values[offset + i] = each.warm() ? BPS * (now - each.mean()) : Double.NaN;
    }
    double move = Double.isNaN(lastLog[side]) ? 0.0 : now - lastLog[side];
    lastLog[side] = now;
    sideSquares[side].add(move * move);
    return move;
  }

  @Override
  public void reset() {
    last = Double.NaN;
    mean.reset();
    squares.reset();
    product.reset();
    for (int side = 0; side < SIDES; side++) {
      lastLog[side] = Double.NaN;
      sideSquares[side].reset();
      for (DecayedMoments each : momenta[side]) {
        each.reset();
      }
    }
  }
}
