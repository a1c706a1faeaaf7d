package io.statarb.baskets;

import io.statarb.reversion.Columns;
import io.statarb.reversion.Options;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.SeriesTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code eigenportfolios}. */
public final class EigenportfoliosMethod implements PairMethod {
  private static final int MOST_COLUMNS = 1000;
  private static final int LEAST_ROWS = 30;
  private static final int DEFAULT_WINDOW = 60;

  /** Trading days in a year, as in the paper. */
  private static final double DEFAULT_PERIODS = 252;

  /** The paper wants reversion within half of the window of 60 days. */
  private static final double DAYS_TO_REVERT = 30;

  private static final double DEFAULT_SHARE = 0.55;

  /** Fewer instruments make no clusters. */
  private static final int LEAST_TO_CLUSTER = 6;

  private static final int DEFAULT_LEAST_CLUSTER = 3;

  @Override
  public String name() {
    return "eigenportfolios";
  }

  @Override
  public String describe() {
    return "Eigenportfolios of the correlation matrix of returns, the s-score of what they leave of"
        + " each column, with the filter on the speed of reversion (Avellaneda and Lee 2010), and"
        + " clusters of columns that move alike. The statistic is the share of the first"
        + " eigenvalue. Not a test; eigenvalues below noise_edge are those of independent columns.";
  }

  @Override
  public int minColumns() {
    return 2;
  }

  @Override
  public int maxColumns() {
    return MOST_COLUMNS;
  }

  @Override
  public Map<String, String> optionNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("returns", "1 when the columns are returns already, 0 for prices; default 0");
    names.put(
        "factors", "number of eigenportfolios; default: as many as explain explained_variance");
    names.put("explained_variance", "share to explain, in (0, 1]; default 0.55");
    names.put("window", "last rows that the s-scores rest on; default 60, or all if fewer");
    names.put("periods", "rows in a year; default 252");
    names.put("least_kappa", "least speed of reversion a year; default periods / 30");
    names.put("least_cluster", "columns that make a cluster grow; default 3");
    return names;
  }

  @Override
  public MethodResult run(MethodRequest request) {
    SeriesTable data = request.data();
    Columns.check(data, LEAST_ROWS);
    Returns returns = returns(request);
    Eigenportfolios portfolios = Eigenportfolios.of(returns);
    int factors = factors(request, portfolios);
    int window = Options.whole(request, "window", Math.min(DEFAULT_WINDOW, returns.rows()), 5);
    double periods = Options.positive(request, "periods", DEFAULT_PERIODS);
    double leastKappa = Options.notNegative(request, "least_kappa", periods / DAYS_TO_REVERT);
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("eigenvalues", MethodResult.list(portfolios.eigenvalues()));
    further.put("noise_edge", portfolios.noiseEdge());
    further.put(
        "eigenvalues_above_noise",
        Arrays.stream(portfolios.eigenvalues()).filter(v -> v > portfolios.noiseEdge()).count());
    further.put("factors", factors);
    further.put("explained_variance", portfolios.explained(factors));
    further.put("vectors", vectors(portfolios, factors));
    further.put("weights", weights(portfolios, factors, data.names()));
    further.put("least_kappa", leastKappa);
    List<ResidualScore> scores = ResidualScore.of(portfolios, factors, window, periods);
    further.put("s_scores", scores(scores, data.names(), leastKappa, periods));
    if (data.width() >= LEAST_TO_CLUSTER) {
      int least = Options.whole(request, "least_cluster", DEFAULT_LEAST_CLUSTER, 2);
      CandidateClusters clusters = CandidateClusters.of(portfolios, factors, least);
      further.put("clusters", named(clusters.labels(), data.names()));
      further.put("cluster_radius", clusters.radius());
    }
    return new MethodResult(
        "Eigenportfolios of the correlation matrix and s-scores (Avellaneda and Lee 2010), "
            + factors
            + " factors",
        portfolios.explained(1),
        Double.NaN,
        Map.of(),
        -1,
        returns.rows(),
        further,
        List.of(
            "No null hypothesis is tested",
            request.option("returns", 0) > 0
                ? "Columns are returns as given"
                : "Returns are p(t) / p(t-1) - 1 of the columns as given",
            "Correlations rest on all rows, s-scores on the last %d; both are of the past only at"
                    .formatted(window)
                + " the last row",
            "An s-score above 0 is dear against the factors; trade only where reverts_fast is true",
            "Cluster -1 is noise; the radius is the knee of the distances to the k-th neighbour"));
  }

  private static Returns returns(MethodRequest request) {
    SeriesTable data = request.data();
    boolean given = request.option("returns", 0) > 0;
    if (!given) {
      Columns.positive(data);
    }
    double[][] columns = new double[data.width()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = data.column(i);
    }
    return given ? new Returns(columns) : Returns.ofPrices(columns);
  }

  private static int factors(MethodRequest request, Eigenportfolios portfolios) {
    int width = portfolios.eigenvalues().length;
    if (request.options().containsKey("factors")) {
      int factors = Options.whole(request, "factors", 1, 1);
      if (factors > width) {
        throw new IllegalArgumentException(
            "factors must be at most the columns: factors=%d columns=%d".formatted(factors, width));
      }
      return factors;
    }
    double share = Options.positive(request, "explained_variance", DEFAULT_SHARE);
    if (share > 1) {
      throw new IllegalArgumentException(
          "explained_variance must be at most 1: explained_variance=" + share);
    }
    return portfolios.factorsFor(share);
  }

  private static List<List<Double>> vectors(Eigenportfolios portfolios, int factors) {
    return IntStream.range(0, factors)
        .mapToObj(j -> MethodResult.list(portfolios.vector(j)))
        .toList();
  }

  private static List<Map<String, Object>> weights(
      Eigenportfolios portfolios, int factors, List<String> names) {
    List<Map<String, Object>> weights = new ArrayList<>();
    for (int j = 0; j < factors; j++) {
      List<Double> ofFactor = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        ofFactor.add(portfolios.weight(j, i));
      }
      weights.add(named(ofFactor, names));
    }
    return weights;
  }

  private static Map<String, Object> scores(
      List<ResidualScore> scores, List<String> names, double leastKappa, double periods) {
    double center = ResidualScore.center(scores);
    List<Map<String, Object>> all = new ArrayList<>();
    for (ResidualScore score : scores) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("s_score", score.score(0));
      fields.put("s_score_centered", score.score(center));
      fields.put("s_score_drift", score.driftScore(center, periods));
      fields.put("kappa", score.kappa());
      fields.put("reverts_fast", score.fast(leastKappa));
      fields.put("b", score.b());
      fields.put("mean", score.mean());
      fields.put("equilibrium_sd", score.equilibriumSd());
      fields.put("alpha", score.alpha());
      fields.put("betas", score.betas());
      fields.put("r_squared", score.rSquared());
      all.add(fields);
    }
    return named(all, names);
  }

  private static Map<String, Object> named(List<?> values, List<String> names) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), values.get(i));
    }
    return named;
  }
}
