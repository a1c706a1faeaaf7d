package io.statarb.cleansing;

import io.statarb.instruments.Instrument;
import io.statarb.ticks.TickColumns;

/**
 * How far two venues that quote one symbol are apart in time, from the quotes alone: the lag at
 * which the changes of their mids agree best. This is the lead-lag estimator of M. Hoffmann, M.
 * Rosenbaum and N. Yoshida, "Estimation of the lead-lag parameter from non-synchronous data", 2013,
 * with previous-tick changes on a grid in place of overlapping intervals. It assumes that both
 * venues follow one market; the changes are clipped so that one announcement does not decide.
 *
 * @param symbol the symbol
 * @param venueA one venue
 * @param venueB the other
 * @param verdict what the evidence allows to say
 * @param offsetMs by how much venue B comes after venue A, in ms; negative when A is late; 0 when
 *     undecided
 * @param correlation at that lag
 * @param secondCorrelation largest one elsewhere, away from the peak
 */
public record ClockOffset(
    String symbol,
    String venueA,
    String venueB,
    Verdict verdict,
    double offsetMs,
    double correlation,
    double secondCorrelation) {

  /** What the evidence allows to say. */
  public enum Verdict {
    /** Too few changes for a clear peak. */
    UNDECIDED,
    /** Changes in plenty and no lag at which they agree: not one market, or clocks far apart. */
    UNRELATED,
    /** A clear peak. */
    MEASURED,
    /** A clear peak, and so exact that one series is a copy of the other. */
    COPY
  }

  private static final long MS = 1_000_000L;

  /** Fine grid: two venues agree on it within a cell or two, and it holds enough changes. */
  private static final long FINE_NS = 50 * MS;

  private static final int FINE_LAGS = 200;

  /** Largest change that counts, in half ticks: two ticks of the mid. */
  private static final int FINE_CLIP = 4;

  /** Lags this near the peak belong to it: 500 ms. */
  private static final int FINE_SHOULDER = 10;

  private static final int MIN_CHANGES = 50;

  /**
   * With this many changes two venues of one symbol show a peak: in two weeks of quotes every
   * undecided part of a date had fewer than a third of it, and whole dates have ten times as many.
   */
  private static final int MANY_CHANGES = 2_000;

  private static final double MIN_CORRELATION = 0.10;

  /** Least peak in standard errors of a correlation of so many changes, 1 / sqrt(changes). */
  private static final double MIN_STANDARD_ERRORS = 2;

  private static final double MIN_OVER_SECOND = 1.5;
  private static final double MIN_OVER_SD = 6;

  /** Clocks that are farther apart are looked for by {@link ClockShift} first, in whole steps. */
  private static final long COARSE_NS = 10_000 * MS;

  /** Copy grid: only the same series agrees with another to 5 ms. */
  private static final long COPY_NS = 5 * MS;

  private static final int COPY_LAGS = 40;
  private static final double COPY_MIN_CORRELATION = 0.7;

  /**
   * Measures.
   *
   * @param a one instrument
   * @param ticksOfA its ticks
   * @param b another of the same symbol
   * @param ticksOfB its ticks
   */
  static ClockOffset measure(
      Instrument a, TickColumns ticksOfA, Instrument b, TickColumns ticksOfB) {
    long coarse = coarseOffsetNs(ticksOfA, ticksOfB);
    LagCorrelation fine =
        LagCorrelation.of(ticksOfA, ticksOfB, coarse, FINE_NS, FINE_LAGS, FINE_CLIP);
    double second = fine.secondPeak(FINE_SHOULDER);
    boolean decided =
        fine.changes() >= MIN_CHANGES
            && fine.peak() >= MIN_CORRELATION
            && fine.peak() >= MIN_STANDARD_ERRORS / StrictMath.sqrt(fine.changes())
            && fine.peak() >= MIN_OVER_SECOND * second
            && fine.peak() >= MIN_OVER_SD * fine.sdElsewhere(FINE_SHOULDER);
    if (!decided) {
      // Hours apart and no finer evidence: the coarse figure still stands.
      return new ClockOffset(
          a.symbol(),
          a.venue(),
          b.venue(),
          coarse != 0
              ? Verdict.MEASURED
              : fine.changes() < MANY_CHANGES ? Verdict.UNDECIDED : Verdict.UNRELATED,
          (double) coarse / MS,
          fine.peak(),
          second);
    }
    long offset = coarse + fine.peakLag() * FINE_NS;
    LagCorrelation copy =
        LagCorrelation.of(ticksOfA, ticksOfB, offset, COPY_NS, COPY_LAGS, FINE_CLIP);
    if (copy.peakOfTwo() >= COPY_MIN_CORRELATION) {
      return new ClockOffset(
          a.symbol(),
          a.venue(),
          b.venue(),
          Verdict.COPY,
          (double) (offset + copy.peakLag() * COPY_NS) / MS,
          copy.peakOfTwo(),
          second);
    }
    return new ClockOffset(
        a.symbol(),
        a.venue(),
        b.venue(),
        Verdict.MEASURED,
        (double) offset / MS,
        fine.peak(),
        second);
  }

  private static long coarseOffsetNs(TickColumns ticksOfA, TickColumns ticksOfB) {
    ClockShift shift =
        ClockShift.measure(MidSeries.of(ticksOfA), MidSeries.of(ticksOfB), ClockShift.MAX_LAG_NS);
    return Math.floorDiv(shift.offsetNs() + COARSE_NS / 2, COARSE_NS) * COARSE_NS;
  }
}
