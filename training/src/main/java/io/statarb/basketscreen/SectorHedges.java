package io.statarb.basketscreen;

import io.statarb.baskets.Returns;
import io.statarb.linear.Regression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link BasketMethod#SECTOR}: the stocks of the sector whose returns correlate most with the
 * stock's, weighted, and one hedge ratio to the logarithm of their geometric index. With one ratio
 * to fit, not one a leg, there is less to overfit.
 */
final class SectorHedges implements HedgeMethod {
  private final List<List<Integer>> legs = new ArrayList<>();
  private final List<List<Double>> weights = new ArrayList<>();

  SectorHedges(Returns returns, Peers peers, BasketRule rule) {
    double[][] correlation = returns.correlation();
    for (int y = 0; y < returns.width(); y++) {
      int stock = y;
      List<Integer> nearest =
          IntStream.range(0, returns.width())
              .filter(leg -> leg != stock && peers.sameSector(stock, leg))
              .boxed()
              .sorted(Comparator.comparingDouble(leg -> -correlation[stock][leg]))
              .limit(rule.mostHedgeLegs())
              .sorted()
              .toList();
      legs.add(nearest);
      weights.add(weights(nearest, returns, rule.equalWeights()));
    }
  }

  /** Weights that sum to 1. */
  private static List<Double> weights(List<Integer> legs, Returns returns, boolean equal) {
    List<Double> raw = legs.stream().map(leg -> equal ? 1.0 : 1 / returns.sd(leg)).toList();
    double sum = raw.stream().mapToDouble(Double::doubleValue).sum();
    return raw.stream().map(weight -> weight / sum).toList();
  }

  @Override
  public boolean hasPeer(int y) {
    return !legs.get(y).isEmpty();
  }

  @Override
  public InWorld in(double[][] logs) {
    return y -> hedge(logs, y);
  }

  private @Nullable Hedge hedge(double[][] logs, int y) {
    double[] index = new double[logs[y].length];
    for (int i = 0; i < legs.get(y).size(); i++) {
      double[] leg = logs[legs.get(y).get(i)];
      double weight = weights.get(y).get(i);
      for (int t = 0; t < index.length; t++) {
        index[t] += weight * leg[t];
      }
    }
    Regression fit = legs.get(y).isEmpty() ? null : HedgeFit.fit(logs[y], index);
    if (fit == null) {
      return null;
    }
    List<Double> own = weights.get(y);
    return new Hedge(
        legs.get(y),
        own.stream().map(weight -> weight * fit.coefficient(1)).toList(),
        own.stream().map(weight -> weight * fit.standardError(1)).toList(),
        HedgeFit.rSquared(fit, logs[y]),
        Double.NaN);
  }
}
