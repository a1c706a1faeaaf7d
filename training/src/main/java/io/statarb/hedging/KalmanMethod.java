package io.statarb.hedging;

import io.statarb.reversion.Columns;
import io.statarb.reversion.Options;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.SeriesTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** {@code kalman}. */
public final class KalmanMethod implements PairMethod {
  private static final int LEAST_ROWS = 20;

  @Override
  public String name() {
    return "kalman";
  }

  @Override
  public String describe() {
    return "Hedge ratio and intercept as random walks, filtered by Kalman's recursions: the last"
        + " state with its standard error, the path, the innovations. Variances are given, or found"
        + " by maximum likelihood. Not a test; the innovations are the spread that could have been"
        + " traded.";
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
        "delta",
        "variance of a step of both states is delta / (1 - delta), in [0, 1), e.g. 0.0001; default:"
            + " both by maximum likelihood",
        "observation_variance",
        "variance of y about the line, above 0; default: by maximum likelihood");
  }

  @Override
  public MethodResult run(MethodRequest request) {
    SeriesTable data = request.data();
    Columns.check(data, LEAST_ROWS);
    double[] y = data.column(0);
    double[] x = data.column(1);
    KalmanHedge filter = KalmanHedge.filter(y, x, noise(request, y, x));
    int last = filter.rows() - 1;
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("hedge_ratio", filter.beta(last));
    further.put("intercept", filter.alpha(last));
    further.put("innovation", filter.innovation(last));
    further.put("innovation_sd", filter.innovationSd(last));
    further.put("innovation_z", filter.innovation(last) / filter.innovationSd(last));
    further.put("log_likelihood", filter.logLikelihood());
    further.put("hedge_ratio_step_variance", filter.noise().beta());
    further.put("intercept_step_variance", filter.noise().alpha());
    further.put("observation_variance", filter.noise().observation());
    Map<String, Object> errors = new LinkedHashMap<>();
    errors.put("hedge_ratio", filter.betaSe());
    errors.put("intercept", filter.alphaSe());
    further.put("standard_errors", errors);
    further.put("hedge_ratio_path", path(filter, filter::beta));
    further.put("intercept_path", path(filter, filter::alpha));
    further.put("innovations", path(filter, filter::innovation));
    further.put("innovation_sds", path(filter, filter::innovationSd));
    return new MethodResult(
        "Kalman filter, random walk hedge ratio and intercept, " + variances(request),
        filter.beta(last),
        Double.NaN,
        Map.of(),
        -1,
        filter.rows(),
        further,
        List.of(
            "No null hypothesis is tested",
            "%s = h %s + c + e; h and c are Gaussian random walks with independent steps, e is white"
                .formatted(data.names().getFirst(), data.names().get(1)),
            "Row t uses rows up to t"
                + (given(request)
                    ? ""
                    : ", but the variances are those most likely over all rows, so the path is not"
                        + " free of look-ahead"),
            "The first innovation and the first of another x only place the line: they have no standard"
                + " deviation and count in no likelihood"));
  }

  private static boolean given(MethodRequest request) {
    return request.options().containsKey("delta")
        && request.options().containsKey("observation_variance");
  }

  private static String variances(MethodRequest request) {
    if (given(request)) {
      return "variances given";
    }
    if (request.options().containsKey("delta")) {
      return "observation variance by maximum likelihood";
    }
    return request.options().containsKey("observation_variance")
        ? "step variances by maximum likelihood"
        : "all variances by maximum likelihood";
  }

  private static KalmanNoise noise(MethodRequest request, double[] y, double[] x) {
    KalmanLikelihood likelihood = new KalmanLikelihood(y, x);
    boolean deltaGiven = request.options().containsKey("delta");
    if (!request.options().containsKey("observation_variance")) {
      return deltaGiven
          ? likelihood.observation(request.option("delta", Double.NaN))
          : likelihood.noise();
    }
    double observation = Options.positive(request, "observation_variance", Double.NaN);
    return deltaGiven
        ? KalmanNoise.ofDelta(request.option("delta", Double.NaN), observation)
        : likelihood.states(observation);
  }

  private static List<Double> path(KalmanHedge filter, IntToDoubleFunction value) {
    return MethodResult.list(IntStream.range(0, filter.rows()).mapToDouble(value).toArray());
  }
}
