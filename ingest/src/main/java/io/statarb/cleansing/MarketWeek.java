package io.statarb.cleansing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.OptionalLong;

/**
 * The week of the currency market: open from Sunday to Friday 17:00 in New York. Where a series has
 * a weekend in it, the time of its last quote before tells how far its clock is from UTC; the first
 * quote after does not, since some venues show indicative prices hours before the open.
 */
public final class MarketWeek {
  /** The market's own clock. */
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  /** When the week begins and ends there. */
  public static final LocalTime TURN = LocalTime.of(17, 0);

  /** Shortest silence that is a weekend: a holiday is shorter. */
  private static final long MIN_WEEKEND_NS = 36 * 3_600_000_000_000L;

  private static final long MAX_WEEKEND_NS = 60 * 3_600_000_000_000L;

  /** A market that is open is quoted to within this of its close. */
  private static final long MAX_REST_NS = 600_000_000_000L;

  private static final long HALF_HOUR_NS = 1_800_000_000_000L;

  private MarketWeek() {}

  /** Whether the market is open at a moment. */
  public static boolean open(long tsNs) {
    ZonedDateTime there = Instant.ofEpochSecond(0, tsNs).atZone(ZONE);
    return switch (there.getDayOfWeek()) {
      case SATURDAY -> false;
      case SUNDAY -> !there.toLocalTime().isBefore(TURN);
      case FRIDAY -> there.toLocalTime().isBefore(TURN);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY -> true;
    };
  }

  /**
   * How far the clock of a series is ahead of UTC, in whole half hours, as the last quote before a
   * weekend shows; empty when there is none or it is at no such distance from the close.
   *
   * @param lastNs last quote before a silence, as its clock says
   * @param nextNs first quote after it
   */
  public static OptionalLong offsetNs(long lastNs, long nextNs) {
    if (nextNs - lastNs < MIN_WEEKEND_NS || nextNs - lastNs > MAX_WEEKEND_NS) {
      return OptionalLong.empty();
    }
    ZonedDateTime middle = Instant.ofEpochSecond(0, lastNs / 2 + nextNs / 2).atZone(ZONE);
    long best = Long.MAX_VALUE;
    // The middle of the silence can be off by a day and more, its Friday is the nearest.
    for (int weeks = -1; weeks <= 1; weeks++) {
      ZonedDateTime close =
          middle
              .plusWeeks(weeks)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.FRIDAY))
              .with(TURN);
      long offset = lastNs - close.toEpochSecond() * 1_000_000_000L;
      if (Math.abs(offset) < Math.abs(best)) {
        best = offset;
      }
    }
    long rounded = Math.ceilDiv(best, HALF_HOUR_NS) * HALF_HOUR_NS;
    boolean clear = rounded - best <= MAX_REST_NS && Math.abs(rounded) <= ClockShift.MAX_LAG_NS;
    return clear ? OptionalLong.of(rounded) : OptionalLong.empty();
  }
}
