package io.statarb.screen;

import java.util.Arrays;

/**
 * The cheap statistics of all pairs, in columns by pair number; NaN where there is none. Written by
 * the workers of the screen, each pair by one; read-only afterwards.
 */
final class PairStatistics {
  final int[] first;
  final int[] second;

  /** Whether the second series is leg y, the one that the better regression explains. */
  final boolean[] swapped;

  final Verdict[] verdict;

  /** Pearson's correlation of log returns. */
  final double[] correlation;

  /** Sum of squared differences of the prices, each divided by its first. */
  final double[] distance;

  /** Engle-Granger's t with the first series explained, then with the second. */
  final double[] statFirst;

  final double[] statSecond;
  final int[] lagsFirst;
  final int[] lagsSecond;

  /** Twice the smaller of the two p-values, at most 1: two tests were tried. */
  final double[] pValue;

  final double[] qBh;
  final double[] qBy;
  final double[] hedgeRatio;
  final double[] intercept;
  final double[] spreadSd;
  final double[] halfLife;
  final double[] hurst;
  final int[] crossings;

  PairStatistics(PairGrid grid) {
    int pairs = grid.pairs();
    first = new int[pairs];
    second = new int[pairs];
    swapped = new boolean[pairs];
    verdict = new Verdict[pairs];
    lagsFirst = new int[pairs];
    lagsSecond = new int[pairs];
    crossings = new int[pairs];
    correlation = unknown(pairs);
    distance = unknown(pairs);
    statFirst = unknown(pairs);
    statSecond = unknown(pairs);
    pValue = unknown(pairs);
    qBh = unknown(pairs);
    qBy = unknown(pairs);
    hedgeRatio = unknown(pairs);
    intercept = unknown(pairs);
    spreadSd = unknown(pairs);
    halfLife = unknown(pairs);
    hurst = unknown(pairs);
    Arrays.fill(verdict, Verdict.SELECTED);
    Arrays.fill(lagsFirst, -1);
    Arrays.fill(lagsSecond, -1);
    Arrays.fill(crossings, -1);
    for (int i = 0; i < grid.series(); i++) {
      for (int j = i + 1; j < grid.series(); j++) {
        first[grid.index(i, j)] = i;
        second[grid.index(i, j)] = j;
      }
    }
  }

  private static double[] unknown(int pairs) {
    double[] values = new double[pairs];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  int pairs() {
    return first.length;
  }

  /** Series number of leg y. */
  int y(int pair) {
    return swapped[pair] ? second[pair] : first[pair];
  }

  /** Series number of leg x. */
  int x(int pair) {
    return swapped[pair] ? first[pair] : second[pair];
  }
}
