package io.statarb.orders;

/**
 * A pair as the desk trades it.
 *
 * @param pairId position in the strategy's pairs
 * @param yInstrumentId instrument of leg Y
 * @param xInstrumentId instrument of leg X
 * @param hedgeRatio value of X held short for each unit of value of Y held long; finite, not 0
 */
public record DeskPair(int pairId, int yInstrumentId, int xInstrumentId, double hedgeRatio) {
  /** Checks the ids and the hedge ratio. */
  public DeskPair {
    if (pairId < 0 || pairId > 0xFFFE || yInstrumentId < 0 || xInstrumentId < 0) {
      throw new IllegalArgumentException(
          "ids must be 0..65534: pairId=%d yInstrumentId=%d xInstrumentId=%d"
              .formatted(pairId, yInstrumentId, xInstrumentId));
    }
    if (yInstrumentId == xInstrumentId) {
      throw new IllegalArgumentException(
          "legs must differ: pairId=%d instrumentId=%d".formatted(pairId, yInstrumentId));
    }
    if (!Double.isFinite(hedgeRatio) || hedgeRatio == 0) {
      throw new IllegalArgumentException(
          "hedgeRatio must be finite and not 0: pairId=%d hedgeRatio=%s"
              .formatted(pairId, hedgeRatio));
    }
  }

  /**
   * Signed lots of leg X that hedge signed lots of leg Y at these mids: {@code |hedgeRatio| x value
   * of Y / value of a lot of X}, rounded, at least 1; opposite in sign for a positive hedge ratio.
   *
   * @param yLots signed lots of Y, not 0
   * @param yMid2Ticks bid + ask of Y
   * @param yMicrosPerTickLot money value of one tick on one lot of Y
   * @param xMid2Ticks bid + ask of X
   * @param xMicrosPerTickLot the same of X
   */
  public long hedgeLots(
      long yLots,
      long yMid2Ticks,
      long yMicrosPerTickLot,
      long xMid2Ticks,
      long xMicrosPerTickLot) {
    double yValue = (double) Math.abs(yLots) * yMid2Ticks * yMicrosPerTickLot;
    double lots = Math.abs(hedgeRatio) * yValue / ((double) xMid2Ticks * xMicrosPerTickLot);
    long size = Math.max(1, Math.round(lots));
    return (yLots > 0) == (hedgeRatio > 0) ? -size : size;
  }
}
