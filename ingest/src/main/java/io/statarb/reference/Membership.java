package io.statarb.reference;

/** Whether a security belongs to an index on a date. */
public enum Membership {
  /** It does. */
  IN,
  /** It does not. */
  OUT,
  /** The lists do not say. */
  UNKNOWN
}
