package io.statarb.reference;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What is known of a symbol on a venue from one date on.
 *
 * @param symbol symbol in upper case
 * @param venue venue in upper case
 * @param securityType e.g. {@code equity}, {@code forex}, {@code crypto}
 * @param sector industry sector, empty where there is none
 * @param currency quote currency
 * @param tick tick sizes
 * @param lotUnits units of the base asset in one lot
 * @param calendar name of its calendar in {@link Calendars}
 * @param validFrom first date
 * @param validTo first date after it; {@link LocalDate#MAX} when open
 * @param knownAt when it became known
 */
public record ListedInstrument(
    String symbol,
    String venue,
    String securityType,
    String sector,
    String currency,
    TickTable tick,
    long lotUnits,
    String calendar,
    LocalDate validFrom,
    LocalDate validTo,
    Instant knownAt) {
  /** Checks lot and validity. */
  public ListedInstrument {
    if (lotUnits < 1 || !validTo.isAfter(validFrom)) {
      throw new IllegalArgumentException(
          "lot must be at least 1 and valid_to after valid_from: symbol=%s lot=%d validFrom=%s validTo=%s"
              .formatted(symbol, lotUnits, validFrom, validTo));
    }
  }

  /** Symbol and venue, e.g. {@code AAPL.NASDAQ}. */
  public String name() {
    return symbol + "." + venue;
  }

  /** Whether it holds on a date. */
  public boolean validOn(LocalDate date) {
    return !date.isBefore(validFrom) && date.isBefore(validTo);
  }
}
