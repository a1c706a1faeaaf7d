package io.statarb.screen;

import java.util.Locale;

/**
 * What became of a pair or basket: the first reason against it, or selected. In the order of the
 * checks.
 */
public enum Verdict {
  /** A leg lacks a price on some day of the window, or has one that is not above 0. */
  SERIES_INCOMPLETE("a leg lacks a price on some day of the window"),
  /** A leg is in quarantine: its data have a defect. */
  SERIES_QUARANTINED("a leg is in quarantine for a defect of its data"),
  /** A leg's symbol cannot name an instrument. */
  NOT_AN_INSTRUMENT("a leg's symbol is not of letters and digits alone"),
  /** A leg was not a member of the universe on the last day of the window. */
  NOT_A_MEMBER("a leg was no member of the universe when the window ended"),
  /** The two legs are of different sectors and the screen is within sectors. */
  OTHER_SECTOR("the legs are of different sectors"),
  /** No other series may be in a basket with this one. */
  NO_PEER("no other series may hedge it"),
  /** A leg does not move, or the two move as one. */
  NO_REGRESSION("a leg is constant, or one is the other's multiple"),
  /** Not cointegrated, at the false discovery rate over all pairs tested. */
  NOT_COINTEGRATED("a unit root of the spread is not rejected at the false discovery rate"),
  /** A hedge of the same sign is no hedge of a long-short pair. */
  HEDGE_RATIO_NOT_POSITIVE("the hedge ratio, of a basket the sum of them, is not above 0"),
  /** The AR(1) of the spread does not come back. */
  NO_REVERSION("the spread has no half-life"),
  /** It comes back faster than can be traded. */
  HALF_LIFE_TOO_SHORT("the half-life is shorter than can be traded"),
  /** It comes back more slowly than a position is held. */
  HALF_LIFE_TOO_LONG("the half-life is longer than a position is held"),
  /** Its swing does not pay for crossing both legs. */
  SPREAD_BELOW_COST("the spread's swing does not pay for crossing both legs"),
  /** In some part of the window the relation is another. */
  UNSTABLE("the relation does not hold in each part of the window"),
  /** Johansen's trace test finds no cointegrating vector. */
  JOHANSEN_DISAGREES("Johansen's trace test finds no cointegration at 5 %"),
  /** KPSS rejects that the spread is stationary. */
  KPSS_DISAGREES("KPSS rejects that the spread is stationary at 1 %"),
  /** Nothing speaks against it. */
  SELECTED("nothing speaks against it");

  private final String sentence;

  Verdict(String sentence) {
    this.sentence = sentence;
  }

  /** Name in files, e.g. {@code half_life_too_long}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason in words. */
  public String sentence() {
    return sentence;
  }
}
