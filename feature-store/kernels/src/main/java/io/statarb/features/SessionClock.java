package io.statarb.features;

import java.util.List;

/** Where in the day and in the session a tick lies. No warm-up, no state. */
final class SessionClock implements FeatureKernel {
  private static final long DAY_NS = 86_400_000_000_000L;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
              "time_of_day_sin", "1", "sine of the UTC day as an angle, 0 at midnight; no warm-up"),
          new FeatureField(
              "time_of_day_cos",
              "1",
              "cosine of the UTC day as an angle, 1 at midnight; no warm-up"),
          new FeatureField(
              "session_age_s",
              "s",
              "time since the first tick of either leg in this session; no warm-up"));

  private final PairState state;

  SessionClock(PairState state) {
    this.state = state;
  }

  @Override
  public void row(double[] values, int offset) {
    double angle = 2.0 * Math.PI * ((double) Math.floorMod(state.nowNs(), DAY_NS) / DAY_NS);
    values[offset] = StrictMath.sin(angle);
    values[offset + 1] = StrictMath.cos(angle);
    values[offset + 2] = state.ageS();
  }
}
