package io.statarb.cointegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.statarb.cointegration.Johansen.RankTest;
import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.linear.Regression;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.LagChoice.Criterion;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.Series;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JohansenTest {
  private static final List<String> EMPLOYMENT =
      List.of("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8");

  private static Trend trend(String order) {
    return switch (order) {
      case "-1" -> Trend.N;
      case "0" -> Trend.C;
      default -> Trend.CT;
    };
  }

  private static SeriesTable table(double[]... columns) {
    List<String> names = List.of("A", "B", "C").subList(0, columns.length);
    return SeriesTable.of(names, columns, List.of());
  }

  /** Matlab with the Econometrics Toolbox of LeSage (jplv7), as published in statsmodels' tests. */
  @TestFactory
  @Evidence(
      of = Estimator.JOHANSEN,
      kind = Kind.PUBLISHED,
      source = "Matlab, jplv7 johansen",
      file = "cointegration/jplv-johansen-v1.csv")
  Stream<DynamicTest> shouldGiveTheFiguresOfMatlab() {
    SeriesTable data = employment();
    return CsvFixture.read("cointegration/jplv-johansen-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.text("kind") + " order " + row.text("order") + " rank " + row.text("rank"),
                () -> matlab(data, row)));
  }

  private static SeriesTable employment() {
    CsvFixture file = CsvFixture.read("cointegration/employment-v1.csv");
    double[][] columns = EMPLOYMENT.stream().map(file::column).toArray(double[][]::new);
    return SeriesTable.of(EMPLOYMENT, columns, List.of());
  }

  /** Matlab scales a relation to unit variance, here its first element is 1. */
  @TestFactory
  @Evidence(
      of = Estimator.JOHANSEN_HEDGE,
      kind = Kind.PUBLISHED,
      source = "Matlab, jplv7 johansen",
      file = "cointegration/jplv-vectors-v1.csv")
  Stream<DynamicTest> shouldGiveTheRelationsOfMatlab() {
    Johansen test = Johansen.test(employment(), Trend.CT, 2);
    return CsvFixture.read("cointegration/jplv-vectors-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest("relation " + row.text("rank"), () -> relation(test, row)));
  }

  private static void relation(Johansen test, CsvFixture.Row row) {
    int rank = row.count("rank");
    assertThat(test.eigenvalues().get(rank)).isCloseTo(row.number("eigenvalue"), within(1e-12));
    for (int i = 0; i < EMPLOYMENT.size(); i++) {
      double hedge = row.number(EMPLOYMENT.get(i)) / row.number(EMPLOYMENT.getFirst());
      assertThat(test.vectors().get(rank).get(i))
          .isCloseTo(hedge, within(1e-9 * (1 + Math.abs(hedge))));
    }
  }

  private static void matlab(SeriesTable data, CsvFixture.Row row) {
    Johansen test = Johansen.test(data, trend(row.text("order")), row.count("lags"));
    RankTest rank =
        (row.text("kind").equals("trace") ? test.trace() : test.max()).get(row.count("rank"));
    assertThat(rank.statistic()).isCloseTo(row.number("stat"), within(1e-7));
    assertThat(rank.criticalValues())
        .containsExactly(row.number("ten"), row.number("five"), row.number("one"));
  }

  @TestFactory
  @Evidence(
      of = Estimator.JOHANSEN,
      kind = Kind.PEER,
      source = "statsmodels",
      file = "cointegration/peer-johansen-v1.csv")
  Stream<DynamicTest> shouldAgreeWithStatsmodels() {
    return CsvFixture.read("cointegration/peer-johansen-v1.csv").records().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                "%s order %s lags %s rank %s"
                    .formatted(
                        row.text("columns"), row.text("order"), row.text("lags"), row.text("rank")),
                () -> agree(row)));
  }

  private static void agree(CsvFixture.Row row) {
    Johansen test =
        Johansen.test(
            KnownColumns.named(row.text("columns").split(" ", -1)),
            trend(row.text("order")),
            row.count("lags"));
    int rank = row.count("rank");
    assertThat(test.eigenvalues().get(rank)).isCloseTo(row.number("eigenvalue"), within(1e-9));
    assertThat(test.trace().get(rank).statistic()).isCloseTo(row.number("trace"), within(1e-7));
    assertThat(test.max().get(rank).statistic()).isCloseTo(row.number("max"), within(1e-7));
    double second = row.number("second");
    assertThat(test.vectors().get(rank).get(1))
        .isCloseTo(second, within(1e-6 * (1 + Math.abs(second))));
    assertThat(test.vectors().get(rank).getFirst()).isOne();
  }

  // R 4.2.2, urca 1.3-3: ca.jo(oil, type = "trace", ecdet = "none", K = lags + 1, spec =
  // "transitory"): lambda, minus V[2, 1], and the trace test of no relation.
  @ParameterizedTest
  @CsvSource({
    "raw, 1, 0.057998075157367, 0.0102845308802394, 1.14865941284481, 27.4035255686197",
    "raw, 2, 0.0562071328251937, 0.00909899105319225, 1.16556346803777, 26.1257868236578",
    "raw, 3, 0.0418772983690416, 0.00765378484018934, 1.17299004724415, 19.6299722298273",
    "raw, 4, 0.0402235684221689, 0.00677079414655839, 1.17562635492681, 18.5653054484032",
    "log, 1, 0.0726607783177021, 0.00700486159195481, 1.10675066059143, 32.2439542873863",
    "log, 2, 0.0624315345782248, 0.00617604429218609, 1.11195832655545, 27.5576686965551",
    "log, 3, 0.0503321780027408, 0.00648911555906642, 1.11021794037299, 22.6216251366902",
    "log, 4, 0.0446229544387355, 0.0058006993609475, 1.11168263447704, 19.9691157134412"
  })
  @Evidence(of = Estimator.JOHANSEN, kind = Kind.PEER, source = "R, urca")
  @Evidence(of = Estimator.JOHANSEN_HEDGE, kind = Kind.PEER, source = "R, urca")
  void shouldAgreeWithUrca(
      String scale, int lags, double first, double second, double hedgeRatio, double trace) {
    SeriesTable oil = scale.equals("log") ? Series.oil().map(StrictMath::log) : Series.oil();
    Johansen test = Johansen.test(oil, Trend.C, lags);

    assertThat(test.eigenvalues().getFirst()).isCloseTo(first, within(1e-12));
    assertThat(test.eigenvalues().getLast()).isCloseTo(second, within(1e-12));
    assertThat(-test.vectors().getFirst().get(1)).isCloseTo(hedgeRatio, within(1e-9));
    assertThat(test.trace().getFirst().statistic()).isCloseTo(trace, within(1e-9));
  }

  /** A second formula: residual determinants with and without levels. */
  @Test
  @Evidence(of = Estimator.JOHANSEN, kind = Kind.SECOND_FORMULA)
  void shouldBeTheLikelihoodRatioOfTwoRegressions() {
    SeriesTable data = KnownColumns.named("y0", "y1");
    int rows = data.rows() - 1;
    double[][] levels = new double[2][rows];
    double[][] differences = new double[2][rows];
    for (int i = 0; i < 2; i++) {
      for (int t = 0; t < rows; t++) {
        levels[i][t] = data.column(i)[t];
        differences[i][t] = data.column(i)[t + 1] - data.column(i)[t];
      }
    }
    // The trace of rank 0 is T times the log of det(no levels) / det(levels): Johansen (1988).
    double restricted = determinant(differences);
    double free =
        determinant(
            new double[][] {
              Regression.fit(differences[0], levels).residuals(),
              Regression.fit(differences[1], levels).residuals()
            });
    Johansen test = Johansen.test(data, Trend.N, 0);
    assertThat(test.trace().getFirst().statistic())
        .isCloseTo(rows * Math.log(restricted / free), within(1e-8));
  }

  private static double determinant(double[][] errors) {
    double aa = 0;
    double ab = 0;
    double bb = 0;
    for (int t = 0; t < errors[0].length; t++) {
      aa += errors[0][t] * errors[0][t];
      ab += errors[0][t] * errors[1][t];
      bb += errors[1][t] * errors[1][t];
    }
    return aa * bb - ab * ab;
  }

  /** Doornik (1998) against the critical values of MacKinnon, Haug and Michelis (1999). */
  @ParameterizedTest
  @CsvSource({"trace, 0.08, 0.15", "max, 0.12, 0.35"})
  void shouldGivePValuesNearTheLevelsOfTheCriticalValues(
      String kind, double within5, double within1) {
    for (int order = -1; order <= 1; order++) {
      for (int trends = 1; trends <= 12; trends++) {
        List<Double> critical = JohansenTable.test(kind, order, trends, 1).criticalValues();
        assertThat(JohansenTable.test(kind, order, trends, critical.get(0)).pValue())
            .isCloseTo(0.10, within(0.10 * 0.05));
        assertThat(JohansenTable.test(kind, order, trends, critical.get(1)).pValue())
            .isCloseTo(0.05, within(0.05 * within5));
        assertThat(JohansenTable.test(kind, order, trends, critical.get(2)).pValue())
            .isCloseTo(0.01, within(0.01 * within1));
      }
    }
  }

  /** scipy 1.17, gamma.sf. */
  @ParameterizedTest
  @CsvSource({
    "4.13, 1.14, 2.12, 0.0482208991528298",
    "30, 20, 25, 0.0344000940595748",
    "1, 20, 25, 0.9999999999999993",
    "300, 250, 400, 0.008734609702371322",
    "0.3, 1.14, 2.12, 0.6561788266452164",
    "0, 1.14, 2.12, 1"
  })
  void shouldGiveTheTailOfTheGammaDistribution(
      double x, double mean, double variance, double tail) {
    assertThat(GammaTail.of(x, mean, variance)).isCloseTo(tail, withinPercentage(1e-9));
  }

  @Test
  @Evidence(of = Estimator.JOHANSEN, kind = Kind.TRUTH)
  void shouldRejectWalksApartAtTheLevel() {
    int worlds = 2000;
    int rejections = 0;
    for (int world = 0; world < worlds; world++) {
      RandomSeries random = new RandomSeries(30_000 + world);
      Johansen test = Johansen.test(table(random.walk(800), random.walk(800)), Trend.N, 0);
      rejections += test.rankByTrace() > 0 ? 1 : 0;
    }
    assertThat(rejections / (double) worlds)
        .isCloseTo(0.05, within(2 * Math.sqrt(0.05 * 0.95 / worlds)));
  }

  /** A vector error correction with one relation among three columns. */
  @Test
  @Evidence(
      of = {Estimator.JOHANSEN, Estimator.JOHANSEN_HEDGE},
      kind = Kind.TRUTH)
  void shouldFindTheRankAndTheRelationOfADrawnWorld() {
    int worlds = 200;
    int right = 0;
    double second = 0;
    double third = 0;
    for (int world = 0; world < worlds; world++) {
      RandomSeries random = new RandomSeries(world);
      double[] b = random.walk(500);
      double[] c = random.walk(500);
      double[] a = random.autoregression(0.6, 500);
      for (int t = 0; t < a.length; t++) {
        a[t] += 0.8 * b[t] - 0.5 * c[t];
      }
      Johansen test = Johansen.test(table(a, b, c), Trend.C, 1);
      right += test.rankByTrace() == 1 ? 1 : 0;
      second += test.vectors().getFirst().get(1) / worlds;
      third += test.vectors().getFirst().get(2) / worlds;
    }
    // At 5 % one in twenty worlds finds a second relation.
    assertThat(right).isBetween(175, 200);
    assertThat(second).isCloseTo(-0.8, within(0.01));
    assertThat(third).isCloseTo(0.5, within(0.01));
  }

  @Test
  void shouldChooseTheLagsOfADrawnWorld() {
    RandomSeries random = new RandomSeries(4);
    double[] a = random.noise(600);
    double[] b = random.walk(600);
    for (int t = 2; t < a.length; t++) {
      a[t] += 1.2 * a[t - 1] - 0.6 * a[t - 2];
    }
    double[] sum = a.clone();
    for (int t = 1; t < sum.length; t++) {
      sum[t] += sum[t - 1];
    }
    LagChoice.Best bic = new LagChoice.Best(Criterion.BIC, LagChoice.Best.SCHWERT);
    assertThat(Johansen.bestLags(table(sum, b), Trend.C, bic)).isEqualTo(2);
    assertThatThrownBy(() ->
            Johansen.bestLags(table(sum, b), Trend.C, new LagChoice.Best(Criterion.T_STAT, 4)))
        .hasMessage("Johansen's lags are chosen by aic or bic, not t-stat");
  }

  @Test
  void shouldSayWhyItRefuses() {
    double[] x = new RandomSeries(1).walk(60);
    double[] twice = java.util.Arrays.stream(x).map(value -> 2 * value).toArray();
    assertThatThrownBy(() -> Johansen.test(table(x, new double[60]), Trend.C, 1))
        .hasMessage("B is constant: value=0.0");
    assertThatThrownBy(() -> Johansen.test(table(x, twice), Trend.C, 1))
        .hasMessage("a column is a combination of the others, so that there is nothing to test");
    assertThatThrownBy(() -> Johansen.test(table(x, twice), Trend.C, 0))
        .hasMessage("a column is a combination of the others, so that there is nothing to test");
    assertThatThrownBy(() -> Johansen.test(table(x, twice), Trend.CTT, 1))
        .hasMessage("Johansen's test has distributions for the trends n, c and ct only: trend=ctt");
    assertThatThrownBy(() -> Johansen.test(table(x), Trend.C, 1))
        .hasMessage("Johansen's test takes 2 to 12 columns: columns=1");
    assertThatThrownBy(
            () -> Johansen.test(table(new double[] {1, 2, 4}, new double[] {3, 1, 2}), Trend.C, 0))
        .hasMessage("too few rows for Johansen's test: rows=3 lags=0, at least 6 rows are needed");
  }
}
