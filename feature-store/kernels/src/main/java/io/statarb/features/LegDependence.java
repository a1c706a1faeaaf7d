package io.statarb.features;

import java.util.ArrayList;
import java.util.List;

/**
 * How much the legs of a pair move together.
 *
 * <p>The legs are quoted at different times, and returns on a common grid would look less dependent
 * than they are. So every product of a return of Y with a return of X whose times overlap counts
 * once, when the later of the two is complete: a new return of one leg is multiplied by what the
 * other moved since the quote before. A return during which the other leg was away does not count.
 *
 * <p>Source: T. Hayashi and N. Yoshida, "On covariance estimation of non-synchronously observed
 * diffusion processes" (2005), equation 3; here with weights {@code exp(-age/tau)}.
 */
final class LegDependence implements FeatureKernel {
  private static final double[] TAUS_S = {60.0, 600.0};

  static final List<FeatureField> FIELDS = fields();

  private final BasketState state;
  private final DecayedSum[] products = new DecayedSum[TAUS_S.length];
  private final DecayedSum[][] squares = new DecayedSum[2][TAUS_S.length];

  /** Log mid of a leg at its last quote; NaN when there is none. */
  private final double[] last = {Double.NaN, Double.NaN};

  /** Log mid of the other leg at this leg's last quote; NaN when it was away then or since. */
  private final double[] otherThen = {Double.NaN, Double.NaN};

  LegDependence(BasketState state) {
    this.state = state;
    for (int i = 0; i < TAUS_S.length; i++) {
      products[i] = state.time().sum(TAUS_S[i]);
      squares[BasketState.Y][i] = state.time().sum(TAUS_S[i]);
      squares[BasketState.X][i] = state.time().sum(TAUS_S[i]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : TAUS_S) {
      fields.add(
          new FeatureField(
                  "leg_correlation_%ds".formatted((int) tauS),
                  "1",
                  "time-decayed sum of products of overlapping returns of Y and X over the root of both sums of squares, tau %d s, within [-1, 1]"
                      .formatted((int) tauS))
              .from("Hayashi and Yoshida (2005)")
              .warming(
                  "warm after %s s and a move of each leg".formatted(SessionTime.warmUpS(tauS)))
              .degradingTo(0.0));
    }
    fields.add(
        new FeatureField(
                "leg_vol_ratio_600s",
                "1",
                "root of the time-decayed sum of squared returns of Y over that of X, tau 600 s")
            .from("Andersen, Bollerslev, Diebold and Labys (2003)")
            .warming("warm after 20.0 s and a move of X")
            .degradingTo(1.0));
    return List.copyOf(fields);
  }

  @Override
  public void elapse() {
    for (int i = 0; i < TAUS_S.length; i++) {
      products[i].elapse();
      squares[BasketState.Y][i].elapse();
      squares[BasketState.X][i].elapse();
    }
    for (int leg = 0; leg < 2; leg++) {
      if (!state.leg(leg).held()) {
        last[leg] = Double.NaN;
        otherThen[leg] = Double.NaN;
        otherThen[1 - leg] = Double.NaN;
      }
    }
  }

  @Override
  public void quote(int leg) {
    LegQuote other = state.leg(1 - leg);
    double now = state.leg(leg).logMid();
    double move = now - last[leg];
    if (!Double.isNaN(move)) {
      double product = move * (other.logMid() - otherThen[leg]);
      for (int i = 0; i < TAUS_S.length; i++) {
        squares[leg][i].add(move * move);
        products[i].add(Double.isNaN(product) ? 0.0 : product);
      }
    }
    last[leg] = now;
    otherThen[leg] = other.held() ? other.logMid() : Double.NaN;
  }

  @Override
  public void row(double[] values, int offset) {
    for (int i = 0; i < TAUS_S.length; i++) {
      double scale =
          StrictMath.sqrt(squares[BasketState.Y][i].sum() * squares[BasketState.X][i].sum());
      boolean measured = products[i].warm() && scale > 0.0;
      values[offset + i] = measured ? Math.clamp(products[i].sum() / scale, -1.0, 1.0) : Double.NaN;
    }
    int slow = TAUS_S.length - 1;
    double y = squares[BasketState.Y][slow].sum();
    double x = squares[BasketState.X][slow].sum();
    boolean measured = products[slow].warm() && x > 0.0;
    values[offset + TAUS_S.length] = measured ? StrictMath.sqrt(y / x) : Double.NaN;
  }

  @Override
  public void reset() {
    for (int i = 0; i < TAUS_S.length; i++) {
      products[i].reset();
      squares[BasketState.Y][i].reset();
      squares[BasketState.X][i].reset();
    }
    for (int leg = 0; leg < 2; leg++) {
      last[leg] = Double.NaN;
      otherThen[leg] = Double.NaN;
    }
  }
}
