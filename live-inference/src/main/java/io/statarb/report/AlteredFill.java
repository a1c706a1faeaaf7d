package io.statarb.report;

import io.statarb.cli.Refusal;

/**
 * A fill whose price is moved by one tick on its way from the tape into the fold: a control that
 * the residual of the attribution is not 0 by construction.
 *
 * @param tradeDate session of the fill
 * @param execId number of the fill in its session
 */
record AlteredFill(String tradeDate, long execId) {
  /** Reads a fill id, {@code <tradeDate>/<execId>}; {@link Refusal#usage} when it is none. */
  static AlteredFill of(String fillId) {
    int slash = fillId.lastIndexOf('/');
    try {
      if (slash > 0) {
        return new AlteredFill(
            fillId.substring(0, slash), Long.parseLong(fillId.substring(slash + 1)));
      }
    } catch (NumberFormatException e) {
      throw malformed(fillId);
    }
    throw malformed(fillId);
  }

  private static Refusal malformed(String fillId) {
    return Refusal.usage("a fill id looks like 2014-05-07/12: given=" + fillId);
  }

  /** The id again. */
  String fillId() {
    return tradeDate + "/" + execId;
  }
}
