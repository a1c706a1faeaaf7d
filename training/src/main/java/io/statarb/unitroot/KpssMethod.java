package io.statarb.unitroot;

import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The KPSS test of each column. */
public final class KpssMethod implements PairMethod {
  private static final String SCHWERT = "schwert";

  /** For the service loader. */
  public KpssMethod() {}

  @Override
  public String name() {
    return "kpss";
  }

  @Override
  public String describe() {
    return "Test of Kwiatkowski, Phillips, Schmidt and Shin (1992) of each column. Null: stationary"
        + " around a level (trend c) or a line (ct); a small p-value speaks for a unit root. Lags"
        + " of the long-run variance: a given number, else from the data (Hobijn et al. 1998). The"
        + " first column is the headline.";
  }

  @Override
  public int minColumns() {
    return 1;
  }

  @Override
  public int maxColumns() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Map<String, String> optionNames() {
    return Map.of(
        SCHWERT, "1: lags by ceil(12 (T/100)^(1/4)) instead of from the data (default 0)");
  }

  @Override
  public boolean takesTrendAndLags() {
    return true;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    Kpss.Lags lags = lags(request);
    List<Kpss> tests =
        ByColumn.test(request.data(), series -> Kpss.test(series, request.trend(), lags));
    Map<String, Object> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < tests.size(); i++) {
      byColumn.put(request.data().names().get(i), fields(tests.get(i)));
    }
    Kpss first = tests.getFirst();
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("trend", request.trend().letters());
    further.put("by_column", byColumn);
    return new MethodResult(
        "KPSS, trend %s, Bartlett weights with %s lags, Kwiatkowski et al. 1992 table 1"
            .formatted(request.trend().letters(), first.lags()),
        first.stat(),
        first.pValue(),
        first.criticalValues(),
        first.lags(),
        first.rows(),
        further,
        assumptions(first));
  }

  private static Kpss.Lags lags(MethodRequest request) {
    if (request.option(SCHWERT, 0) != 0) {
      return new Kpss.Lags.Schwert();
    }
    return switch (request.lags()) {
      case LagChoice.Fixed fixed -> new Kpss.Lags.Fixed(fixed.lags());
      case LagChoice.Best best -> new Kpss.Lags.Auto();
    };
  }

  private static List<String> assumptions(Kpss test) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        test.trend().columns() == 1
            ? "null: the series is stationary around a level"
            : "null: the series is stationary around a linear trend");
    assumptions.add("the autocovariances die out within the lags");
    switch (test.bound()) {
      case NONE -> assumptions.add("the p-value is interpolated in the table");
      case AT_LEAST ->
          assumptions.add("the statistic is below the table: the p-value is at least 0.1");
      case AT_MOST ->
          assumptions.add("the statistic is above the table: the p-value is at most 0.01");
    }
    return assumptions;
  }

  private static Map<String, Object> fields(Kpss test) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("statistic", test.stat());
    fields.put("p_value", test.pValue());
    fields.put("lags_used", test.lags());
    return fields;
  }
}
