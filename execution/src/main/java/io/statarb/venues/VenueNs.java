package io.statarb.venues;

import io.statarb.instruments.Instrument;
import io.statarb.settings.Strategy;
import io.statarb.settings.Strategy.VenueSettings;

/** A venue's settings in nanoseconds. */
final class VenueNs {
  private static final double NS_PER_MS = 1e6;

  private VenueNs() {}

  static VenueSettings of(Strategy strategy, Instrument instrument) {
    return strategy.venue(instrument.venue());
  }

  static long staleAfterNs(VenueSettings venue) {
    return Math.round(venue.staleAfterMs() * NS_PER_MS);
  }

  static long latencyNs(VenueSettings venue) {
    return Math.round(venue.latencyMs() * NS_PER_MS);
  }
}
