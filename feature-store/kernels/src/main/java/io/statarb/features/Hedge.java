package io.statarb.features;

/**
 * A leg that hedges leg Y.
 *
 * @param instrument instrument name, e.g. {@code EURUSD.OANDA}
 * @param ratio hedge ratio: units of its log price per unit of log y, which is the value of it held
 *     short for each unit of value of Y held long; finite, not 0
 */
public record Hedge(String instrument, double ratio) {
  /** Checks that it hedges something. */
  public Hedge {
    if (!Double.isFinite(ratio) || ratio == 0.0) {
      throw new IllegalArgumentException(
          "hedge ratio must be finite and not 0: instrument=%s ratio=%s"
              .formatted(instrument, ratio));
    }
  }
}
