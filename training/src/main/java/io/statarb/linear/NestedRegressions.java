package io.statarb.linear;

/**
 * Regressions of one variable on the first {@code k} of a list of columns, for every {@code k}, by
 * one factorisation: with {@code X = QR} and {@code z = Q'y} the first k columns leave the sum of
 * squares {@code z[k]^2 + z[k+1]^2 + ...}, and the last of them adds {@code z[k-1]^2}.
 */
public final class NestedRegressions {
  private final double[] tailSquares;
  private final double[] rotated;
  private final int usable;

  private NestedRegressions(double[] tailSquares, double[] rotated, int usable) {
    this.tailSquares = tailSquares;
    this.rotated = rotated;
    this.usable = usable;
  }

  /** Fits {@code y} on columns of its length, at most as many as there are rows. */
  public static NestedRegressions fit(double[] y, double[][] columns) {
    HouseholderQr qr = HouseholderQr.of(columns, y.length);
    double[] rotated = qr.rotate(y);
    double[] tail = new double[columns.length + 1];
    double sum = 0;
    for (int row = y.length - 1; row >= 0; row--) {
      if (row < columns.length) {
        tail[row + 1] = sum;
      }
      sum += rotated[row] * rotated[row];
    }
    tail[0] = sum;
    int usable = qr.dependentColumn() == HouseholderQr.NONE ? columns.length : qr.dependentColumn();
    return new NestedRegressions(tail, rotated, Math.min(usable, y.length - 1));
  }

  /**
   * Largest number of first columns that leave a degree of freedom and none of which is a
   * combination of the ones before it.
   */
  public int usableColumns() {
    return usable;
  }

  /** Sum of squared residuals with the first {@code k} columns. */
  public double sumOfSquares(int k) {
    return tailSquares[k];
  }

  /** Absolute t statistic of column {@code k - 1} in the regression on the first {@code k}. */
  public double absoluteTStatOfLast(int k) {
    double variance = tailSquares[k] / (rotated.length - k);
    return Math.abs(rotated[k - 1]) / StrictMath.sqrt(variance);
  }
}
