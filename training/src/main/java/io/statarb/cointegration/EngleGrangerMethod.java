package io.statarb.cointegration;

import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.MacKinnon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Engle-Granger test with each column on the left in turn. */
public final class EngleGrangerMethod implements PairMethod {
  /** For the service loader. */
  public EngleGrangerMethod() {}

  @Override
  public String name() {
    return "engle-granger";
  }

  @Override
  public String describe() {
    return "Two-step test of Engle and Granger (1987), the first column on the others and each other"
        + " column on the rest. Null: no cointegration; a small p-value speaks for a pair. P-values"
        + " MacKinnon 1994, critical values MacKinnon 2010.";
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
    List<Object> ways = new ArrayList<>();
    EngleGranger first = EngleGranger.test(request.data(), 0, request.trend(), request.lags());
    ways.add(fields(request, 0, first));
    for (int dependent = 1; dependent < request.data().width(); dependent++) {
      ways.add(
          fields(
              request,
              dependent,
              EngleGranger.test(request.data(), dependent, request.trend(), request.lags())));
    }
    Map<String, Object> further = new LinkedHashMap<>(fields(request, 0, first));
    further.keySet().removeAll(List.of("statistic", "p_value", "lags_used"));
    further.put("trend", request.trend().letters());
    further.put("by_dependent", ways);
    return new MethodResult(
        "Engle-Granger, residual ADF(%d), trend %s, MacKinnon 1994 and 2010"
            .formatted(first.adf().lags(), request.trend().letters()),
        first.adf().stat(),
        first.pValue(),
        first.criticalValues(),
        first.adf().lags(),
        first.adf().rows(),
        further,
        assumptions(request));
  }

  private static List<String> assumptions(MethodRequest request) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add("null: no cointegration, the spread has a unit root");
    assumptions.add("every column has a unit root itself");
    assumptions.add("the test depends on which column is on the left: see by_dependent");
    assumptions.add("the p-value is for many rows; the critical values are for these");
    if (request.trend() == Trend.N) {
      assumptions.add("there are no published critical values without a constant");
    }
    if (request.data().width() > MacKinnon.MAX_PUBLISHED_P_VALUES) {
      assumptions.add(
          "for more than 6 columns the p-value is interpolated between the critical values");
    }
    return assumptions;
  }

  private static Map<String, Object> fields(
      MethodRequest request, int dependent, EngleGranger test) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dependent", request.data().names().get(dependent));
    fields.put("statistic", test.adf().stat());
    fields.put("p_value", test.pValue());
    fields.put("lags_used", test.adf().lags());
    if (test.hedgeRatios().size() == 1) {
      fields.put("hedge_ratio", test.hedgeRatios().getFirst());
      fields.put("hedge_ratio_se", test.hedgeRatioErrors().getFirst());
    } else {
      fields.put("hedge_ratios", test.hedgeRatios());
      fields.put("hedge_ratio_ses", test.hedgeRatioErrors());
    }
    if (request.trend() != Trend.N) {
      fields.put("intercept", test.trendCoefficients().getFirst());
    }
    fields.put("standard_errors", Map.of("hedge_ratios", test.hedgeRatioErrors()));
    fields.put("trend_coefficients", test.trendCoefficients());
    fields.put("r_squared", test.rSquared());
    return fields;
  }
}
