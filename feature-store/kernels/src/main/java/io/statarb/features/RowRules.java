package io.statarb.features;

import java.util.List;

/**
 * What becomes of the values of a row that are missing, as the fields of the service declare it.
 * Stateless but for the count of the last row; one thread.
 */
public final class RowRules {
  /** The mark of a degraded row: how many of its values are neutral ones. */
  public static final FeatureField DEGRADED_VALUES =
      new FeatureField(
          "degraded_values",
          "count",
          "values of this row that are missing and took their neutral value");

  private static final int NO_MARK = -1;

  private final boolean[] degrades;
  private final double[] neutral;
  private final boolean[] withheld;
  private final int mark;
  private int degraded;

  /**
   * Rules of one service.
   *
   * @throws IllegalArgumentException if a field degrades and the service has no column for the mark
   */
  public RowRules(FeatureService service) {
    List<FeatureField> fields = service.fields();
    this.degrades = new boolean[fields.size()];
    this.neutral = new double[fields.size()];
    this.withheld = new boolean[fields.size()];
    boolean any = false;
    for (int i = 0; i < degrades.length; i++) {
      if (fields.get(i).missing() instanceof MissingPolicy.Degrade policy) {
        degrades[i] = true;
        neutral[i] = policy.neutral();
        any = true;
      }
    }
    this.mark = service.names().indexOf(DEGRADED_VALUES.name());
    if (any && mark == NO_MARK) {
      throw new IllegalArgumentException(
          "a service that degrades needs the column %s: service=%s"
              .formatted(DEGRADED_VALUES.name(), service.name()));
    }
  }

  /**
   * Settles a row that the kernels have written: a value that is not finite becomes its neutral one
   * if it has one, and any other NaN the one by whose bits rows can be compared, whatever the
   * processor's own is.
   */
  public void settle(double[] values) {
    degraded = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = withheld[i] ? Double.NaN : values[i];
      if (degrades[i] && !Double.isFinite(values[i])) {
        values[i] = neutral[i];
        degraded++;
      } else if (Double.isNaN(values[i])) {
        values[i] = Double.NaN;
      }
    }
    if (mark != NO_MARK) {
      values[mark] = degraded;
    }
  }

  /**
   * Withholds a feature from now on, as if its input were lost: a drill of what becomes of a row
   * then.
   *
   * @param column position of the feature in the service
   */
  public void withhold(int column) {
    withheld[column] = true;
  }

  /** Values of the last row that were settled to a neutral one. */
  public int degraded() {
    return degraded;
  }

  /** Whether a settled row counts: no value that blocks is missing. */
  public static boolean usable(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
