package io.statarb.cointegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.cointegration.EngleGrangerScreen.Outcome;
import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.LagChoice.Criterion;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The screen against its specification, {@link EngleGranger}, on many kinds of pairs. */
final class EngleGrangerScreenTest {
  private static final List<LagChoice> LAGS =
      List.of(
          new LagChoice.Fixed(0),
          new LagChoice.Fixed(1),
          new LagChoice.Fixed(7),
          new LagChoice.Best(Criterion.AIC, LagChoice.Best.SCHWERT),
          new LagChoice.Best(Criterion.BIC, LagChoice.Best.SCHWERT),
          new LagChoice.Best(Criterion.T_STAT, LagChoice.Best.SCHWERT),
          new LagChoice.Best(Criterion.AIC, 4));

  private static Stream<Arguments> settings() {
    return Stream.of(Trend.values())
        .flatMap(trend -> LAGS.stream().map(lags -> Arguments.of(trend, lags)));
  }

  /** Walks, pairs that stay together loosely and closely, far from zero, tiny and huge. */
  private static SeriesTable world(long seed, int rows) {
    RandomSeries random = new RandomSeries(seed);
    List<double[]> columns = new ArrayList<>();
    double[] common = random.walk(rows);
    columns.add(common);
    columns.add(random.walk(rows));
    for (double share : new double[] {1, 1e-1, 1e-2}) {
      double[] noise = random.autoregression(0.6, rows);
      double[] together = new double[rows];
      for (int t = 0; t < rows; t++) {
        together[t] = 2 + 0.7 * common[t] + share * noise[t];
      }
      columns.add(together);
    }
    columns.add(scaled(random.walk(rows), 1e-6, 0));
    columns.add(scaled(random.walk(rows), 1e6, 1e8));
    columns.add(scaled(random.walk(rows), 0.01, 4.6));
    columns.add(random.autoregression(-0.9, rows));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add("S" + i);
    }
    return SeriesTable.of(names, columns.toArray(double[][]::new), List.of());
  }

  private static double[] scaled(double[] series, double scale, double shift) {
    double[] result = new double[series.length];
    for (int t = 0; t < series.length; t++) {
      result[t] = shift + scale * series[t];
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("settings")
  @Evidence(of = Estimator.ENGLE_GRANGER, kind = Kind.SECOND_FORMULA)
  void shouldAgreeWithTheTestPairByPair(Trend trend, LagChoice lags) {
    for (int rows : new int[] {40, 252}) {
      SeriesTable data = world(rows, rows);
      EngleGrangerScreen.Worker worker = EngleGrangerScreen.of(data, trend, lags).worker();
      for (int y = 0; y < data.width(); y++) {
        for (int x = 0; x < data.width(); x++) {
          if (x != y) {
            agree(worker, data, y, x, trend, lags);
          }
        }
      }
    }
  }

  private static void agree(
      EngleGrangerScreen.Worker worker,
      SeriesTable data,
      int y,
      int x,
      Trend trend,
      LagChoice lags) {
    assertThat(worker.test(y, x)).isEqualTo(Outcome.TESTED);
    EngleGranger slow = EngleGranger.test(data.select(List.of(y, x)), 0, trend, lags);
    String pair = "%d on %d, rows=%d".formatted(y, x, data.rows());
    assertThat(worker.lagsUsed()).as(pair).isEqualTo(slow.adf().lags());
    assertThat(worker.stat()).as(pair).isCloseTo(slow.adf().stat(), within(1e-9));
    double hedgeRatio = slow.hedgeRatios().getFirst();
    assertThat(worker.hedgeRatio())
        .as(pair)
        .isCloseTo(hedgeRatio, within(1e-9 * Math.abs(hedgeRatio)));
    assertThat(worker.rSquared()).as(pair).isCloseTo(slow.rSquared(), within(1e-10));
    for (int power = 0; power < trend.columns(); power++) {
      double coefficient = slow.trendCoefficients().get(power);
      assertThat(worker.trendCoefficient(power))
          .as(pair)
          .isCloseTo(coefficient, within(1e-7 * Math.abs(coefficient) + 1e-12));
    }
  }

  @Test
  void shouldStayExactWhereCrossProductsWouldNot() {
    // A spread that is almost a straight line: its differences are almost explained by the lags.
    int rows = 252;
    RandomSeries random = new RandomSeries(5);
    double[] x = random.walk(rows);
    double[] noise = random.noise(rows);
    double[] y = new double[rows];
    for (int t = 0; t < rows; t++) {
      y[t] = x[t] + Math.sin(t / 40.0) + 1e-7 * noise[t];
    }
    SeriesTable data = SeriesTable.of(List.of("Y", "X"), new double[][] {y, x}, List.of());
    for (LagChoice lags : LAGS) {
      EngleGranger slow = EngleGranger.test(data, 0, Trend.C, lags);
      EngleGrangerScreen.Worker worker = EngleGrangerScreen.of(data, Trend.C, lags).worker();
      assertThat(worker.test(0, 1)).isEqualTo(Outcome.TESTED);
      assertThat(worker.lagsUsed()).isEqualTo(slow.adf().lags());
      assertThat(worker.stat())
          .isCloseTo(slow.adf().stat(), within(1e-7 * Math.abs(slow.adf().stat())));
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAPair() {
    double[] x = new RandomSeries(1).walk(60);
    double[] line = new double[60];
    for (int t = 0; t < line.length; t++) {
      line[t] = 7 + 0.1 * t;
    }
    SeriesTable data =
        SeriesTable.of(
            List.of("X", "TWICE", "FLAT", "LINE"),
            new double[][] {x, scaled(x, 2, 1), scaled(x, 0, 3.3), line},
            List.of());
    EngleGrangerScreen.Worker level =
        EngleGrangerScreen.of(data, Trend.C, new LagChoice.Fixed(1)).worker();
    assertThat(level.test(0, 1)).isEqualTo(Outcome.COLLINEAR);
    assertThat(level.test(0, 2)).isEqualTo(Outcome.CONSTANT);
    assertThat(level.test(2, 0)).isEqualTo(Outcome.CONSTANT);
    assertThat(level.stat()).isNaN();
    assertThat(level.lagsUsed()).isEqualTo(-1);
    EngleGrangerScreen.Worker trend =
        EngleGrangerScreen.of(data, Trend.CT, new LagChoice.Fixed(1)).worker();
    assertThat(trend.test(0, 3)).isEqualTo(Outcome.CONSTANT);
    SeriesTable tooShort =
        SeriesTable.of(List.of("A", "B"), new double[][] {{1, 2}, {2, 1}}, List.of());
    assertThatThrownBy(() -> EngleGrangerScreen.of(tooShort, Trend.C, new LagChoice.Fixed(0)))
        .hasMessage("too few rows for the cointegrating regression: rows=2 coefficients=2");
  }
}
