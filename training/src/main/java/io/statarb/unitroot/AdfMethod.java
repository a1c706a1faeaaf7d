package io.statarb.unitroot;

import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The augmented Dickey-Fuller test of each column. */
public final class AdfMethod implements PairMethod {
  /** For the service loader. */
  public AdfMethod() {}

  @Override
  public String name() {
    return "adf";
  }

  @Override
  public String describe() {
    return "Augmented Dickey-Fuller test of each column (Said and Dickey 1984). Null: a unit root; a"
        + " small p-value says that the column returns to its trend. P-values MacKinnon 1994,"
        + " critical values MacKinnon 2010. The first column is the headline.";
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
  public boolean takesTrendAndLags() {
    return true;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    Map<String, Object> byColumn = new LinkedHashMap<>();
    List<DickeyFuller> tests =
        ByColumn.test(
            request.data(), series -> DickeyFuller.test(series, request.trend(), request.lags()));
    for (int i = 0; i < tests.size(); i++) {
      byColumn.put(request.data().names().get(i), fields(tests.get(i)));
    }
    DickeyFuller first = tests.getFirst();
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("trend", request.trend().letters());
    further.put("gamma", first.regression().gamma());
    further.put("max_lags", first.regression().maxLags());
    further.put("by_column", byColumn);
    return new MethodResult(
        "Augmented Dickey-Fuller(%d), trend %s, MacKinnon 1994 and 2010"
            .formatted(first.regression().lags(), request.trend().letters()),
        first.regression().stat(),
        first.pValue(),
        first.criticalValues(),
        first.regression().lags(),
        first.regression().rows(),
        further,
        List.of(
            "null: the series has a unit root",
            "the lagged differences leave errors that are not autocorrelated",
            "the p-value is for many rows; the critical values are for these"));
  }

  private static Map<String, Object> fields(DickeyFuller test) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("statistic", test.regression().stat());
    fields.put("p_value", test.pValue());
    fields.put("lags_used", test.regression().lags());
    fields.put("observations", test.regression().rows());
    return fields;
  }
}
