package io.statarb.features.instrument;

import io.statarb.features.DecayedSum;
import io.statarb.features.FeatureField;
import io.statarb.features.SessionTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Realised volatility of the mid, its part without jumps, and the share of jumps.
 *
 * <p>Returns are those of whole UTC seconds, of the mid that stood at each: from tick to tick most
 * mids do not move, and the product of two neighbours, of which bipower variation is made, would be
 * 0 nearly always. A return across a moment without quote does not count.
 *
 * <p>Source: O. Barndorff-Nielsen and N. Shephard, "Power and bipower variation with stochastic
 * volatility and jumps" (2004): {@code pi / 2 x sum of |r_i| |r_(i-1)|}; T. Andersen, T.
 * Bollerslev, F. Diebold and P. Labys (2003) for realised variance.
 */
final class Variation implements InstrumentKernel {
  private static final double BPS = 1e4;
  private static final double[] TAUS_S = {60.0, 300.0};
  private static final long GRID_NS = 1_000_000_000L;
  private static final double HALF_PI = 1.5707963267948966;
  private static final String PAPER = "Barndorff-Nielsen and Shephard (2004)";

  static final List<FeatureField> FIELDS = fields();

  private final InstrumentState state;
  private final DecayedSum[] squares = new DecayedSum[TAUS_S.length];
  private final DecayedSum[] products = new DecayedSum[TAUS_S.length];
  private boolean started;
  private long second;
  private double lastLogMid = Double.NaN;
  private double lastReturn = Double.NaN;

  Variation(InstrumentState state) {
    this.state = state;
    for (int i = 0; i < TAUS_S.length; i++) {
      squares[i] = state.time().sum(TAUS_S[i]);
      products[i] = state.time().sum(TAUS_S[i]);
    }
  }

  private static List<FeatureField> fields() {
    List<FeatureField> fields = new ArrayList<>();
    for (double tauS : TAUS_S) {
      fields.add(
          field(
              "realised_vol_%ds".formatted((int) tauS),
              "bps/sqrt(s)",
              "root of the time-decayed sum of squared 1 s returns of the mid per second, tau %d s",
              tauS,
              "Andersen, Bollerslev, Diebold and Labys (2003)"));
    }
    for (double tauS : TAUS_S) {
      fields.add(
          field(
              "bipower_vol_%ds".formatted((int) tauS),
              "bps/sqrt(s)",
              "root of pi / 2 x the time-decayed sum of products of neighbouring absolute 1 s returns per second, tau %d s",
              tauS,
              PAPER));
    }
    for (double tauS : TAUS_S) {
      fields.add(
          field(
                  "jump_share_%ds".formatted((int) tauS),
                  "1",
                  "1 - bipower variation / realised variance, at least 0, tau %d s",
                  tauS,
                  PAPER)
              .warming("warm after %s s and a move of the mid".formatted(SessionTime.warmUpS(tauS)))
              .degradingTo(0.0));
    }
    return List.copyOf(fields);
  }

  private static FeatureField field(
      String name, String unit, String formula, double tauS, String paper) {
    return new FeatureField(name, unit, formula.formatted((int) tauS))
        .from(paper)
        .warming("warm after %s s".formatted(SessionTime.warmUpS(tauS)));
  }

  @Override
  public void elapse() {
    for (int i = 0; i < TAUS_S.length; i++) {
      squares[i].elapse();
      products[i].elapse();
    }
    long now = Math.floorDiv(state.time().nowNs(), GRID_NS);
    if (!state.quote().held()) {
      lastLogMid = Double.NaN;
      lastReturn = Double.NaN;
    } else if (started && now > second) {
      sample(now);
    }
    second = now;
    started = true;
  }

  /** The mid stood over all seconds that have begun since the last event. */
  private void sample(long now) {
    double logMid = state.quote().logMid();
    double move = logMid - lastLogMid;
    if (!Double.isNaN(move)) {
      double product = Double.isNaN(lastReturn) ? 0.0 : Math.abs(move) * Math.abs(lastReturn);
      double ageS = state.time().sinceS((second + 1) * GRID_NS);
      for (int i = 0; i < TAUS_S.length; i++) {
        squares[i].addAged(move * move, ageS);
        products[i].addAged(product, ageS);
      }
    }
    // Where more than one second has begun, nothing moved in the last of them.
    lastReturn = now > second + 1 ? 0.0 : move;
    lastLogMid = logMid;
  }

  @Override
  public void row(double[] values, int offset) {
    int n = TAUS_S.length;
    for (int i = 0; i < n; i++) {
      double realised = squares[i].rate();
      double bipower = HALF_PI * products[i].rate();
      values[offset + i] = BPS * StrictMath.sqrt(realised);
      values[offset + n + i] = BPS * StrictMath.sqrt(bipower);
      values[offset + 2 * n + i] =
          realised > 0.0 ? Math.max(0.0, 1.0 - bipower / realised) : Double.NaN;
    }
  }

  @Override
  public void reset() {
    for (int i = 0; i < TAUS_S.length; i++) {
      squares[i].reset();
      products[i].reset();
    }
    started = false;
    second = 0;
    lastLogMid = Double.NaN;
    lastReturn = Double.NaN;
  }
}
