package io.statarb.hedging;

import io.statarb.cointegration.Johansen;
import io.statarb.reversion.Columns;
import io.statarb.reversion.HalfLife;
import io.statarb.reversion.LineFit;
import io.statarb.reversion.Options;
import io.statarb.reversion.Samples;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code hedge-ratio}. */
public final class HedgeRatioMethod implements PairMethod {
  private static final int LEAST_ROWS = 20;
  private static final int JOHANSEN_LAGS = 1;

  /** Names in the order of the option {@code method}. */
  private static final List<String> NAMES =
      List.of("ols", "tls", "kalman", "minimum_half_life", "johansen");

  @Override
  public String name() {
    return "hedge-ratio";
  }

  @Override
  public String describe() {
    return "Units of x that hedge a unit of y, side by side: least squares, total least squares,"
        + " the last state of a Kalman filter with the most likely variances, the ratio whose"
        + " spread reverts fastest, and Johansen's first relation; each with the spread's standard deviation and half-life. Not a"
        + " test. The statistic is the ratio of least squares, or of the method chosen.";
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
  public Map<String, String> optionNames() {
    return Map.of(
        "method",
        "which ratio is the statistic: 0 least squares, 1 total least squares, 2 Kalman filter, 3"
            + " minimum half-life, 4 Johansen; default 0");
  }

  /** What one method says; NaN where it says nothing. */
  private record Hedge(double ratio, double intercept, double ratioSe, double interceptSe) {}

  @Override
  public MethodResult run(MethodRequest request) {
    SeriesTable data = request.data();
    Columns.check(data, LEAST_ROWS);
    int chosen = Options.whole(request, "method", 0, 0);
    if (chosen >= NAMES.size()) {
      throw new IllegalArgumentException(
          "method must be from 0 to %d: method=%d".formatted(NAMES.size() - 1, chosen));
    }
    double[] y = data.column(0);
    double[] x = data.column(1);
    List<Supplier<Hedge>> methods =
        List.of(
            () -> leastSquares(y, x),
            () -> totalLeastSquares(y, x),
            () -> kalman(y, x),
            () -> minimumHalfLife(y, x),
            () -> johansen(data));
    Hedge statistic = methods.get(chosen).get();
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("hedge_ratio", statistic.ratio());
    further.put("intercept", statistic.intercept());
    Map<String, Object> errors = new LinkedHashMap<>();
    errors.put("hedge_ratio", statistic.ratioSe());
    errors.put("intercept", statistic.interceptSe());
    further.put("standard_errors", errors);
    for (int i = 0; i < methods.size(); i++) {
      further.put(NAMES.get(i), fields(methods.get(i), y, x));
    }
    return new MethodResult(
        "Hedge ratios side by side; the statistic is " + NAMES.get(chosen),
        statistic.ratio(),
        Double.NaN,
        Map.of(),
        -1,
        data.rows(),
        further,
        assumptions(data));
  }

  private static List<String> assumptions(SeriesTable data) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add("No null hypothesis is tested");
    assumptions.add(
        "Spread: %s - h %s - c, in the units of the columns as given"
            .formatted(data.names().getFirst(), data.names().get(1)));
    assumptions.add(
        "Errors of ols and tls are those of independent rows; of random walks that cointegrate"
            + " they are no guide, of ones that do not the ratio means nothing");
    assumptions.add(
        "johansen is the first relation with a constant and one lagged difference, whether or not"
            + " its test finds one");
    assumptions.add(
        "kalman is the last state, its spread that of the last state on all rows;"
            + " minimum_half_life is chosen on these rows and looks faster than it is");
    return assumptions;
  }

  private static Map<String, Object> fields(Supplier<Hedge> method, double[] y, double[] x) {
    Map<String, Object> fields = new LinkedHashMap<>();
    try {
      Hedge hedge = method.get();
      double[] spread = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        spread[i] = y[i] - hedge.ratio() * x[i] - hedge.intercept();
      }
      fields.put("hedge_ratio", hedge.ratio());
      fields.put("intercept", hedge.intercept());
      fields.put("standard_error", hedge.ratioSe());
      fields.put("spread_sd", Samples.sd(spread));
      fields.put(
          "half_life", Samples.constant(spread) ? Double.NaN : HalfLife.of(spread).halfLife());
    } catch (IllegalArgumentException e) {
      // One method may be at a loss where the others are not; it says why.
      fields.put("unknown_because", String.valueOf(e.getMessage()));
    }
    return fields;
  }

  private static Hedge leastSquares(double[] y, double[] x) {
    LineFit line = LineFit.of(y, x);
    return new Hedge(line.slope(), line.intercept(), line.slopeSe(), line.interceptSe());
  }

  private static Hedge totalLeastSquares(double[] y, double[] x) {
    TotalLeastSquares line = TotalLeastSquares.fit(y, x);
    return new Hedge(line.slope(), line.intercept(), line.slopeSe(), Double.NaN);
  }

  private static Hedge kalman(double[] y, double[] x) {
    KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanLikelihood(y, x).noise());
    int last = filter.rows() - 1;
    return new Hedge(filter.beta(last), filter.alpha(last), filter.betaSe(), filter.alphaSe());
  }

  /** The relation of the largest eigenvalue, with the constant that centres its spread. */
  private static Hedge johansen(SeriesTable data) {
    Johansen test = Johansen.test(data, Trend.C, JOHANSEN_LAGS);
    double ratio = -test.vectors().getFirst().get(1);
    double intercept = Samples.mean(data.column(0)) - ratio * Samples.mean(data.column(1));
    return new Hedge(ratio, intercept, Double.NaN, Double.NaN);
  }

  private static Hedge minimumHalfLife(double[] y, double[] x) {
    MinimumHalfLife fit = MinimumHalfLife.fit(y, x);
    return new Hedge(fit.hedgeRatio(), fit.intercept(), Double.NaN, Double.NaN);
  }
}
