package io.statarb.statistics;

/** How the number of lags of a test is found. */
public sealed interface LagChoice {
  /**
   * A number that is given.
   *
   * @param lags at least 0
   */
  record Fixed(int lags) implements LagChoice {
    /** Checks the number. */
    public Fixed {
      if (lags < 0) {
        throw new IllegalArgumentException("lags must be at least 0: lags=" + lags);
      }
    }
  }

  /**
   * The one of {@code 0..maxLags} that a criterion likes best, all fitted on the same rows.
   *
   * @param criterion the criterion
   * @param maxLags at least 0, or {@link #SCHWERT} for the rule of the method
   */
  record Best(Criterion criterion, int maxLags) implements LagChoice {
    /** Largest number of lags by the rule {@code ceil(12 (T/100)^(1/4))} of Schwert (1989). */
    public static final int SCHWERT = -1;

    /** Checks the number. */
    public Best {
      if (maxLags < SCHWERT) {
        throw new IllegalArgumentException("maxLags must be at least 0: maxLags=" + maxLags);
      }
    }
  }

  /** What makes a number of lags the best. */
  enum Criterion {
    /** Akaike: {@code -2 log L + 2 k} is smallest. */
    AIC,
    /** Bayes, Schwarz: {@code -2 log L + k log T} is smallest. */
    BIC,
    /** The largest number whose last lag has |t| >= 1.6448536269514722. */
    T_STAT
  }
}
