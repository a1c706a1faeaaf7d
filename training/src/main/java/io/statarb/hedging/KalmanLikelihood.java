package io.statarb.hedging;

import io.statarb.reversion.LineFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The variances of the Kalman filter's model that make the data most likely, searched in their
 * logarithms from several starts (Nelder and Mead 1965).
 */
public final class KalmanLikelihood {
  /** Steps of a search, far more than one takes; the best found so far ends it. */
  private static final int ITERATIONS = 2000;

  /** Logarithms this far below the start count as a variance of 0 to the digits of a double. */
  private static final double FLOOR = -35;

  private final double[] y;
  private final double[] x;

  /** For two columns of equal length. */
  public KalmanLikelihood(double[] y, double[] x) {
    this.y = y;
    this.x = x;
  }

  /** All three variances. */
  public KalmanNoise noise() {
    double[] scale = scale();
    double[] best =
        maximise(
            at ->
                new KalmanNoise(
                    scale[0] * StrictMath.exp(at[0]),
                    scale[1] * StrictMath.exp(at[1]),
                    scale[2] * StrictMath.exp(at[2])),
            List.of(
                new double[] {-8, -8, 0},
                new double[] {-3, -12, -1},
                new double[] {-12, -3, -1},
                // Hardly anything is noise: at times a higher summit.
                new double[] {-1, -8, -8},
                new double[] {-8, -1, -8}));
    return new KalmanNoise(
        scale[0] * StrictMath.exp(best[0]),
        scale[1] * StrictMath.exp(best[1]),
        scale[2] * StrictMath.exp(best[2]));
  }

  /** The variance of the observation when delta is given. */
  public KalmanNoise observation(double delta) {
    double[] scale = scale();
    double[] best =
        maximise(
            at -> KalmanNoise.ofDelta(delta, scale[2] * StrictMath.exp(at[0])),
            List.of(new double[] {0}, new double[] {-4}));
    return KalmanNoise.ofDelta(delta, scale[2] * StrictMath.exp(best[0]));
  }

  /** The variances of the states when that of the observation is given. */
  public KalmanNoise states(double observation) {
    double[] scale = scale();
    double[] best =
        maximise(
            at ->
                new KalmanNoise(
                    scale[0] * StrictMath.exp(at[0]),
                    scale[1] * StrictMath.exp(at[1]),
                    observation),
            List.of(new double[] {-8, -8}, new double[] {-3, -12}, new double[] {-12, -3}));
    return new KalmanNoise(
        scale[0] * StrictMath.exp(best[0]), scale[1] * StrictMath.exp(best[1]), observation);
  }

  /** What moves the line as much as its residual in one row: of beta, of alpha, the residual. */
  private double[] scale() {
    LineFit line = LineFit.of(y, x);
    double xSquare = 0;
    for (double value : x) {
      xSquare += value * value / x.length;
    }
    double residual = line.residualVariance();
    if (!(residual > 0)) {
      throw new IllegalArgumentException("y is a line of x in every row, so there is no noise");
    }
    return new double[] {residual / xSquare, residual, residual};
  }

  private interface Parameters {
    KalmanNoise noise(double[] at);
  }

  private double[] maximise(Parameters parameters, List<double[]> starts) {
    MultivariateFunction likelihood =
        at ->
            Arrays.stream(at).anyMatch(value -> value < FLOOR || value > -FLOOR)
                ? Double.NEGATIVE_INFINITY
                : KalmanHedge.filter(y, x, parameters.noise(at)).logLikelihood();
    List<PointValuePair> found = new ArrayList<>();
    for (double[] start : starts) {
      found.add(search(likelihood, search(likelihood, start).getPoint()));
    }
    PointValuePair best = found.getFirst();
    for (PointValuePair other : found) {
      best = other.getValue() > best.getValue() ? other : best;
    }
    return best.getPoint();
  }

  private static PointValuePair search(MultivariateFunction function, double[] start) {
    double[] sides = new double[start.length];
    Arrays.fill(sides, 2);
    SimpleValueChecker close = new SimpleValueChecker(1e-12, 1e-9, ITERATIONS);
    return new SimplexOptimizer(close)
        .optimize(
            MaxEval.unlimited(),
            new ObjectiveFunction(function),
            GoalType.MAXIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(sides));
  }
}
