package io.statarb.cointegration;

import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Johansen's tests of all columns together. */
public final class JohansenMethod implements PairMethod {
  private static final List<String> LEVELS = List.of("10%", "5%", "1%");

  /** For the service loader. */
  public JohansenMethod() {}

  @Override
  public String name() {
    return "johansen";
  }

  @Override
  public String describe() {
    return "Trace and maximum-eigenvalue tests of Johansen (1988, 1991) of all columns together."
        + " Headline: the trace test of no relation at all; a small p-value says that there is at"
        + " least one. Critical values MacKinnon, Haug and Michelis 1999, p-values Doornik 1998."
        + " Lags are lagged differences, 1 unless said.";
  }

  @Override
  public int minColumns() {
    return 2;
  }

  @Override
  public int maxColumns() {
    return Johansen.MAX_COLUMNS;
  }

  @Override
  public LagChoice defaultLags() {
    return new LagChoice.Fixed(1);
  }

  @Override
  public boolean takesTrendAndLags() {
    return true;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    int lags =
        switch (request.lags()) {
          case LagChoice.Fixed fixed -> fixed.lags();
          case LagChoice.Best best -> Johansen.bestLags(request.data(), request.trend(), best);
        };
    Johansen test = Johansen.test(request.data(), request.trend(), lags);
    Johansen.RankTest first = test.trace().getFirst();
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("trend", request.trend().letters());
    further.put("rank_trace", test.rankByTrace());
    further.put("rank_max", test.rankByMax());
    if (request.data().width() == 2) {
      further.put("hedge_ratio", -test.vectors().getFirst().get(1));
    }
    further.put("eigenvalues", test.eigenvalues());
    further.put("vectors", test.vectors());
    further.put("trace", tests(test.trace()));
    further.put("max_eigenvalue", tests(test.max()));
    return new MethodResult(
        "Johansen trace, %d lagged differences, trend %s, MacKinnon-Haug-Michelis 1999, Doornik 1998"
            .formatted(lags, request.trend().letters()),
        first.statistic(),
        first.pValue(),
        criticalValues(first),
        lags,
        test.rows(),
        further,
        List.of(
            "null: no relation holds the columns together",
            "no column is integrated of order two",
            "errors are not autocorrelated after the lags",
            "the level is that of the row before the differences, with no lags too, where statsmodels"
                + " takes that of the same row",
            "ranks are chosen at 5 %: the first that is not rejected",
            "all distributions are for many rows; with few the tests find too many relations"));
  }

  private static List<Object> tests(List<Johansen.RankTest> tests) {
    List<Object> list = new ArrayList<>();
    for (int rank = 0; rank < tests.size(); rank++) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("rank", rank);
      fields.put("statistic", tests.get(rank).statistic());
      fields.put("p_value", tests.get(rank).pValue());
      fields.put("critical_values", criticalValues(tests.get(rank)));
      list.add(fields);
    }
    return list;
  }

  private static Map<String, Double> criticalValues(Johansen.RankTest test) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = LEVELS.size() - 1; i >= 0; i--) {
      values.put(LEVELS.get(i), test.criticalValues().get(i));
    }
    return values;
  }
}
