package io.statarb.basketscreen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Picks the few of many columns that leave the least of a target by least squares: orthogonal
 * forward selection (Chen, Billings and Luo, Orthogonal least squares methods and their application
 * to non-linear system identification, International Journal of Control 50, 1989, 1873-1896), then
 * exchanges of one column for another while that leaves less (Miller, Subset Selection in
 * Regression, 2nd ed. 2002, section 3.6), then columns that take too little away are dropped, the
 * least first.
 *
 * <p>It works on inner products alone: the columns that are left are kept orthogonal to those
 * picked, one row of a Cholesky factor a pick. Of equals the first is picked.
 */
final class LegSelection {
  /** A column of which those picked leave less than this share is their combination. */
  private static final double DEPENDENT = 1e-8;

  /** An exchange must leave less by more than rounding. */
  private static final double LESS = 1 - 1e-9;

  /** Each exchange leaves less, so that it ends by itself; in practice after two or three. */
  private static final int MAX_SWEEPS = 20;

  private static final int NONE = -1;

  private final double[][] products;
  private final double[] withTarget;
  private final double targetSquares;
  private final int[] allowed;

  // Of each column: squares and product with the target of what is orthogonal to those picked.
  private final double[] left;
  private final double[] with;
  private final double[][] rows;
  private final List<Integer> picked = new ArrayList<>();
  private double unexplained;

  /**
   * For one target.
   *
   * @param products inner products of all columns, centred
   * @param withTarget of each column with the target
   * @param targetSquares of the target with itself
   * @param allowed columns that may be picked
   * @param most most columns to pick
   */
  LegSelection(
      double[][] products,
      double[] withTarget,
      double targetSquares,
      IntPredicate allowed,
      int most) {
    this.products = products;
    this.withTarget = withTarget;
    this.targetSquares = targetSquares;
    int[] columns = new int[products.length];
    int count = 0;
    for (int j = 0; j < products.length; j++) {
      if (allowed.test(j)) {
        columns[count++] = j;
      }
    }
    this.allowed = Arrays.copyOf(columns, count);
    this.left = new double[products.length];
    this.with = new double[products.length];
    this.rows = new double[most][products.length];
    restart();
  }

  /**
   * The columns, rising.
   *
   * @param leastGain share of what the others leave that each must take away, in [0, 1)
   */
  List<Integer> pick(double leastGain) {
    for (int j = best(); picked.size() < rows.length && j != NONE; j = best()) {
      add(j);
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && exchanged(); sweep++) {
      // the sweep itself says whether there is more to do
    }
    while (dropped(leastGain)) {
      // one a time: each drop changes what the others take away
    }
    return picked.stream().sorted().toList();
  }

  private void restart() {
    picked.clear();
    unexplained = targetSquares;
    for (int j : allowed) {
      left[j] = products[j][j];
      with[j] = withTarget[j];
    }
  }

  private void restart(List<Integer> columns) {
    restart();
    columns.forEach(this::add);
  }

  /** The column that takes most away; none when no other is left. */
  private int best() {
    int best = NONE;
    double most = 0;
    for (int j : allowed) {
      if (left[j] > DEPENDENT * products[j][j] && with[j] * with[j] > most * left[j]) {
        most = with[j] * with[j] / left[j];
        best = j;
      }
    }
    return best;
  }

  private void add(int column) {
    double length = StrictMath.sqrt(left[column]);
    double share = with[column] / length;
    double[] row = rows[picked.size()];
    double[] own = new double[picked.size()];
    for (int k = 0; k < own.length; k++) {
      own[k] = rows[k][column];
    }
    double[] shared = products[column];
    for (int j : allowed) {
      double rest = shared[j];
      for (int k = 0; k < own.length; k++) {
        rest -= own[k] * rows[k][j];
      }
      row[j] = rest / length;
      left[j] -= row[j] * row[j];
      with[j] -= row[j] * share;
    }
    // By definition, and free of rounding: nothing of it is left.
    left[column] = 0;
    unexplained -= share * share;
    picked.add(column);
  }

  /** Puts for each column picked the one in its place that leaves least; whether any changed. */
  private boolean exchanged() {
    boolean changed = false;
    for (int column : List.copyOf(picked)) {
      double before = unexplained;
      List<Integer> others = without(column);
      restart(others);
      int best = best();
      double after =
          best == NONE ? unexplained : unexplained - with[best] * with[best] / left[best];
      boolean better = best != NONE && best != column && after < before * LESS;
      add(better ? best : column);
      changed |= better;
    }
    return changed;
  }

  private boolean dropped(double leastGain) {
    if (picked.isEmpty()) {
      return false;
    }
    double with = unexplained;
    List<Integer> all = List.copyOf(picked);
    List<Integer> fewer = all;
    double least = Double.POSITIVE_INFINITY;
    for (int column : all) {
      restart(all.stream().filter(other -> other != column).toList());
      if (unexplained < least) {
        least = unexplained;
        fewer = List.copyOf(picked);
      }
    }
    boolean idle = with > (1 - leastGain) * least;
    restart(idle ? fewer : all);
    return idle;
  }

  private List<Integer> without(int column) {
    return picked.stream().filter(other -> other != column).toList();
  }
}
