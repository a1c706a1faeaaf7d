package io.statarb.training;

import java.util.Arrays;

/**
 * What a model predicts: the change of the spread over a horizon, within the session, in units of
 * the standard deviation of such changes in the formation window.
 *
 * <p>The label of a row at t is {@code spread(last row at or before t + horizon) - spread(t)}. A
 * row has one only if the session has a row at or after {@code t + horizon}: a horizon that passes
 * the session's last row is not known, and kernel state and spreads start afresh in the next
 * session.
 */
final class Labels {
  private final int[] end;
  private final double[] value;
  private final long horizonNs;
  private final double sd;

  private Labels(int[] end, double[] value, long horizonNs, double sd) {
    this.end = end;
    this.value = value;
    this.horizonNs = horizonNs;
    this.sd = sd;
  }

  /**
   * Makes the labels of a sample.
   *
   * @param formationSessions sessions with an index below this set the unit
   */
  static Labels of(SpreadSample sample, long horizonNs, int formationSessions) {
    int n = sample.count();
    int[] end = horizonRows(sample.session(), sample.tsNs(), horizonNs);
    double[] change = new double[n];
    double sum = 0;
    long count = 0;
    for (int i = 0; i < n; i++) {
      change[i] = end[i] < 0 ? Double.NaN : sample.spread()[end[i]] - sample.spread()[i];
      if (sample.session()[i] < formationSessions && Double.isFinite(change[i])) {
        sum += change[i];
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      if (sample.session()[i] < formationSessions && Double.isFinite(change[i])) {
        squares += (change[i] - mean) * (change[i] - mean);
      }
    }
    double sd = StrictMath.sqrt(squares / (count - 1));
    for (int i = 0; i < n; i++) {
      change[i] /= sd;
    }
    return new Labels(end, change, horizonNs, sd);
  }

  /**
   * For each row the last row of its session at or before its time plus the horizon; -1 where that
   * is not known.
   */
  static int[] horizonRows(int[] session, long[] tsNs, long horizonNs) {
    int n = session.length;
    int[] end = new int[n];
    Arrays.fill(end, -1);
    int j = 0;
    for (int i = 0; i < n; i++) {
      j = Math.max(j, i);
      while (j + 1 < n && session[j + 1] == session[i] && tsNs[j + 1] <= tsNs[i] + horizonNs) {
        j++;
      }
      boolean reached =
          tsNs[j] == tsNs[i] + horizonNs || (j + 1 < n && session[j + 1] == session[i]);
      if (session[j] == session[i] && reached) {
        end[i] = j;
      }
    }
    return end;
  }

  /** Whether a row has a label that is a number. */
  boolean known(int row) {
    return end[row] >= 0 && Double.isFinite(value[row]);
  }

  /** Label of a row, in units of {@link #sd()}; NaN where unknown. */
  double value(int row) {
    return value[row];
  }

  /** Labels of rows. */
  double[] values(int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = value[rows[i]];
    }
    return values;
  }

  /** Time at which the label of a row at {@code tsNs} is known. */
  long endNs(long tsNs) {
    return tsNs + horizonNs;
  }

  /** Standard deviation of the changes in the formation window, log units; NaN without any. */
  double sd() {
    return sd;
  }
}
