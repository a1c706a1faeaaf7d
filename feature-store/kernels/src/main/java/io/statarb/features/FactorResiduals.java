package io.statarb.features;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the first leg of a basket did beyond its sector and beyond the principal components of its
 * universe: {@code residual = log p0 - sum of w_i x log p_i} with the weights of the definition.
 * Only its way from its own recent mean says something, as the level is the formation window's.
 *
 * <p>A principal component is a portfolio of the other legs; the first leg's loadings times the
 * portfolios' shares add up to one weight per leg.
 *
 * <p>Source: M. Avellaneda and J.-H. Lee, "Statistical arbitrage in the U.S. equities market"
 * (2010), sections 2 and 4.
 */
final class FactorResiduals implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final double TAU_S = 600.0;

  /**
   * A sd below this is rounding of the logarithms, and a score against it would be one of noise.
   */
  private static final double LEAST_SD = 1e-9;

  static final List<FeatureField> FIELDS =
      List.of(
          way("sector", "sector"),
          score("sector", "sector"),
          way("component", "principal components"),
          score("component", "principal components"));

  private final BasketState state;
  private final double[][] weights;
  private final DecayedMoments[] moments = new DecayedMoments[2];

  FactorResiduals(BasketState state) {
    this.state = state;
    this.weights =
        new double[][] {
          weights(state, BasketLeg::sectorWeight), weights(state, BasketLeg::componentWeight)
        };
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.moments(TAU_S);
    }
  }

  private static FeatureField way(String name, String words) {
    return new FeatureField(
            name + "_residual_bps",
            "bps",
            "log p0 - sum of w_i x log p_i over the %s, less its time-decayed mean, tau 600 s"
                .formatted(words))
        .from("Avellaneda and Lee (2010)")
        .warming("warm after 20 s; never without weights")
        .degradingTo(0.0);
  }

  private static FeatureField score(String name, String words) {
    return new FeatureField(
            name + "_residual_z",
            "sd",
            "residual to the %s less its time-decayed mean over its time-decayed sd, tau 600 s"
                .formatted(words))
        .from("Avellaneda and Lee (2010)")
        .warming("warm after 20 s and a move of the residual; never without weights")
        .degradingTo(0.0);
  }

  private static double[] weights(BasketState state, ToDoubleFunction<BasketLeg> weight) {
    List<BasketLeg> legs = state.basket().legs();
    // The first leg is what is explained; a weight of its own would explain it by itself.
    return legs.subList(1, legs.size()).stream().mapToDouble(weight).toArray();
  }

  @Override
  public void elapse() {
    boolean held = state.held();
    for (int i = 0; i < moments.length; i++) {
      if (held) {
        moments[i].hold(residual(weights[i]));
      } else {
        moments[i].fade();
      }
    }
  }

  private double residual(double[] w) {
    double residual = state.leg(0).logMid();
    for (int i = 0; i < w.length; i++) {
      residual -= w[i] * state.leg(i + 1).logMid();
    }
    return residual;
  }

  @Override
  public void row(double[] values, int offset) {
    for (int i = 0; i < moments.length; i++) {
      double way = residual(weights[i]) - moments[i].mean();
      double sd = StrictMath.sqrt(moments[i].variance());
      boolean measured = moments[i].warm() && explains(weights[i]);
      values[offset + 2 * i] = measured ? BPS * way : Double.NaN;
      values[offset + 2 * i + 1] = measured && sd > LEAST_SD ? way / sd : Double.NaN;
    }
  }

  private static boolean explains(double[] w) {
    for (double weight : w) {
      if (weight != 0.0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void reset() {
    for (DecayedMoments each : moments) {
      each.reset();
    }
  }
}
