package io.statarb.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Kinds of defects; in JSON by these names in lower case. */
public enum FindingKind {
  /** Bid above ask. */
  CROSSED,
  /** Bid equals ask; a flag, not an error. */
  LOCKED,
  /** A quote without a bid or without an ask. */
  ONE_SIDED,
  /** A price of 0 or less. */
  NON_POSITIVE,
  /** A price that its neighbourhood cannot explain. */
  ABSURD_JUMP,
  /** The same record again. */
  DUPLICATE,
  /** Earlier than the record before it in the source's own sequence. */
  OUT_OF_ORDER,
  /** Outside the hours or days of its market. */
  OUTSIDE_SESSION,
  /** Nothing new for longer than the series ever is silent while its market moves. */
  STALE,
  /** Two clocks, or a recorder and its source, that disagree. */
  CLOCK_MISALIGNMENT,
  /** A split that some of the prices do not reflect. */
  UNADJUSTED_SPLIT,
  /** Days of two different series under one symbol. */
  MIXED_SERIES,
  /** A day or a field that should be there and is not. */
  MISSING_FIELD,
  /** One symbol that was first one company, then another. */
  REUSED_TICKER,
  /** A series that goes on with dead prices. */
  STALE_TICKER,
  /** A high below, or a low above, another price of its bar. */
  INCONSISTENT_HIGH_LOW,
  /** A record that is not of the format. */
  MALFORMED,
  /** Updates missing from a sequence. */
  GAP;

  /** Name in JSON, e.g. {@code mixed_series}. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
