package io.statarb.features.instrument;

import io.statarb.features.DecayedMoments;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Recent return of the mid over four horizons: {@code log mid - time-decayed mean of log mid}.
 *
 * <p>Source: G. Zumbach and U. Mueller, "Operators on inhomogeneous time series" (2001).
 */
final class Momentum implements InstrumentKernel {
  private static final double BPS = 1e4;
  private static final double[] TAUS_S = {1.0, 10.0, 60.0, 300.0};

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;
  private final DecayedMoments[] moments = new DecayedMoments[TAUS_S.length];

  Momentum(InstrumentState state) {
    this.state = state;
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.time().moments(TAUS_S[i]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : TAUS_S) {
      fields.add(
          new FeatureField(
                  "momentum_%ds".formatted((int) tauS),
                  "bps",
                  "log mid less its time-decayed mean, tau %d s".formatted((int) tauS))
              .from("Zumbach and Mueller (2001)")
              .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS))));
    }
    return List.copyOf(fields);
  }

  @Override
  public void elapse() {
    for (DecayedMoments each : moments) {
      if (state.quote().held()) {
        each.hold(state.quote().logMid());
      } else {
        each.fade();
      }
    }
  }

  @Override
  public void row(double[] values, int offset) {
    for (int i = 0; i < moments.length; i++) {
      values[offset + i] =
          moments[i].warm() ? BPS * (state.quote().logMid() - moments[i].mean()) : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (DecayedMoments each : moments) {
      each.reset();
    }
  }
}
