package io.statarb.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Trading dates of a 24-hour market. A date, always a weekday, ends at a fixed local time, e.g.
 * 17:00 New York; the next one begins there. What happens from Friday's end on belongs to Monday,
 * so that the dates cover all time without gap or overlap. A change to or from summer time makes
 * one of them an hour shorter or longer.
 *
 * <p>Immutable.
 */
public final class TradingCalendar {
  private final ZoneId zone;
  private final LocalTime dayEnds;

  private TradingCalendar(ZoneId zone, LocalTime dayEnds) {
    this.zone = zone;
    this.dayEnds = dayEnds;
  }

  /**
   * Makes a calendar.
   *
   * @param zone time zone, e.g. {@code America/New_York}
   * @param dayEnds local time at which a date ends, e.g. {@code 17:00}
   * @throws IllegalArgumentException when either is not known
   */
  public static TradingCalendar of(String zone, String dayEnds) {
    try {
      return new TradingCalendar(ZoneId.of(zone), LocalTime.parse(dayEnds));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "calendar not understood: zone=%s dayEnds=%s".formatted(zone, dayEnds), e);
    }
  }

  /** Whether trading dates fall on this day of the week. */
  public static boolean isTradingDate(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /**
   * The session of a trading date.
   *
   * @throws IllegalArgumentException on a Saturday or Sunday
   */
  public TradingSession date(LocalDate date) {
    if (!isTradingDate(date)) {
      throw new IllegalArgumentException("no trading date falls on a weekend: date=" + date);
    }
    LocalDate before = date.minusDays(date.getDayOfWeek() == DayOfWeek.MONDAY ? 3 : 1);
    return new TradingSession(date.toString(), endNs(before), endNs(date));
  }

  /**
   * The trading date to which a moment belongs.
   *
   * @param tsNs UTC ns
   */
  public LocalDate tradeDateOf(long tsNs) {
    ZonedDateTime local =
        Instant.ofEpochSecond(
                Math.floorDiv(tsNs, 1_000_000_000L), Math.floorMod(tsNs, 1_000_000_000L))
            .atZone(zone);
    LocalDate date = local.toLocalDate();
    // Compared as moments: at a change of the clocks a local time may come twice or never.
    if (tsNs >= endNs(date)) {
      date = date.plusDays(1);
    }
    while (!isTradingDate(date)) {
      date = date.plusDays(1);
    }
    return date;
  }

  private long endNs(LocalDate date) {
    return date.atTime(dayEnds).atZone(zone).toEpochSecond() * 1_000_000_000L;
  }
}
