package io.statarb.cointegration;

/**
 * Least squares from cross-products that grows by one column at a time: each new column is one more
 * row of the Cholesky factor and takes one square off the sum of squares. Mutable, owned by one
 * thread.
 */
final class GrowingRegression {
  /**
   * A column of which less than this share of squares is its own, or a fit that leaves less than
   * this share, has lost too many digits to cancellation for a t statistic good to 1e-9.
   */
  private static final double TOO_LITTLE = 1e-5;

  private final double[][] factor;
  private final double[] rotated;
  private double targetSquares;
  private double sumOfSquares;
  private int rows;
  private int columns;

  GrowingRegression(int maxColumns) {
    factor = new double[maxColumns][maxColumns];
    rotated = new double[maxColumns];
  }

  void start(double squares, int numberOfRows) {
    targetSquares = squares;
    sumOfSquares = squares;
    rows = numberOfRows;
    columns = 0;
  }

  /**
   * Adds a column.
   *
   * @param products its products with the columns before it and, last, with itself
   * @param withTarget its product with the target
   * @return whether the digits suffice; when not, nothing may be read any more
   */
  boolean add(double[] products, double withTarget) {
    double[] row = factor[columns];
    double own = products[columns];
    double right = withTarget;
    for (int j = 0; j < columns; j++) {
      double[] before = factor[j];
      double rest = products[j];
      for (int k = 0; k < j; k++) {
        rest -= row[k] * before[k];
      }
      row[j] = rest / before[j];
      own -= row[j] * row[j];
      right -= row[j] * rotated[j];
    }
    row[columns] = StrictMath.sqrt(own);
    rotated[columns] = right / row[columns];
    sumOfSquares -= rotated[columns] * rotated[columns];
    boolean enough =
        own > TOO_LITTLE * products[columns]
            && sumOfSquares > TOO_LITTLE * targetSquares
            && rows > columns + 1;
    columns++;
    return enough;
  }

  /** What the columns leave of the target's squares. */
  double sumOfSquares() {
    return sumOfSquares;
  }

  /** t statistic of the column that was added last. */
  double tStatOfLast() {
    return rotated[columns - 1] / StrictMath.sqrt(sumOfSquares / (rows - columns));
  }
}
