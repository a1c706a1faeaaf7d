package io.statarb.features;

/**
 * What becomes of a row in which a feature has no value: it is not warm, its leg is away, or there
 * was nothing to measure. Part of the schema hash, because it changes what a model does.
 */
public sealed interface MissingPolicy {
  /** The usual policy. */
  MissingPolicy BLOCK = new Block();

  /**
   * The value stays NaN and the row counts for nothing: no order is sent on it, no model is fitted
   * or scored on it.
   */
  record Block() implements MissingPolicy {
    @Override
    public String toString() {
      return "BLOCK";
    }
  }

  /**
   * The value becomes a declared one and the row is marked in {@link RowRules#DEGRADED_VALUES}.
   *
   * @param neutral value that says nothing in either direction
   */
  record Degrade(double neutral) implements MissingPolicy {
    /** Checks that the neutral value is one. */
    public Degrade {
      if (!Double.isFinite(neutral)) {
        throw new IllegalArgumentException("neutral value must be finite: neutral=" + neutral);
      }
    }

    @Override
    public String toString() {
      return "DEGRADE to " + neutral;
    }
  }
}
