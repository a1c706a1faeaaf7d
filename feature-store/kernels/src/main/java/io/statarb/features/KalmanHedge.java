package io.statarb.features;

import java.util.List;

/**
 * The hedge ratio as a state that drifts, filtered from the quotes: {@code log y = intercept +
 * level + ratio x (log x - log x at the start) + noise}, where level and ratio walk at random from
 * what the formation window fitted.
 *
 * <p>log x is taken from where it stood at the first observation, so that level and ratio do not
 * stand for each other. One observation per second at most: quotes stand, and counting what stands
 * more often would take the same news for many. The innovation is against the state before this
 * tick's quote.
 *
 * <p>Scales come from the formation window: the noise and the first doubt about the level are one
 * sd of the spread, and the level walks by as much in an hour; the ratio is doubted by 0.1 and
 * walks by as much in a day.
 *
 * <p>Source: R. Elliott, J. van der Hoek and W. Malcolm, "Pairs trading" (2005); E. Chan,
 * "Algorithmic Trading" (2013), chapter 3; the filter is Kalman's (1960).
 */
final class KalmanHedge implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final long STEP_NS = 1_000_000_000L;
  private static final int WARM_OBSERVATIONS = 30;
  private static final double RATIO_SD = 0.1;
  private static final double DAY_S = 86_400.0;
  private static final double HOUR_S = 3600.0;
  private static final String PAPER = "Elliott, van der Hoek and Malcolm (2005), Chan (2013)";
  private static final String WARMING = "warm after 30 observations, one a second at most";

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
                  "kalman_hedge_ratio",
                  "1",
                  "ratio of log y = level + ratio x log x + noise, level and ratio random walks, before this tick")
              .from(PAPER)
              .warming(WARMING),
          new FeatureField(
                  "kalman_innovation_bps",
                  "bps",
                  "log y less what the filter expected before this tick")
              .from(PAPER)
              .warming(WARMING),
          new FeatureField(
                  "kalman_innovation_z",
                  "sd",
                  "innovation over its own expected standard deviation")
              .from(PAPER)
              .warming(WARMING));

  private final BasketState state;
  private final double noiseVariance;
  private final double levelDrift;
  private final double ratioDrift;
  private int observations;
  private long lastNs;
  private double logX0;
  private double level;
  private double ratio;
  private double levelVariance;
  private double covariance;
  private double ratioVariance;

  KalmanHedge(BasketState state) {
    this.state = state;
    double sd = state.basket().spreadSd();
    this.noiseVariance = sd * sd;
    this.levelDrift = sd * sd / HOUR_S;
    this.ratioDrift = RATIO_SD * RATIO_SD / DAY_S;
    reset();
  }

  @Override
  public void row(double[] values, int offset) {
    double logX = state.leg(BasketState.X).logMid();
    if (observations == 0) {
      logX0 = logX;
      lastNs = state.time().nowNs();
    }
    double moved = logX - logX0;
    double passedS = state.time().sinceS(lastNs);
    double p11 = levelVariance + levelDrift * passedS;
    double p22 = ratioVariance + ratioDrift * passedS;
    double hp1 = p11 + moved * covariance;
    double hp2 = covariance + moved * p22;
    double variance = hp1 + moved * hp2 + noiseVariance;
    // The spread has the fitted ratio and intercept taken off already.
    double innovation = state.spread() - (level + ratio * moved);
    boolean warm = observations >= WARM_OBSERVATIONS;
    values[offset] = warm ? state.hedgeRatio() + ratio : Double.NaN;
    values[offset + 1] = warm ? BPS * innovation : Double.NaN;
    values[offset + 2] = warm ? innovation / StrictMath.sqrt(variance) : Double.NaN;
    if (observations == 0 || state.time().nowNs() - lastNs >= STEP_NS) {
      level += hp1 / variance * innovation;
      ratio += hp2 / variance * innovation;
      levelVariance = p11 - hp1 / variance * hp1;
      covariance = covariance - hp1 / variance * hp2;
      ratioVariance = p22 - hp2 / variance * hp2;
      lastNs = state.time().nowNs();
      observations++;
    }
  }

  @Override
  public void reset() {
    observations = 0;
    lastNs = 0;
    logX0 = 0.0;
    level = 0.0;
    ratio = 0.0;
    levelVariance = noiseVariance;
    covariance = 0.0;
    ratioVariance = RATIO_SD * RATIO_SD;
  }
}
