package io.statarb.pairs;

/** How a hedge ratio was found; part of every result, so that no fallback is silent. */
public enum HedgeMethod {
  /**
   * Both legs are the same symbol: the hedge ratio is 1 and only the mean difference is estimated.
   */
  IDENTITY,
  /** Ordinary least squares of log y on the log prices of the hedge legs with an intercept. */
  OLS,
  /**
   * As the screen of the run found them in the same formation window; taken as they are, and for as
   * uncertain as fitted ones.
   */
  SCREENED,
  /** As the strategy gives them; only the mean is estimated. */
  GIVEN;

  /** Whether the formation window had a say, so that its errors are those of the ratio. */
  boolean estimated() {
    return this == OLS || this == SCREENED;
  }
}
