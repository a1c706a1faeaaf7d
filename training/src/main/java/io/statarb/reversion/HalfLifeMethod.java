package io.statarb.reversion;

import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.List;
import java.util.Map;

/** {@code half-life}. */
public final class HalfLifeMethod implements PairMethod {
  private static final int LEAST_ROWS = 20;

  @Override
  public String name() {
    return "half-life";
  }

  @Override
  public String describe() {
    return "Rows in which half of a deviation from the mean is gone: -ln 2 / ln phi of the AR(1) by"
        + " least squares, with its standard error by the delta method, the form -ln 2 / (phi - 1)"
        + " of the OU regression, and the crossings of the mean. Not a test: phi < 1 is also found"
        + " in random walks, so test for a unit root first.";
  }

  @Override
  public int minColumns() {
    return 1;
  }

  @Override
  public int maxColumns() {
    return 2;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    Spread spread = Spread.of(request.data(), LEAST_ROWS);
    HalfLife halfLife = HalfLife.of(spread.values());
    MeanCrossings crossings = MeanCrossings.of(spread.values());
    Map<String, Object> further = spread.further();
    further.put("half_life", halfLife.halfLife());
    further.put("half_life_regression", halfLife.regressionHalfLife());
    further.put("half_life_bias_corrected", halfLife.unbiasedHalfLife());
    if (!halfLife.known()) {
      further.put("half_life_unknown_because", halfLife.unknownBecause());
    }
    further.put("phi", halfLife.phi());
    further.put("phi_bias_corrected", halfLife.unbiasedPhi());
    further.put("mean_crossings", crossings.count());
    further.put("mean_crossings_expected", crossings.expected(halfLife.phi()));
    further.put(
        "standard_errors",
        Spread.named(
            "phi",
            halfLife.phiSe(),
            "half_life",
            halfLife.halfLifeSe(),
            "half_life_regression",
            halfLife.regressionHalfLifeSe()));
    return new MethodResult(
        "Half-life of the AR(1) by least squares, standard error by the delta method",
        halfLife.halfLife(),
        Double.NaN,
        Map.of(),
        1,
        halfLife.rows(),
        further,
        List.of(
            "No null hypothesis is tested: phi below 1 is no proof of reversion",
            spread.origin(),
            "The series is an AR(1) with errors of one variance; a half-life is known only for"
                + " 0 < phi < 1",
            "Least squares puts phi too low by about (1 + 3 phi) / n; the corrected numbers take"
                + " that back (Marriott and Pope 1954)"));
  }
}
