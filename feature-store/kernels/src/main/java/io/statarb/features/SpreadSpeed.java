package io.statarb.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Velocity and realised volatility of the spread over a short and a long horizon beside those of
 * {@link SpreadMotion}. A change across a gap of a leg does not count.
 */
final class SpreadSpeed implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final double[] VELOCITY_TAUS_S = {2.0, 60.0};
  private static final double[] VOL_TAUS_S = {10.0, 600.0};

  static final List<FeatureField> FIELDS = fields();

  private final BasketState state;
  private final DecayedMoments[] means;
  private final DecayedSum[] squares;
  private double last = Double.NaN;

  SpreadSpeed(BasketState state) {
    this.state = state;
    this.means = new DecayedMoments[VELOCITY_TAUS_S.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = state.moments(VELOCITY_TAUS_S[i]);
    }
    this.squares = new DecayedSum[VOL_TAUS_S.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = state.time().sum(VOL_TAUS_S[i]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : VELOCITY_TAUS_S) {
      fields.add(
          new FeatureField(
                  "spread_velocity_%ds".formatted((int) tauS),
                  "bps/s",
                  "(spread - time-decayed mean) / tau, tau %d s".formatted((int) tauS))
              .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS)))
              .degradingTo(0.0));
    }
    for (double tauS : VOL_TAUS_S) {
      fields.add(
          new FeatureField(
                  "spread_vol_%ds".formatted((int) tauS),
                  "bps/sqrt(s)",
                  "root of the time-decayed sum of squared spread changes per second, tau %d s, this tick included"
                      .formatted((int) tauS))
              .from("Andersen, Bollerslev, Diebold and Labys (2003)")
              .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS))));
    }
    return List.copyOf(fields);
  }

  @Override
  public void elapse() {
    for (DecayedSum each : squares) {
      each.elapse();
    }
    boolean held = state.held();
    for (DecayedMoments mean : means) {
      if (held) {
        mean.hold(state.spread());
      } else {
        mean.fade();
      }
    }
    if (!held) {
      last = Double.NaN;
    }
  }

  @Override
  public void row(double[] values, int offset) {
    double spread = state.spread();
    double change = Double.isNaN(last) ? 0.0 : spread - last;
    last = spread;
    int at = offset;
    for (int i = 0; i < means.length; i++) {
      values[at++] =
          means[i].warm() ? BPS * (spread - means[i].mean()) / VELOCITY_TAUS_S[i] : Double.NaN;
    }
    for (DecayedSum each : squares) {
      each.add(change * change);
      values[at++] = BPS * StrictMath.sqrt(each.rate());
    }
  }

  @Override
  public void reset() {
    last = Double.NaN;
    for (DecayedMoments mean : means) {
      mean.reset();
    }
    for (DecayedSum each : squares) {
      each.reset();
    }
  }
}
