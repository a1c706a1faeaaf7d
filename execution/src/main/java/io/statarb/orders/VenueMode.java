package io.statarb.orders;

/** Which venue fills a session's orders. */
public enum VenueMode {
  /** Latency, fees, sizes and the worse of two quotes. */
  SIMULATED,
  /** At once, at the mid of the decision, free. */
  FRICTIONLESS
}
