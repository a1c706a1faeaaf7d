package io.statarb.features;

import java.util.List;

/**
 * How far the spread is from its recent and from its formation level, in standard deviations.
 *
 * <p>{@code z = (spread - mean) / max(sd, floor)} with mean and sd of {@link DecayedMoments}: they
 * hold only what stood before this tick, so that a spread is never compared with itself. The floor
 * is the rounding noise of the quotes, {@code sqrt(sum of (weight tick/mid)^2 over the legs) /
 * sqrt(12)}: after a quiet stretch a move of one price tick is not an event of many sd.
 */
final class SpreadScores implements FeatureKernel {
  private static final double[] TAUS_S = {30.0, 120.0, 600.0};

  static final List<FeatureField> FIELDS =
      List.of(
          recent("z_30s", 30, "7.5"),
          recent("z_120s", 120, "20"),
          recent("z_600s", 600, "20"),
          new FeatureField(
                  "spread_z_formation", "sd", "(spread - mean) / sd of the formation window")
              .from("Gatev, Goetzmann and Rouwenhorst (2006)"));

  private final BasketState state;
  private final DecayedMoments[] moments;

  SpreadScores(BasketState state) {
    this.state = state;
    this.moments = new DecayedMoments[TAUS_S.length];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.moments(TAUS_S[i]);
    }
  }

  private static FeatureField recent(String name, int tauS, String warmUpS) {
    return new FeatureField(
            name,
            "sd",
            "(spread - time-decayed mean) / time-decayed sd, tau %s s, this tick not in them"
                .formatted(tauS))
        .from("Eckner (2012), Finch (2009)")
        .warming("warm after %s s".formatted(warmUpS));
  }

  @Override
  public void elapse() {
    boolean held = state.held();
    double spread = state.spread();
    for (DecayedMoments each : moments) {
      if (held) {
        each.hold(spread);
      } else {
        each.fade();
      }
    }
  }

  @Override
  public void row(double[] values, int offset) {
    double spread = state.spread();
    double floor = floor();
    for (int i = 0; i < moments.length; i++) {
      DecayedMoments each = moments[i];
      values[offset + i] =
          each.warm()
              ? (spread - each.mean()) / Math.max(StrictMath.sqrt(each.variance()), floor)
              : Double.NaN;
    }
    BasketDefinition basket = state.basket();
    values[offset + moments.length] = (spread - basket.spreadMean()) / basket.spreadSd();
  }

  private double floor() {
    double squares = 0.0;
    for (int i = 0; i < state.legs(); i++) {
      double tick = state.weight(i) * state.leg(i).tick();
      squares += tick * tick;
    }
    return StrictMath.sqrt(squares / 12.0);
  }

  @Override
  public void reset() {
    for (DecayedMoments each : moments) {
      each.reset();
    }
  }
}
