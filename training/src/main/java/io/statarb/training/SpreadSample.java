package io.statarb.training;

import io.statarb.features.FeatureService;
import java.util.Arrays;

/**
 * Feature rows of one pair over the training sessions, in columns, in order of time.
 *
 * <p>Kept: the features as float32, and in full the few values that the decision rule reads. A row
 * is usable when all of its features are finite as float32.
 */
final class SpreadSample {
  private final int columns;
  private final int[] session;
  private final long[] tsNs;
  private final double[] spread;
  private final float[] features;
  private final double[] z;
  private final double[] costBps;
  private final boolean[] usable;

  /**
   * Makes a sample; the arrays without features are kept, not copied.
   *
   * @param session index of each row's session, ascending from 0
   * @param tsNs time of each row, ascending within a session
   * @param spread spread of each row, log units
   * @param values features row by row, in the order of the service
   */
  SpreadSample(
      FeatureService service,
      String decisionZ,
      int[] session,
      long[] tsNs,
      double[] spread,
      double[] values) {
    int n = session.length;
    this.columns = service.size();
    if (tsNs.length != n || spread.length != n || values.length != Math.multiplyExact(n, columns)) {
      throw new IllegalArgumentException(
          "columns must fit: session=%d tsNs=%d spread=%d values=%d features=%d"
              .formatted(n, tsNs.length, spread.length, values.length, columns));
    }
    this.session = session;
    this.tsNs = tsNs;
    this.spread = spread;
    this.features = new float[values.length];
    this.z = new double[n];
    this.costBps = new double[n];
    this.usable = new boolean[n];
    int zColumn = service.indexOf(decisionZ);
    int costColumn = service.costIndex();
    for (int i = 0; i < n; i++) {
      boolean finite = true;
      for (int j = 0; j < columns; j++) {
        float value = (float) values[i * columns + j];
        features[i * columns + j] = value;
        finite &= Float.isFinite(value);
      }
      z[i] = values[i * columns + zColumn];
      costBps[i] = values[i * columns + costColumn];
      usable[i] = finite && Double.isFinite(spread[i]);
    }
  }

  int count() {
    return session.length;
  }

  int columns() {
    return columns;
  }

  int[] session() {
    return session;
  }

  long[] tsNs() {
    return tsNs;
  }

  double[] spread() {
    return spread;
  }

  double z(int row) {
    return z[row];
  }

  double costBps(int row) {
    return costBps[row];
  }

  boolean usable(int row) {
    return usable[row];
  }

  /** Features of a row as doubles that hold float32 values. */
  double[] row(int row) {
    double[] values = new double[columns];
    for (int j = 0; j < columns; j++) {
      values[j] = features[row * columns + j];
    }
    return values;
  }

  /** Features of rows, see {@link #row(int)}. */
  double[][] rows(int[] rows) {
    double[][] values = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      values[i] = row(rows[i]);
    }
    return values;
  }

  /** Features of rows one after the other, as they are. */
  float[] floats(int[] rows) {
    float[] values = new float[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features, rows[i] * columns, values, i * columns, columns);
    }
    return values;
  }

  /** All rows of a session, usable or not, ascending. */
  int[] rowsOf(int wanted) {
    int[] rows = new int[session.length];
    int count = 0;
    for (int i = 0; i < session.length; i++) {
      if (session[i] == wanted) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
