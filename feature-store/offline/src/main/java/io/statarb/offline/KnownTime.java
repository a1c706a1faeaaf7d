package io.statarb.offline;

import io.statarb.cli.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Moments at which something was known: a date, or an instant in UTC. */
public final class KnownTime {
  private static final int DATE_LENGTH = "2014-05-07".length();

  private KnownTime() {}

  /** From when on: a date is known from its beginning. */
  public static Instant from(String text) {
    return text.length() == DATE_LENGTH
        ? date(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : instant(text);
  }

  /** Until when: what became known on a date was known on it. */
  public static Instant until(String text) {
    return text.length() == DATE_LENGTH
        ? date(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1)
        : instant(text);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw no(text);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw no(text);
    }
  }

  private static Refusal no(String text) {
    return Refusal.usage(
        "neither a date such as 2014-05-07 nor a time such as 2014-05-07T21:00:00Z: " + text);
  }
}
