package io.statarb.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Recent return of each leg over three horizons, and by how much X has moved ahead of Y.
 *
 * <p>{@code momentum = log mid - time-decayed mean of log mid}: the return since a moment about tau
 * ago, smoothed, at the price of one sum and no history. A venue or currency that leads shows in
 * the difference before the spread has closed.
 */
final class LegMomentum implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final double[] TAUS_S = {1.0, 5.0, 30.0};
  private static final int LEAD_LAGS = 2;

  static final List<FeatureField> FIELDS = fields();

  private final BasketState state;
  private final DecayedMoments[] y;
  private final DecayedMoments[] x;

  LegMomentum(BasketState state) {
    this.state = state;
    this.y = moments(state);
    this.x = moments(state);
  }

  private static DecayedMoments[] moments(BasketState state) {
    DecayedMoments[] moments = new DecayedMoments[TAUS_S.length];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.moments(TAUS_S[i]);
    }
    return moments;
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (String leg : List.of("y", "x")) {
      for (double tauS : TAUS_S) {
        fields.add(
            new FeatureField(
                    "%s_momentum_%ss".formatted(leg, (int) tauS),
                    "bps",
                    "log mid of %s less its time-decayed mean, tau %s s"
                        .formatted(leg.equals("y") ? "Y" : "X", (int) tauS))
                .from("Zumbach and Mueller (2001)")
                .warming("warm after tau / 4"));
      }
    }
    for (int i = 0; i < LEAD_LAGS; i++) {
      fields.add(
          new FeatureField(
                  "lead_lag_%ss".formatted((int) TAUS_S[i]),
                  "bps",
                  "momentum of X less momentum of Y, tau %s s".formatted((int) TAUS_S[i]))
              .from("Huth and Abergel (2014)")
              .warming("warm with both"));
    }
    return List.copyOf(fields);
  }

  @Override
  public void elapse() {
    elapse(state.leg(BasketState.Y), y);
    elapse(state.leg(BasketState.X), x);
  }

  private static void elapse(LegQuote leg, DecayedMoments[] moments) {
    boolean held = leg.held();
    double logMid = leg.logMid();
    for (DecayedMoments each : moments) {
      if (held) {
        each.hold(logMid);
      } else {
        each.fade();
      }
    }
  }

  @Override
  public void row(double[] values, int offset) {
    int n = TAUS_S.length;
    row(state.leg(BasketState.Y), y, values, offset);
    row(state.leg(BasketState.X), x, values, offset + n);
    for (int i = 0; i < LEAD_LAGS; i++) {
      values[offset + 2 * n + i] = values[offset + n + i] - values[offset + i];
    }
  }

  private static void row(LegQuote leg, DecayedMoments[] moments, double[] values, int offset) {
    double logMid = leg.logMid();
    for (int i = 0; i < moments.length; i++) {
      values[offset + i] = moments[i].warm() ? BPS * (logMid - moments[i].mean()) : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (int i = 0; i < y.length; i++) {
      y[i].reset();
      x[i].reset();
    }
  }
}
