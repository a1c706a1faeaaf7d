package io.statarb.export;

/** In what a linear graph works. */
public enum Precision {
  /** float64: agrees with Smile to the last bits. */
  FLOAT64,
  /**
   * float32: half the work, and wrong where large unscaled terms cancel; only the certificate can
   * say whether it may be used.
   */
  FLOAT32
}
