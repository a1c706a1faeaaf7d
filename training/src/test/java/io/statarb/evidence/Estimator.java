package io.statarb.evidence;

/** The estimators and tests that pairs and baskets rest on. */
public enum Estimator {
  ADF("augmented Dickey-Fuller"),
  MACKINNON("critical values and p-values of Dickey-Fuller and Engle-Granger"),
  KPSS("KPSS"),
  ENGLE_GRANGER("Engle-Granger"),
  PHILLIPS_OULIARIS("Phillips-Ouliaris"),
  JOHANSEN("Johansen"),
  HURST("Hurst exponent"),
  VARIANCE_RATIO("variance ratio"),
  HALF_LIFE("half-life"),
  OLS("hedge ratio: least squares"),
  TLS("hedge ratio: total least squares"),
  JOHANSEN_HEDGE("hedge ratio: Johansen"),
  KALMAN("hedge ratio: Kalman filter"),
  MINIMUM_HALF_LIFE("hedge ratio: minimum half-life"),
  ORNSTEIN_UHLENBECK("Ornstein-Uhlenbeck, maximum likelihood"),
  BERTRAM("Bertram's thresholds"),
  CLAYTON("copula: Clayton"),
  GUMBEL("copula: Gumbel"),
  FRANK("copula: Frank"),
  GAUSSIAN("copula: Gaussian"),
  STUDENT("copula: Student"),
  EIGENPORTFOLIOS("eigenportfolios and s-scores"),
  SPARSE_BASKETS("sparse baskets"),
  BASKET_SCREEN("screen of baskets"),
  DISTANCE("distance"),
  FALSE_DISCOVERY("false discovery rate"),
  CUSUM_BREAK("break of a pair: sum of innovations"),
  FARTHEST_EXCURSION("break of a pair: distance from the mean"),
  LONGEST_EXCURSION("break of a pair: time away from the mean"),
  DEFLATED_SHARPE("deflated Sharpe ratio");

  private final String words;

  Estimator(String words) {
    this.words = words;
  }

  /** Its name for people. */
  public String words() {
    return words;
  }
}
