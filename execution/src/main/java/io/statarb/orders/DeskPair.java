package io.statarb.orders;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A pair, or a basket, as the desk trades it.
 *
 * @param pairId position in the strategy's pairs
 * @param yInstrumentId instrument of leg Y
 * @param hedges the hedge legs, in order: leg 1, leg 2, ...
 */
public record DeskPair(int pairId, int yInstrumentId, List<DeskHedge> hedges) {
  /** Checks the ids. */
  public DeskPair {
    hedges = List.copyOf(hedges);
    if (pairId < 0 || pairId > 0xFFFE || yInstrumentId < 0 || hedges.isEmpty()) {
      throw new IllegalArgumentException(
          "ids must be 0..65534 and there must be a hedge: pairId=%d yInstrumentId=%d hedges=%s"
              .formatted(pairId, yInstrumentId, hedges));
    }
    Set<Integer> seen = new HashSet<>(Set.of(yInstrumentId));
    for (DeskHedge hedge : hedges) {
      if (!seen.add(hedge.instrumentId())) {
        throw new IllegalArgumentException(
            "legs must differ: pairId=%d instrumentId=%d".formatted(pairId, hedge.instrumentId()));
      }
    }
  }

  /**
   * A pair of two legs.
   *
   * @param xInstrumentId instrument of leg X
   * @param hedgeRatio value of X held short for each unit of value of Y held long
   */
  public DeskPair(int pairId, int yInstrumentId, int xInstrumentId, double hedgeRatio) {
    this(pairId, yInstrumentId, List.of(new DeskHedge(xInstrumentId, hedgeRatio)));
  }

  /** Number of legs, at least 2. */
  public int legs() {
    return 1 + hedges.size();
  }
}
