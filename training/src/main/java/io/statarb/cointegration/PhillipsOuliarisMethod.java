package io.statarb.cointegration;

import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.unitroot.MacKinnon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The Phillips-Ouliaris tests of the first column on the others. */
public final class PhillipsOuliarisMethod implements PairMethod {
  /** For the service loader. */
  public PhillipsOuliarisMethod() {}

  @Override
  public String name() {
    return "phillips-ouliaris";
  }

  @Override
  public String describe() {
    return "Residual tests Zt (the headline) and Za of Phillips and Ouliaris (1990), the first column"
        + " on the others. Null: no cointegration; a small p-value speaks for a pair. Bartlett"
        + " weights; their bandwidth is the number of lags, else from the data (Newey and West"
        + " 1994). Distributions simulated by Sheppard (arch 8.0.0).";
  }

  @Override
  public int minColumns() {
    return 2;
  }

  @Override
  public int maxColumns() {
    return MacKinnon.MAX_VARIABLES;
  }

  @Override
  public boolean takesTrendAndLags() {
    return true;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    OptionalDouble bandwidth =
        switch (request.lags()) {
          case LagChoice.Fixed fixed -> OptionalDouble.of(fixed.lags());
          case LagChoice.Best best -> OptionalDouble.empty();
        };
    PhillipsOuliaris test = PhillipsOuliaris.test(request.data(), 0, request.trend(), bandwidth);
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("trend", request.trend().letters());
    further.put("bandwidth", test.bandwidth());
    further.put("alpha", test.alpha());
    further.put("za", fields(test.za()));
    further.put("zt", fields(test.zt()));
    further.put("hedge_ratios", test.hedgeRatios());
    further.put("trend_coefficients", test.trendCoefficients());
    return new MethodResult(
        "Phillips-Ouliaris Zt, Bartlett weights, trend %s, distribution of arch 8.0.0"
            .formatted(request.trend().letters()),
        test.zt().value(),
        test.zt().pValue(),
        test.zt().criticalValues(),
        (int) test.bandwidth(),
        request.data().rows(),
        further,
        assumptions(test));
  }

  private static List<String> assumptions(PhillipsOuliaris test) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add("null: no cointegration, the spread has a unit root");
    assumptions.add("every column has a unit root itself");
    assumptions.add("the autocovariances of the errors die out within the bandwidth");
    assumptions.add("the p-values are for many rows; the critical values are for these");
    if (!test.enoughRows()) {
      assumptions.add("there are fewer rows than the critical values were simulated for");
    }
    return assumptions;
  }

  private static Map<String, Object> fields(PhillipsOuliaris.Statistic statistic) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("statistic", statistic.value());
    fields.put("p_value", statistic.pValue());
    fields.put("critical_values", statistic.criticalValues());
    return fields;
  }
}
