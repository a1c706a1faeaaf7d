package io.statarb.copulas;

import io.statarb.reversion.Columns;
import io.statarb.reversion.LineFit;
import io.statarb.reversion.Options;
import io.statarb.reversion.Samples;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.SeriesTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code copula}. */
public final class CopulaMethod implements PairMethod {
  private static final int LEAST_ROWS = 30;

  /** Columns that follow themselves this closely look like prices, not returns. */
  private static final double LOOKS_LIKE_LEVELS = 0.9;

  @Override
  public String name() {
    return "copula";
  }

  @Override
  public String describe() {
    return "Copulas of two columns: Gaussian, Student t, Clayton, Gumbel and Frank, each by"
        + " inverting Kendall's tau and by maximum pseudo-likelihood, ranked by AIC, with the"
        + " mispricing indices h(u|v) of the best. The statistic is Kendall's tau; null: the"
        + " columns are independent. Give returns, or differences=1 for prices.";
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
        "differences",
        "1 takes the differences of the columns first, 0 the columns as given; default 0",
        "bootstrap",
        "replications of the goodness of fit test, 0 for none; default 0",
        "seed",
        "seed of the bootstrap; default 1");
  }

  @Override
  public MethodResult run(MethodRequest request) {
    SeriesTable data = request.data();
    Columns.check(data, LEAST_ROWS);
    boolean differences = Options.whole(request, "differences", 0, 0) > 0;
    double[] y = differences ? Samples.differences(data.column(0)) : data.column(0);
    double[] x = differences ? Samples.differences(data.column(1)) : data.column(1);
    if (differences) {
      Columns.check(SeriesTable.of(data.names(), new double[][] {y, x}, List.of()), LEAST_ROWS - 1);
    }
    PseudoSample sample = PseudoSample.of(y, x);
    List<CopulaFit> fits = fits(sample);
    CopulaFit best = fits.getFirst();
    int last = sample.rows() - 1;
    Map<String, Object> further = new LinkedHashMap<>();
    further.put("kendall_tau", sample.tau());
    further.put("best", best.copula().family().word());
    further.put("aic", best.aic());
    further.put(
        "families",
        new CopulaReport(sample)
            .families(
                fits,
                Options.whole(request, "bootstrap", 0, 0),
                Options.whole(request, "seed", 1, 0)));
    List<Double> indexY = index(best.copula(), sample, true);
    List<Double> indexX = index(best.copula(), sample, false);
    further.put("mispricing_y_last", indexY.get(last));
    further.put("mispricing_x_last", indexX.get(last));
    further.put("mispricing_y", indexY);
    further.put("mispricing_x", indexX);
    return new MethodResult(
        "Copulas by Kendall's tau and by maximum pseudo-likelihood (Genest, Ghoudi and Rivest 1995)",
        sample.tau(),
        Independence.pValue(sample),
        Map.of(),
        -1,
        sample.rows(),
        further,
        assumptions(data, differences, y, x));
  }

  /** All that fit, the smallest AIC first; none has so strong a dependence as columns alike. */
  private static List<CopulaFit> fits(PseudoSample sample) {
    List<CopulaFit> fits = new ArrayList<>();
    for (CopulaFamily family : CopulaFamily.values()) {
      CopulaFit.byLikelihood(family, sample).ifPresent(fits::add);
    }
    if (fits.isEmpty()) {
      throw new IllegalArgumentException(
          "the columns rank the rows all but alike, so no copula has a density: tau="
              + sample.tau());
    }
    fits.sort(Comparator.comparingDouble(CopulaFit::aic));
    return fits;
  }

  private static List<Double> index(Copula copula, PseudoSample sample, boolean first) {
    return MethodResult.list(
        IntStream.range(0, sample.rows())
            .mapToDouble(i ->
                first
                    ? copula.conditional(sample.u(i), sample.v(i))
                    : copula.conditional(sample.v(i), sample.u(i)))
            .toArray());
  }

  private static List<String> assumptions(
      SeriesTable data, boolean differences, double[] y, double[] x) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add("Null of the p-value: the columns are independent; two-sided");
    assumptions.add(
        differences
            ? "Rows are the differences of the columns as given"
            : "Rows are the columns as given");
    assumptions.add(
        "Rows are independent of each other; margins are ranks over n + 1, of all rows, so the"
            + " mispricing indices are not free of look-ahead");
    Optional<String> levels =
        IntStream.range(0, 2)
            .filter(i -> LineFit.autoregression(i == 0 ? y : x).slope() > LOOKS_LIKE_LEVELS)
            .mapToObj(data.names()::get)
            .findFirst();
    levels.ifPresent(name ->
        assumptions.add(
            "WARNING: %s follows itself like a price, so rows are not independent and errors and p-values are too small; differences=1 takes returns"
                .formatted(name)));
    return assumptions;
  }
}
