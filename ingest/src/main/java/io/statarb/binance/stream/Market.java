package io.statarb.binance.stream;

/**
 * What differs between the venue's markets. Their rules for following a book are told apart by the
 * messages themselves: only futures name the last update of the message before.
 */
public enum Market {
  /** Spot. */
  SPOT("/api/v3/depth", 100, 5000),
  /** Futures margined in USDT or USDC. */
  USD_M("/fapi/v1/depth", 500, 1000),
  /** Futures margined in the coin. */
  COIN_M("/dapi/v1/depth", 500, 1000);

  private final String depthPath;
  private final int defaultLimit;
  private final int mostLevels;

  Market(String depthPath, int defaultLimit, int mostLevels) {
    this.depthPath = depthPath;
    this.defaultLimit = defaultLimit;
    this.mostLevels = mostLevels;
  }

  /** Where a snapshot is had. */
  public String depthPath() {
    return depthPath;
  }

  /** Levels a side of a snapshot when nobody says how many. */
  public int defaultLimit() {
    return defaultLimit;
  }

  /** Most levels a side of a snapshot. */
  public int mostLevels() {
    return mostLevels;
  }
}
