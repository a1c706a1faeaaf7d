package io.statarb.reference;

/** Part of a trading day. */
public enum Phase {
  /** Before the official opening; trades, but thinly. */
  PRE,
  /** Between the official opening and the official close; a lunch break makes two of them. */
  REGULAR,
  /** After the official close. */
  POST
}
