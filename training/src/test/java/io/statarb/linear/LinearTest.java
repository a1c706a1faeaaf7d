package io.statarb.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Each factorisation against what defines it, on drawn matrices, and least squares by two ways. */
final class LinearTest {
  private static double[][] columns(SplittableRandom random, int rows, int columns) {
    double[][] drawn = new double[columns][rows];
    for (double[] column : drawn) {
      for (int i = 0; i < rows; i++) {
        column[i] = random.nextDouble() - 0.5;
      }
    }
    return drawn;
  }

  private static double[][] crossProducts(double[][] columns) {
    double[][] products = new double[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        products[i][j] = dot(columns[i], columns[j]);
      }
    }
    return products;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  @RepeatedTest(20)
  @Evidence(of = Estimator.OLS, kind = Kind.SECOND_FORMULA)
  void shouldFitTheSameByReflectionsAndByCrossProducts(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int k = 1 + random.nextInt(8);
    double[][] x = columns(random, k + 1 + random.nextInt(40), k);
    double[] y = columns(random, x[0].length, 1)[0];

    Regression fit = Regression.fit(y, x);
    Cholesky factor = Cholesky.of(crossProducts(x)).orElseThrow();
    double[] right = times(x, y);

    assertThat(fit.coefficients()).containsExactly(factor.solve(right), within(1e-9));
    assertThat(times(x, fit.residuals())).containsExactly(new double[k], within(1e-12));
    assertThat(fit.sumOfSquares())
        .isCloseTo(dot(y, y) - dot(right, fit.coefficients()), within(1e-10));
    double[][] inverse = factor.inverse();
    for (int j = 0; j < k; j++) {
      assertThat(fit.standardError(j))
          .isCloseTo(Math.sqrt(fit.variance() * inverse[j][j]), within(1e-9));
    }
  }

  @RepeatedTest(20)
  void shouldSolveTheEigenproblemsThatAreAsked(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(100 + repetition.getCurrentRepetition());
    int n = 1 + random.nextInt(12);
    double[][] b = crossProducts(columns(random, 3 * n, n));
    double[][] a = crossProducts(columns(random, 2 * n, n));

    GeneralisedEigen general = GeneralisedEigen.of(a, b);
    SymmetricEigen plain = SymmetricEigen.of(a);

    double trace = 0;
    double logDeterminant = 0;
    for (int i = 0; i < n; i++) {
      double[] v = general.vector(i);
      double[] right = times(b, v);
      for (int j = 0; j < n; j++) {
        assertThat(dot(general.vector(j), right)).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
      double[] scaled = times(b, v);
      for (int j = 0; j < n; j++) {
        scaled[j] *= general.value(i);
      }
      assertThat(times(a, v)).containsExactly(scaled, within(1e-10));
      trace += plain.value(i);
      logDeterminant += Math.log(plain.value(i));
      assertThat(i == 0 || general.value(i) <= general.value(i - 1)).isTrue();
    }
    double diagonal = 0;
    for (int i = 0; i < n; i++) {
      diagonal += a[i][i];
    }
    assertThat(trace).isCloseTo(diagonal, within(1e-11));
    assertThat(Cholesky.of(a).orElseThrow().logDeterminant())
        .isCloseTo(logDeterminant, within(1e-8));
  }

  @Test
  void shouldFindTheEigenvaluesOfTheSecondDifference() {
    // Known in closed form: 2 - 2 cos(k pi / (n + 1)) (Golub and Van Loan 2013, section 4.8.3).
    int n = 30;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      matrix[i][i] = 2;
      if (i > 0) {
        matrix[i][i - 1] = -1;
        matrix[i - 1][i] = -1;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    for (int k = 1; k <= n; k++) {
      assertThat(eigen.value(n - k))
          .isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
    }
  }

  @Test
  @Evidence(of = Estimator.OLS, kind = Kind.PUBLISHED, source = "NIST StRD, Longley")
  void shouldFitLongleysData() {
    // NIST StRD, Longley: a polynomial-like set that defeats cross products; certified values.
    double[][] x = {
      new double[16],
      {
        83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7,
        116.9
      },
      {
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
        444546, 482704, 502601, 518173, 554894
      },
      {
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
        4007
      },
      {
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
        2827
      },
      {
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
        121950, 123366, 125368, 127852, 130081
      },
      {
        1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961,
        1962
      }
    };
    java.util.Arrays.fill(x[0], 1);
    double[] y = {
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
      69564, 69331, 70551
    };

    Regression fit = Regression.fit(y, x);

    assertThat(fit.coefficient(0)).isCloseTo(-3482258.63459582, within(1e-3));
    assertThat(fit.coefficient(1)).isCloseTo(15.0618722713733, within(1e-7));
    assertThat(fit.coefficient(6)).isCloseTo(1829.15146461355, within(1e-6));
    assertThat(fit.standardError(0)).isCloseTo(890420.383607373, within(1e-3));
    assertThat(fit.standardError(6)).isCloseTo(455.478499142212, within(1e-6));
    assertThat(Math.sqrt(fit.variance())).isCloseTo(304.854073561965, within(1e-8));
  }

  @Test
  void shouldNameTheColumnThatDependsOnOthers() {
    double[][] x = {{1, 1, 1, 1, 1}, {1, 2, 4, 7, 11}, {5, 7, 11, 17, 25}};
    assertThatThrownBy(() -> Regression.fit(new double[] {1, 2, 3, 4, 6}, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 3 of the regression is a combination of the ones before it");
    assertThat(Cholesky.of(new double[][] {{1, 1}, {1, 1}})).isEmpty();
    assertThat(Cholesky.of(new double[][] {{Double.NaN}})).isEmpty();
  }
}
