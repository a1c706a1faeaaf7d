package io.statarb.hedging;

import io.statarb.reversion.Columns;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code distance}. */
public final class DistanceMethod implements PairMethod {
  private static final int LEAST_ROWS = 20;

  @Override
  public String name() {
    return "distance";
  }

  @Override
  public String describe() {
    return "Sum of squared differences of two price series, each divided by its first price (Gatev,"
        + " Goetzmann and Rouwenhorst 2006): the smaller, the closer. With the standard deviation of"
        + " the difference and the correlation of the returns. Not a test; takes prices, not"
        + " logarithms.";
  }

  @Override
  public int minColumns() {
    return 2;
  }

  @Override
  public int maxColumns() {
    return 2;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    Columns.check(request.data(), LEAST_ROWS);
    Columns.positive(request.data());
    PriceDistance distance = PriceDistance.of(request.data().column(0), request.data().column(1));
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("ssd", distance.ssd());
    further.put("mean_squared_difference", distance.ssd() / distance.rows());
    further.put("spread_sd", distance.spreadSd());
    further.put("last_z", distance.lastZ());
    further.put("return_correlation", distance.returnCorrelation());
    return new MethodResult(
        "Sum of squared differences of prices over their first (Gatev, Goetzmann and Rouwenhorst"
            + " 2006)",
        distance.ssd(),
        Double.NaN,
        Map.of(),
        -1,
        distance.rows(),
        further,
        List.of(
            "No null hypothesis is tested; distances compare only over the same rows",
            "Columns are prices with distributions reinvested, above 0",
            "One unit of money in y against one in x: the hedge ratio is that of the first prices"));
  }
}
