package io.statarb.features;

import java.util.List;

/** How busy each leg is and how old its quote. */
final class QuoteActivity implements FeatureKernel {
  private static final double TAU_S = 30.0;
  private static final double MAX_AGE_S = 60.0;

  static final List<FeatureField> FIELDS =
      List.of(intensity("y", "Y"), intensity("x", "X"), age("y", "Y"), age("x", "X"));

  private final BasketState state;
  private final Decay decay;
  private final double warmWeight;
  private double yCount;
  private double xCount;

  QuoteActivity(BasketState state) {
    this.state = state;
    this.decay = state.time().decay(TAU_S);
    this.warmWeight = decay.weightAfter(SessionTime.WARM_UP_S);
  }

  private static FeatureField intensity(String leg, String name) {
    return new FeatureField(
            leg + "_intensity_30s",
            "1/s",
            "time-decayed count of good quotes of %s per second, tau 30 s, this tick included"
                .formatted(name))
        .from("cf. Engle and Russell (1998)")
        .warming("warm after 20 s");
  }

  private static FeatureField age(String leg, String name) {
    return new FeatureField(
        leg + "_quote_age_s", "s", "age of the quote of %s, at most 60 s".formatted(name));
  }

  @Override
  public void elapse() {
    double keep = decay.keep();
    yCount *= keep;
    xCount *= keep;
  }

  @Override
  public void quote(int leg) {
    if (leg == BasketState.Y) {
      yCount += 1.0;
    } else {
      xCount += 1.0;
    }
  }

  @Override
  public void row(double[] values, int offset) {
    boolean warm = decay.weight() >= warmWeight;
    double seconds = TAU_S * decay.weight();
    values[offset] = warm ? yCount / seconds : Double.NaN;
    values[offset + 1] = warm ? xCount / seconds : Double.NaN;
    values[offset + 2] = ageS(BasketState.Y);
    values[offset + 3] = ageS(BasketState.X);
  }

  private double ageS(int leg) {
    return Math.min((state.time().nowNs() - state.leg(leg).tsNs()) * 1e-9, MAX_AGE_S);
  }

  @Override
  public void reset() {
    yCount = 0.0;
    xCount = 0.0;
  }
}
