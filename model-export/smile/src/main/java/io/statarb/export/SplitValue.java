package io.statarb.export;

import java.util.Arrays;
import smile.data.Tuple;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.model.cart.OrdinalNode;

/**
 * The value that a node of Smile splits at. Smile keeps it to itself and prints it rounded, but it
 * answers which way a row goes: {@code branch} is true for values up to the split and false above
 * it. So the split is the largest double that goes the true way, found by halving the doubles in
 * their order, in 64 steps and exactly.
 */
final class SplitValue {
  private SplitValue() {}

  static double of(OrdinalNode node, int featureCount) {
    double[] row = new double[featureCount];
    Tuple tuple = Tuple.of(schema(featureCount), row);
    long low = ordinal(Double.NEGATIVE_INFINITY);
    long high = ordinal(Double.POSITIVE_INFINITY);
    if (!goesTrue(node, tuple, row, low) || goesTrue(node, tuple, row, high)) {
      throw new IllegalArgumentException("a split must be finite: node=" + node);
    }
    while (low + 1 < high) {
      // The mean rounded down, without the overflow of a sum or difference.
      long middle = (low & high) + ((low ^ high) >> 1);
      if (goesTrue(node, tuple, row, middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // Minus zero and zero are one split.
    return value(low) + 0.0;
  }

  static StructType schema(int featureCount) {
    StructField[] fields = new StructField[featureCount];
    Arrays.setAll(fields, i -> new StructField("x" + i, DataTypes.DoubleType));
    return new StructType(fields);
  }

  private static boolean goesTrue(OrdinalNode node, Tuple tuple, double[] row, long ordinal) {
    row[node.feature()] = value(ordinal);
    return node.branch(tuple);
  }

  /** Position of a double among all doubles; negative ones mirrored. */
  private static long ordinal(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits >= 0 ? bits : -(bits & Long.MAX_VALUE);
  }

  private static double value(long ordinal) {
    return ordinal >= 0 ? Double.longBitsToDouble(ordinal) : -Double.longBitsToDouble(-ordinal);
  }
}
