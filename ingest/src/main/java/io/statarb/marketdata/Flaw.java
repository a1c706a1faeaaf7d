package io.statarb.marketdata;

/** Why a loader cannot take a record. */
public enum Flaw {
  /** Not a record of the format. */
  MALFORMED,
  /** The source ends within the record. */
  TRUNCATED,
  /** A record type that the format does not have. */
  UNKNOWN_TYPE,
  /** A price of 0 or less where the format has none. */
  NON_POSITIVE_PRICE,
  /** A number that does not fit the fixed scales, or would have to be rounded. */
  OUT_OF_RANGE
}
