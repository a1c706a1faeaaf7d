package io.statarb.health;

import io.statarb.features.RatioErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The samples of a formation window of a simulated pair, and the reference that they give. */
final class FormationSample {
  private final double[][] logPx;
  private final List<Double> truth;

  FormationSample(SimulatedPair pair, int samples) {
    truth = pair.ratios();
    logPx = new double[samples][];
    for (int t = 0; t < samples; t++) {
      pair.next();
      logPx[t] = pair.logPx().clone();
    }
  }

  /** Ratios fitted or known. */
  HealthReference reference(boolean fitted) {
    return fitted ? fittedRatios() : knownRatios();
  }

  /** Ratios known and everything else estimated. */
  HealthReference knownRatios() {
    double[] ratios = truth.stream().mapToDouble(Double::doubleValue).toArray();
    return reference(ratios, (i, j) -> 0, false);
  }

  /** Everything estimated, ratios by least squares. */
  HealthReference fittedRatios() {
    double[] means = means();
    int legs = truth.size();
    double[][] system = new double[legs][2 * legs + 1];
    for (double[] sample : logPx) {
      for (int i = 0; i < legs; i++) {
        double x = sample[1 + i] - means[1 + i];
        for (int j = 0; j < legs; j++) {
          system[i][j] += x * (sample[1 + j] - means[1 + j]);
        }
        system[i][legs] += x * (sample[0] - means[0]);
      }
    }
    for (int i = 0; i < legs; i++) {
      system[i][legs + 1 + i] = 1;
    }
    eliminate(system);
    double[] ratios = new double[legs];
    Arrays.setAll(ratios, i -> system[i][legs]);
    return reference(ratios, (i, j) -> system[Math.max(i, j)][legs + 1 + Math.min(i, j)], true);
  }

  private interface Inverse {
    double at(int i, int j);
  }

  private HealthReference reference(double[] ratios, Inverse inverse, boolean estimated) {
    int n = logPx.length;
    double[] spread = new double[n];
    for (int t = 0; t < n; t++) {
      spread[t] = logPx[t][0];
      for (int i = 0; i < ratios.length; i++) {
        spread[t] -= ratios[i] * logPx[t][1 + i];
      }
    }
    double mean = Arrays.stream(spread).sum() / n;
    double squares = 0;
    double products = 0;
    for (int t = 0; t < n; t++) {
      squares += (spread[t] - mean) * (spread[t] - mean);
      products += t == 0 ? 0 : (spread[t] - mean) * (spread[t - 1] - mean);
    }
    double phi = Math.max(0, products / squares);
    double variance = squares / (n - 1 - ratios.length) * (1 + phi) / (1 - phi);
    List<Double> means = new ArrayList<>();
    List<List<Double>> covariance = new ArrayList<>();
    for (int i = 0; estimated && i < ratios.length; i++) {
      means.add(means()[1 + i]);
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < ratios.length; j++) {
        row.add(variance * inverse.at(i, j));
      }
      covariance.add(row);
    }
    return new HealthReference(
        Arrays.stream(ratios).boxed().toList(),
        0,
        mean,
        StrictMath.sqrt(squares / (n - 1)),
        phi,
        n,
        new RatioErrors(means, covariance));
  }

  private double[] means() {
    double[] means = new double[logPx[0].length];
    for (double[] sample : logPx) {
      for (int leg = 0; leg < means.length; leg++) {
        means[leg] += sample[leg] / logPx.length;
      }
    }
    return means;
  }

  /** Gauss and Jordan, of a positive definite matrix at the left. */
  private static void eliminate(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      double pivot = rows[i][i];
      for (int c = 0; c < rows[i].length; c++) {
        rows[i][c] /= pivot;
      }
      for (int r = 0; r < rows.length; r++) {
        double factor = r == i ? 0 : rows[r][i];
        for (int c = 0; c < rows[r].length; c++) {
          rows[r][c] -= factor * rows[i][c];
        }
      }
    }
  }
}
