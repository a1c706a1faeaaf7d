package io.statarb.store;

import io.statarb.cli.Refusal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Moments as people write them: a time in UTC, a date, which means its beginning, or UTC ns. */
public final class Moments {
  private Moments() {}

  /**
   * The moment as UTC ns.
   *
   * @throws Refusal if it is none
   */
  public static long ns(String text) {
    Long ns = TimeColumn.parse(text, LocalTime.MIDNIGHT, ZoneOffset.UTC);
    if (ns == null) {
      throw Refusal.usage(
          "neither a time such as 2014-05-07T21:00:00Z, nor a date, nor UTC ns: " + text);
    }
    return ns;
  }

  /** The moment as an instant. */
  public static Instant of(String text) {
    return instant(ns(text));
  }

  static Instant instant(long ns) {
    return Instant.ofEpochSecond(0, ns);
  }
}
