package io.statarb.scoring;

/** Scores one row of features. Owned by the thread that calls it. */
public interface Scorer extends AutoCloseable {
  /**
   * The score of a row.
   *
   * @param features the row in the order of the feature service; not kept
   * @return the score, or NaN when a feature is not finite as float32 or the model failed; never
   *     throws
   */
  double score(double[] features);

  /** Frees native memory; the scorer must not be used afterwards. */
  @Override
  void close();
}
