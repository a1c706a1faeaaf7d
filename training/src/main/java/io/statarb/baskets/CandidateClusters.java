package io.statarb.baskets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import smile.clustering.Clustering;
import smile.clustering.DBSCAN;

/**
 * Groups of instruments that move alike, to look for pairs in: DBSCAN (Ester et al. 1996) on the
 * correlations of each instrument with the first eigenportfolios (Sarmento and Horta, Enhancing a
 * pairs trading strategy with the application of machine learning, Expert Systems with Applications
 * 158, 2020, 113490).
 *
 * <p>The radius is read off the distances of all instruments to their k-th neighbour, sorted: where
 * the curve is farthest below the line through its ends, the crowded ones end (Satopaa et al.,
 * Finding a "kneedle" in a haystack, 2011). It is at least {@code sqrt(factors / rows)}, the
 * standard error of an instrument's coordinates.
 *
 * @param labels cluster of each instrument, from 0 in the order of their first members, or {@link
 *     #NOISE}
 * @param radius the radius used
 */
public record CandidateClusters(List<Integer> labels, double radius) {
  /** Label of an instrument in no cluster. */
  public static final int NOISE = -1;

  /** A curve that ends below this many times its start is level. */
  private static final double LEVEL = 2;

  /** A curve that falls short of its line by less than this share of its rise is straight. */
  private static final double STRAIGHT = 0.15;

  /** Copies the list. */
  public CandidateClusters {
    labels = List.copyOf(labels);
  }

  /**
   * Clusters.
   *
   * @param factors eigenportfolios that make the coordinates
   * @param least instruments, itself included, within the radius of one that makes a cluster grow;
   *     at least 2 and below the number of instruments
   */
  public static CandidateClusters of(Eigenportfolios portfolios, int factors, int least) {
    int n = portfolios.returns().width();
    if (least < 2 || least >= n) {
      throw new IllegalArgumentException(
          "least_cluster must be at least 2 and below the columns: least_cluster=%d columns=%d"
              .formatted(least, n));
    }
    double[][] points = new double[n][factors];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < factors; j++) {
        points[i][j] = portfolios.loading(j, i);
      }
    }
    // Nearer than the standard error of the coordinates nobody can be told apart.
    double blur = StrictMath.sqrt((double) factors / portfolios.returns().rows());
    double radius = Math.max(blur, knee(neighbourDistances(points, least - 1)));
    // Smile does not count the point itself.
    int[] groups = DBSCAN.fit(points, least - 1, radius).group();
    return new CandidateClusters(numbered(groups), radius);
  }

  /** Distance of each point to its k-th neighbour, rising. */
  static double[] neighbourDistances(double[][] points, int k) {
    double[] distances = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      double[] all = new double[points.length];
      for (int j = 0; j < points.length; j++) {
        double squares = 0;
        for (int d = 0; d < points[i].length; d++) {
          squares += (points[i][d] - points[j][d]) * (points[i][d] - points[j][d]);
        }
        all[j] = StrictMath.sqrt(squares);
      }
      Arrays.sort(all);
      // The nearest is the point itself.
      distances[i] = all[k];
    }
    Arrays.sort(distances);
    return distances;
  }

  /**
   * The value of a rising curve that is farthest below the line through its ends; the last value
   * when the curve is level or straight, as then nobody is far from the crowd.
   */
  static double knee(double[] curve) {
    int last = curve.length - 1;
    double rise = curve[last] - curve[0];
    int knee = last;
    double farthest = STRAIGHT * rise;
    for (int i = 0; i <= last; i++) {
      double below = curve[0] + rise * i / last - curve[i];
      if (below > farthest) {
        farthest = below;
        knee = i;
      }
    }
    // A hair more keeps the knee itself in.
    return (curve[last] < LEVEL * curve[0] ? curve[last] : curve[knee]) * (1 + 1e-9);
  }

  private static List<Integer> numbered(int[] groups) {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    List<Integer> labels = new ArrayList<>();
    for (int group : groups) {
      labels.add(
          group == Clustering.OUTLIER
              ? NOISE
              : numbers.computeIfAbsent(group, unseen -> numbers.size()));
    }
    return labels;
  }
}
