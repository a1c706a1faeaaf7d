package io.statarb.reversion;

import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@code variance-ratio}. */
public final class VarianceRatioMethod implements PairMethod {
  private static final int LEAST_ROWS = 30;
  private static final double DEFAULT_HORIZON = 2;

  /** The horizons of Lo and MacKinlay's tables. */
  private static final List<Integer> HORIZONS = List.of(2, 4, 8, 16);

  @Override
  public String name() {
    return "variance-ratio";
  }

  @Override
  public String describe() {
    return "Variance ratio of Lo and MacKinlay (1988). Null: the steps of the series are"
        + " uncorrelated, whatever their variances. A small p-value with a ratio below 1 speaks for"
        + " reversion, with one above 1 for trends. The statistic is the robust z of the horizon;"
        + " the ratios of 2, 4, 8 and 16 rows come with the joint p-value of Chow and Denning"
        + " (1993).";
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
  public Map<String, String> optionNames() {
    return Map.of("horizon", "rows of the long difference, at least 2; default 2");
  }

  @Override
  public MethodResult run(MethodRequest request) {
    Spread spread = Spread.of(request.data(), LEAST_ROWS);
    int horizon = Options.whole(request, "horizon", DEFAULT_HORIZON, 2);
    VarianceRatio chosen = VarianceRatio.of(spread.values(), horizon);
    List<VarianceRatio> all = ratios(spread.values(), horizon);
    Map<String, Object> further = spread.further();
    further.put("horizon", horizon);
    further.put("variance_ratio", chosen.ratio());
    further.put("z_homoskedastic", chosen.z());
    further.put("horizons", all.stream().map(VarianceRatio::q).toList());
    further.put("variance_ratios", all.stream().map(VarianceRatio::ratio).toList());
    further.put("z", all.stream().map(VarianceRatio::robustZ).toList());
    further.put("p_values", all.stream().map(VarianceRatio::pValue).toList());
    further.put("joint_p_value", jointPValue(all));
    return new MethodResult(
        "Variance ratio of Lo and MacKinlay (1988), overlapping, unbiased, robust to"
            + " heteroskedasticity, horizon "
            + horizon,
        chosen.robustZ(),
        chosen.pValue(),
        criticalValues(),
        -1,
        spread.values().length - 1L,
        further,
        List.of(
            "Null: the steps of the series are uncorrelated; two-sided",
            spread.origin(),
            "The z is normal in large samples: rows many times the horizon",
            request.data().width() == 2
                ? "The hedge is estimated on the same rows, which pulls the ratio of a spread"
                    + " without cointegration below 1"
                : "Differences are taken of the column as it is; give logarithms for returns"));
  }

  private static List<VarianceRatio> ratios(double[] values, int horizon) {
    TreeSet<Integer> horizons = new TreeSet<>(HORIZONS);
    horizons.add(horizon);
    List<VarianceRatio> ratios = new ArrayList<>();
    for (int q : horizons) {
      if (q + 2 <= values.length) {
        ratios.add(VarianceRatio.of(values, q));
      }
    }
    return ratios;
  }

  /** The largest |z| of all horizons against independent normals: an upper bound. */
  private static double jointPValue(List<VarianceRatio> ratios) {
    double least = ratios.stream().mapToDouble(VarianceRatio::pValue).min().orElseThrow();
    return -StrictMath.expm1(ratios.size() * StrictMath.log1p(-least));
  }

  private static Map<String, Double> criticalValues() {
    Map<String, Double> values = new java.util.LinkedHashMap<>();
    values.put("1%", VarianceRatio.NORMAL.inverseCumulativeProbability(0.995));
    values.put("5%", VarianceRatio.NORMAL.inverseCumulativeProbability(0.975));
    values.put("10%", VarianceRatio.NORMAL.inverseCumulativeProbability(0.95));
    return values;
  }
}
