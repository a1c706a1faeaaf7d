package io.statarb.features;

import java.util.List;

/**
 * How spread and legs have moved over the last bars. All time is in bars; a bar on which a leg is
 * missing passes without a move.
 */
final class BarMotion implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final double FAST = 5.0;
  private static final double SLOW = 20.0;
  private static final double LONG = 60.0;
  private static final int LEGS = 2;

  static final List<FeatureField> FIELDS =
      List.of(
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
          momentum("y", FAST),
          momentum("y", SLOW),
          momentum("x", FAST),
          momentum("x", SLOW),
          new FeatureField(
                  "leg_correlation_60b",
                  "1",
                  "decayed sum of products of the legs' log returns over the root of both sums of squares, tau 60 bars")
              .warming("warm after 15 bars and a move of each leg")
              .degradingTo(0.0));

  private final BasketState state;
  private final DecayedMoments mean;
  private final DecayedSum squares;
  private final DecayedMoments[][] momenta = new DecayedMoments[LEGS][];
  private final DecayedSum product;
  private final DecayedSum[] legSquares = new DecayedSum[LEGS];
  private final double[] lastLog = {Double.NaN, Double.NaN};
  private double last = Double.NaN;

  BarMotion(BasketState state) {
    this.state = state;
    this.mean = state.moments(FAST);
    this.squares = state.time().sum(SLOW);
    this.product = state.time().sum(LONG);
    for (int leg = 0; leg < LEGS; leg++) {
      momenta[leg] = new DecayedMoments[] {state.moments(FAST), state.moments(SLOW)};
      legSquares[leg] = state.time().sum(LONG);
    }
  }

  private static FeatureField momentum(String leg, double tau) {
    return new FeatureField(
            "%s_momentum_%db".formatted(leg, (int) tau),
            "bps",
            "log mid of %s less its decayed mean, tau %d bars"
                .formatted(leg.equals("y") ? "Y" : "X", (int) tau))
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
    for (int leg = 0; leg < LEGS; leg++) {
      legSquares[leg].elapse();
      for (DecayedMoments each : momenta[leg]) {
        if (held) {
          each.hold(state.leg(leg).logMid());
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
        StrictMath.sqrt(legSquares[BasketState.Y].sum() * legSquares[BasketState.X].sum());
    values[offset + 7] =
        product.warm() && scale > 0.0 ? Math.clamp(product.sum() / scale, -1.0, 1.0) : Double.NaN;
  }

  /** Writes the momenta of a leg and returns its log return of this bar, 0 for the first. */
  private double move(int leg, double[] values, int offset) {
    double now = state.leg(leg).logMid();
    for (int i = 0; i < momenta[leg].length; i++) {
      DecayedMoments each = momenta[leg][i];
      values[offset + i] = each.warm() ? BPS * (now - each.mean()) : Double.NaN;
    }
    double move = Double.isNaN(lastLog[leg]) ? 0.0 : now - lastLog[leg];
    lastLog[leg] = now;
    legSquares[leg].add(move * move);
    return move;
  }

  @Override
  public void reset() {
    last = Double.NaN;
    mean.reset();
    squares.reset();
    product.reset();
    for (int leg = 0; leg < LEGS; leg++) {
      lastLog[leg] = Double.NaN;
      legSquares[leg].reset();
      for (DecayedMoments each : momenta[leg]) {
        each.reset();
      }
    }
  }
}
