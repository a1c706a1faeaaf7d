package io.statarb.orders;

/**
 * A hedge leg as the desk trades it.
 *
 * @param instrumentId its instrument
 * @param ratio value of it held short for each unit of value of Y held long; finite, not 0
 */
public record DeskHedge(int instrumentId, double ratio) {
  /** Checks the id and the ratio. */
  public DeskHedge {
    if (instrumentId < 0 || !Double.isFinite(ratio) || ratio == 0) {
      throw new IllegalArgumentException(
          "a hedge needs an instrument and a ratio that is finite and not 0: instrumentId=%d ratio=%s"
              .formatted(instrumentId, ratio));
    }
  }

  /**
   * Signed lots of this leg that hedge signed lots of leg Y at these mids: {@code |ratio| x value
   * of Y / value of a lot of this leg}, rounded, at least 1; opposite in sign for a positive ratio.
   *
   * @param yLots signed lots of Y, not 0
   * @param yMid2Ticks bid + ask of Y
   * @param yMicrosPerTickLot money value of one tick on one lot of Y
   * @param mid2Ticks bid + ask of this leg
   * @param microsPerTickLot the same of this leg
   */
  public long lots(
      long yLots, long yMid2Ticks, long yMicrosPerTickLot, long mid2Ticks, long microsPerTickLot) {
    double yValue = (double) Math.abs(yLots) * yMid2Ticks * yMicrosPerTickLot;
    double lots = Math.abs(ratio) * yValue / ((double) mid2Ticks * microsPerTickLot);
    long size = Math.max(1, Math.round(lots));
    return (yLots > 0) == (ratio > 0) ? -size : size;
  }
}
