package io.statarb.time;

import java.time.LocalDate;

/** Which days can be told in ns since 1970: a long reaches from 1677 to 2262. Stateless. */
public final class NanoDays {
  private static final int FIRST_YEAR = 1700;
  private static final int LAST_YEAR = 2250;
  private static final long FIRST = LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay();
  private static final long LAST = LocalDate.of(LAST_YEAR, 12, 31).toEpochDay();

  private NanoDays() {}

  /** Whether all times of a day fit, in any zone. */
  public static boolean fits(long epochDay) {
    return epochDay >= FIRST && epochDay <= LAST;
  }

  /** The same for a date. */
  public static boolean fits(LocalDate date) {
    return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
  }
}
