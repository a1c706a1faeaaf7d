package io.statarb.attribution;

/**
 * P&amp;L by cause, in micros, gain positive. With {@code q} signed lots of a fill, {@code T} the
 * touch that the venue's rule gives for it, {@code c} the money value of a tick on a lot, {@code Q}
 * lots held, and mids taken where the pair's orders were decided:
 *
 * @param spreadConvergence while all legs are held, from one decision to the next: {@code Qy cy (y1
 *     - y0) - H}, where {@code H}, the sum over the hedge legs of {@code round(hedgeRatio x Qy y0
 *     cy x (x1 - x0) / x0)}, is what perfect hedges would lose
 * @param hedgeMismatch the same time: the sum over the hedge legs of {@code Qx cx (x1 - x0)}, plus
 *     {@code H}: what the lots held as hedges made more than perfect ones
 * @param crossing {@code -q (T - mid of the quote that gave T) c}, and {@code Q (mark - mid) c} of
 *     what is left at the end
 * @param fees fees by the schedule for {@code T} and {@code |q|}, negative
 * @param legging {@code -q (mid of the quote that gave T - mid at the decision) c}: the market
 *     moving between a decision and its fills, and {@code Q c (m1 - m0)} while a leg is missing
 */
public record Causes(
    long spreadConvergence, long hedgeMismatch, long crossing, long fees, long legging) {
  /** Nothing. */
  public static final Causes NONE = new Causes(0, 0, 0, 0, 0);

  /** Sum of the causes. */
  public long sum() {
    return Math.addExact(
        Math.addExact(
            Math.addExact(spreadConvergence, hedgeMismatch), Math.addExact(crossing, fees)),
        legging);
  }

  /** Cause by cause. */
  public Causes plus(Causes other) {
    return new Causes(
        Math.addExact(spreadConvergence, other.spreadConvergence),
        Math.addExact(hedgeMismatch, other.hedgeMismatch),
        Math.addExact(crossing, other.crossing),
        Math.addExact(fees, other.fees),
        Math.addExact(legging, other.legging));
  }
}
