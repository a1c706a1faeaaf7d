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
  private static final FeatureField OF_FORMATION =
      new FeatureField("spread_z_formation", "sd", "(spread - mean) / sd of the formation window")
          .from("Gatev, Goetzmann and Rouwenhorst (2006)");

  static final List<FeatureField> FIELDS =
      List.of(
          recent("z_30s", 30, "7.5"),
          recent("z_120s", 120, "20"),
          recent("z_600s", 600, "20"),
          OF_FORMATION);

  /** The same of bars: one passes where a second does of ticks. */
  static final List<FeatureField> BAR_FIELDS =
      List.of(recentBars("z_20b", 20, 5), recentBars("z_60b", 60, 15), OF_FORMATION);

  private final BasketState state;
  private final DecayedMoments[] moments;

  private SpreadScores(BasketState state, double... taus) {
    this.state = state;
    this.moments = new DecayedMoments[taus.length];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.moments(taus[i]);
    }
  }

  static SpreadScores ofTicks(BasketState state) {
    return new SpreadScores(state, 30.0, 120.0, 600.0);
  }

  static SpreadScores ofBars(BasketState state) {
    return new SpreadScores(state, 20.0, 60.0);
  }

  private static FeatureField recentBars(String name, int tau, int warmUp) {
    return new FeatureField(
            name,
            "sd",
            "(spread - decayed mean) / decayed sd, tau %d bars, this bar not in them"
                .formatted(tau))
        .from("Eckner (2012), Finch (2009)")
        .warming("warm after %d bars".formatted(warmUp))
        .degradingTo(0.0);
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
