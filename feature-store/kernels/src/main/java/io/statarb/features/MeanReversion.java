package io.statarb.features;

import java.util.List;

/**
 * How fast the spread comes back, over the last minutes: the spread as an Ornstein-Uhlenbeck
 * process {@code dS = (a - rate x S) dt + noise}, by decayed least squares of the changes on the
 * level that stood before them.
 *
 * <p>Ticks come at odd times; the noise of a change grows with its time, so each change is weighted
 * by one over its time, which leaves {@code rate = (sum dS sum S dt - sum S dS sum dt) / (sum S^2
 * dt sum dt - (sum S dt)^2)} and needs no division by the time of a tick, which may be 0. Changes
 * across a gap of a leg do not count.
 *
 * <p>Source: L. Ornstein and G. Uhlenbeck (1930); the discretisation is that of an AR(1), E. Chan,
 * "Algorithmic Trading" (2013), chapter 2. Half-life = ln 2 / rate.
 */
final class MeanReversion implements FeatureKernel {
  private static final double TAU_S = 600.0;
  private static final double LN2 = 0.6931471805599453;

  /** A spread that does not revert within a day does not revert within a session. */
  private static final double LONGEST_S = 86_400.0;

  /** Share of the level's square sum below which its variation is rounding. */
  private static final double LEAST_VARIATION = 1e-9;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
                  "reversion_rate_600s",
                  "1/s",
                  "rate of dS = (a - rate x S) dt + noise, decayed least squares, tau 600 s; below 0 when the spread runs away")
              .from("Ornstein and Uhlenbeck (1930), Chan (2013)")
              .warming("warm after 20 s and a change of the spread")
              .degradingTo(0.0),
          new FeatureField(
                  "half_life_600s",
                  "s",
                  "ln 2 / reversion rate, at most 86400, which also stands for no reversion")
              .from("Ornstein and Uhlenbeck (1930), Chan (2013)")
              .warming("warm after 20 s and a change of the spread")
              .degradingTo(LONGEST_S));

  private final BasketState state;
  private final DecayedSum changes;
  private final DecayedSum levelChanges;
  private final DecayedSum times;
  private final DecayedSum levelTimes;
  private final DecayedSum squareTimes;
  private final DecayedSum[] sums;
  private boolean started;
  private double origin;
  private long lastNs;
  private double last = Double.NaN;

  MeanReversion(BasketState state) {
    this.state = state;
    this.changes = state.time().sum(TAU_S);
    this.levelChanges = state.time().sum(TAU_S);
    this.times = state.time().sum(TAU_S);
    this.levelTimes = state.time().sum(TAU_S);
    this.squareTimes = state.time().sum(TAU_S);
    this.sums = new DecayedSum[] {changes, levelChanges, times, levelTimes, squareTimes};
  }

  @Override
  public void elapse() {
    for (DecayedSum sum : sums) {
      sum.elapse();
    }
    if (!state.held()) {
      last = Double.NaN;
    } else if (!Double.isNaN(last)) {
      double dtS = state.time().sinceS(lastNs);
      times.add(dtS);
      levelTimes.add(last * dtS);
      squareTimes.add(last * last * dtS);
    }
    lastNs = state.time().nowNs();
  }

  @Override
  public void row(double[] values, int offset) {
    if (!started) {
      started = true;
      origin = state.spread();
    }
    // From where the session began: the sums of squares keep their digits.
    double level = state.spread() - origin;
    if (!Double.isNaN(last)) {
      changes.add(level - last);
      levelChanges.add(last * (level - last));
    }
    last = level;
    double rate = rate();
    values[offset] = rate;
    values[offset + 1] =
        Double.isNaN(rate) ? Double.NaN : rate > 0.0 ? Math.min(LN2 / rate, LONGEST_S) : LONGEST_S;
  }

  private double rate() {
    double squares = squareTimes.sum() * times.sum();
    double variation = squares - levelTimes.sum() * levelTimes.sum();
    boolean measured = times.warm() && variation > LEAST_VARIATION * squares;
    return measured
        ? (changes.sum() * levelTimes.sum() - levelChanges.sum() * times.sum()) / variation
        : Double.NaN;
  }

  @Override
  public void reset() {
    for (DecayedSum sum : sums) {
      sum.reset();
    }
    started = false;
    origin = 0.0;
    lastNs = 0;
    last = Double.NaN;
  }
}
