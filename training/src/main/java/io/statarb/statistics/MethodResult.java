package io.statarb.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a method answers. NaN means that the method has no such number or that the data do not allow
 * it; {@link #assumptions} says which.
 *
 * @param method full name with variant and source, e.g. {@code Engle-Granger, residual ADF(1),
 *     MacKinnon 2010}
 * @param statistic the test statistic, or the estimate that the method is named for
 * @param pValue probability of a statistic as extreme under the null, in [0, 1]
 * @param criticalValues by level: {@code 1%}, {@code 5%}, {@code 10%}; empty when there are none
 * @param lagsUsed lags, or -1 when the method has none
 * @param observations rows of the regression or sample that the statistic rests on
 * @param further what else the method gives, by name in JSON spelling: numbers, lists of numbers,
 *     maps of these; e.g. {@code hedge_ratio}, {@code standard_errors}
 * @param assumptions what must hold for the numbers to mean what they say, the null hypothesis
 *     first
 */
public record MethodResult(
    String method,
    double statistic,
    double pValue,
    Map<String, Double> criticalValues,
    int lagsUsed,
    long observations,
    Map<String, Object> further,
    List<String> assumptions) {

  /** Copies, in order. */
  public MethodResult {
    criticalValues = Collections.unmodifiableMap(new LinkedHashMap<>(criticalValues));
    further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    assumptions = List.copyOf(assumptions);
  }

  /** The answer as JSON fields; what is not finite is null, as JSON has no word for it. */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("method", method);
    fields.put("statistic", json(statistic));
    fields.put("p_value", json(pValue));
    fields.put("critical_values", json(criticalValues));
    fields.put("lags_used", lagsUsed < 0 ? null : lagsUsed);
    fields.put("observations", observations);
    further.forEach((name, value) -> fields.put(name, json(value)));
    fields.put("assumptions", assumptions);
    return fields;
  }

  private static @Nullable Object json(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> known = new ArrayList<>();
      list.forEach(element -> known.add(json(element)));
      return known;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> known = new LinkedHashMap<>();
      map.forEach((name, element) -> known.put(String.valueOf(name), json(element)));
      return known;
    }
    return value;
  }

  /** Numbers as a list, for {@link #further}. */
  public static List<Double> list(double... values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
