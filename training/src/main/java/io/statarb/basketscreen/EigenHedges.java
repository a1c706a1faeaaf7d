package io.statarb.basketscreen;

import io.statarb.baskets.Eigenportfolios;
import io.statarb.baskets.Returns;
import io.statarb.linear.Regression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link BasketMethod#EIGEN}: what the first eigenportfolios explain of a stock's returns is
 * replicated by few stocks, and the stock's returns are regressed on theirs, as its factors' would
 * be in Avellaneda and Lee (2010), eq. 12. Returns are at their stock's usual volatility, so that a
 * calm day counts as much as a wild one.
 *
 * <p>It looks at standardised returns and not at their order, so that it chooses the same in every
 * world.
 */
final class EigenHedges implements HedgeMethod {
  private final Peers peers;
  private final int factors;
  private final List<Choice> choices = new ArrayList<>();

  private record Choice(@Nullable Hedge hedge) {}

  EigenHedges(double[][] returns, Peers peers, BasketRule rule) {
    this.peers = peers;
    Eigenportfolios portfolios = Eigenportfolios.of(new Returns(returns));
    this.factors = factors(portfolios, returns, rule);
    double[][] factorReturns = new double[factors][];
    for (int j = 0; j < factors; j++) {
      factorReturns[j] = portfolios.factorReturns(j);
    }
    double[][] centred = InnerProducts.centred(returns);
    double[][] products = InnerProducts.of(centred);
    for (int y = 0; y < returns.length; y++) {
      choices.add(new Choice(choose(returns, centred, products, factorReturns, y, rule)));
    }
  }

  private static int factors(Eigenportfolios portfolios, double[][] returns, BasketRule rule) {
    double[] eigenvalues = portfolios.eigenvalues();
    // As many factors as days would explain all of each stock.
    int most = Math.min(returns.length, returns[0].length / 2);
    if (rule.factors() > 0) {
      return Math.min(rule.factors(), most);
    }
    int above = 0;
    while (above < most && eigenvalues[above] > portfolios.noiseEdge()) {
      above++;
    }
    return Math.max(1, above);
  }

  /** Number of factors. */
  int factors() {
    return factors;
  }

  private @Nullable Hedge choose(
      double[][] returns,
      double[][] centred,
      double[][] products,
      double[][] factorReturns,
      int y,
      BasketRule rule) {
    Regression onFactors = HedgeFit.fit(returns[y], factorReturns);
    if (onFactors == null) {
      return null;
    }
    double[] left = onFactors.residuals();
    double[] systematic = centred[y].clone();
    for (int t = 0; t < systematic.length; t++) {
      systematic[t] -= left[t];
    }
    double[] withTarget = new double[centred.length];
    for (int j = 0; j < centred.length; j++) {
      withTarget[j] = InnerProducts.dot(centred[j], systematic);
    }
    List<Integer> legs =
        new LegSelection(
                products,
                withTarget,
                InnerProducts.dot(systematic, systematic),
                leg -> peers.mayHedge(y, leg),
                rule.mostHedgeLegs())
            .pick(rule.leastGain());
    Hedge hedge = HedgeFit.hedge(returns, y, legs);
    return hedge == null
        ? null
        : new Hedge(
            hedge.legs(),
            hedge.ratios(),
            hedge.errors(),
            hedge.rSquared(),
            replicated(systematic, centred, hedge));
  }

  /** {@code 1 - var(systematic - legs) / var(systematic)} at the ratios in force. */
  private static double replicated(double[] systematic, double[][] centred, Hedge hedge) {
    double[] missed = systematic.clone();
    for (int i = 0; i < hedge.legs().size(); i++) {
      double[] leg = centred[hedge.legs().get(i)];
      for (int t = 0; t < missed.length; t++) {
        missed[t] -= hedge.ratios().get(i) * leg[t];
      }
    }
    return 1 - InnerProducts.dot(missed, missed) / InnerProducts.dot(systematic, systematic);
  }

  @Override
  public boolean hasPeer(int y) {
    return peers.any(y);
  }

  @Override
  public InWorld in(double[][] logs) {
    return y -> choices.get(y).hedge();
  }
}
