package io.statarb.basketscreen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link BasketMethod#SPARSE}: chosen anew in each world, as log prices depend on the order. */
final class SparseHedges implements HedgeMethod {
  private final Peers peers;
  private final BasketRule rule;

  SparseHedges(Peers peers, BasketRule rule) {
    this.peers = peers;
    this.rule = rule;
  }

  @Override
  public boolean hasPeer(int y) {
    return peers.any(y);
  }

  @Override
  public InWorld in(double[][] logs) {
    double[][] products = InnerProducts.of(InnerProducts.centred(logs));
    return y -> hedge(logs, products, y);
  }

  private @Nullable Hedge hedge(double[][] logs, double[][] products, int y) {
    List<Integer> legs =
        new LegSelection(
                products,
                products[y],
                products[y][y],
                leg -> peers.mayHedge(y, leg),
                rule.mostHedgeLegs())
            .pick(rule.leastGain());
    return HedgeFit.hedge(logs, y, legs);
  }
}
