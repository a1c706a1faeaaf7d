package io.statarb.features;

import java.util.List;

/** Where in the day and in the session a tick lies. No warm-up, no state. */
final class SessionClock implements FeatureKernel {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final int MINUTES = 1440;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
              "time_of_day_sin",
              "1",
              "sine of the minute of the UTC day as an angle, 0 at midnight"),
          new FeatureField(
              "time_of_day_cos",
              "1",
              "cosine of the minute of the UTC day as an angle, 1 at midnight"),
          new FeatureField(
              "session_age_s", "s", "time since the first tick of either leg in this session"));

  private final BasketState state;

  // A table, because StrictMath's sine and cosine allocate on each call.
  private final double[] sin = new double[MINUTES];
  private final double[] cos = new double[MINUTES];

  SessionClock(BasketState state) {
    this.state = state;
    for (int minute = 0; minute < MINUTES; minute++) {
      double angle = 2.0 * Math.PI * ((double) minute / MINUTES);
      sin[minute] = StrictMath.sin(angle);
      cos[minute] = StrictMath.cos(angle);
    }
  }

  @Override
  public void row(double[] values, int offset) {
    int minute =
        (int) Math.floorMod(Math.floorDiv(state.time().nowNs(), MINUTE_NS), (long) MINUTES);
    values[offset] = sin[minute];
    values[offset + 1] = cos[minute];
    values[offset + 2] = state.time().ageS();
  }
}
