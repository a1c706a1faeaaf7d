package io.statarb.pairs;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * A pair as the strategy names it, before anything is known about it.
 *
 * @param pairId position in {@code strategy.pairs}, from 0
 * @param y leg Y
 * @param x leg X
 */
public record PairSpec(int pairId, Instrument y, Instrument x) {
  /** Checks that the legs differ. */
  public PairSpec {
    if (pairId < 0 || y.id() == x.id()) {
      throw new IllegalArgumentException(
          "a pair has an id from 0 and two different legs: pairId=%d y=%s x=%s"
              .formatted(pairId, y.name(), x.name()));
    }
  }

  /** The pairs of a strategy in its order. */
  public static List<PairSpec> of(Strategy strategy, Universe universe) {
    List<PairSpec> specs = new ArrayList<>();
    for (Strategy.PairSettings pair : strategy.pairs()) {
      specs.add(
          new PairSpec(specs.size(), universe.instrument(pair.y()), universe.instrument(pair.x())));
    }
    return List.copyOf(specs);
  }

  /** Both legs, Y first, e.g. {@code EURUSD.FXCM-EURUSD.OANDA}. */
  public String name() {
    return y.name() + "-" + x.name();
  }

  /** Whether both legs are the same symbol, so that the hedge ratio is 1 by identity. */
  public boolean sameSymbol() {
    return y.symbol().equals(x.symbol());
  }
}
