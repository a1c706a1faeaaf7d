package io.statarb.quality.bars;

import io.statarb.reference.Calendars;
import io.statarb.reference.MarketCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The exchange whose calendar the days of a panel follow, told from the days themselves: nearly all
 * of its trading days have bars, and nearly none of its holidays. Stateless.
 */
final class KnownMarket {
  /** Weekdays without trading that a span must hold, so that two exchanges can be told apart. */
  private static final int LEAST_HOLIDAYS = 4;

  /** Share of days that may be at odds with the right calendar. */
  private static final double MOST_AT_ODDS = 0.1;

  /** Share of the holidays on which there may be bars. */
  private static final double MOST_HOLIDAYS = 0.35;

  private KnownMarket() {}

  /**
   * The calendar that fits.
   *
   * @param days days on which there are bars, since 1970
   * @return null when none fits
   */
  static @Nullable MarketCalendar of(SortedSet<Integer> days) {
    Calendars calendars = new Calendars();
    MarketCalendar best = null;
    double least = MOST_AT_ODDS;
    for (String name : calendars.names()) {
      MarketCalendar calendar = calendars.named(name);
      double odds = atOdds(calendar, days);
      if (odds < least) {
        least = odds;
        best = calendar;
      }
    }
    return best;
  }

  /** Share of the weekdays in the span that are at odds, 1 when the calendar cannot be right. */
  private static double atOdds(MarketCalendar calendar, SortedSet<Integer> days) {
    if (days.isEmpty()
        || days.first() < calendar.first().toEpochDay()
        || days.last() > calendar.last().toEpochDay()) {
      return 1;
    }
    int weekdays = 0;
    int wrong = 0;
    int holidays = 0;
    int barsOnHolidays = 0;
    for (int day = days.first(); day <= days.last(); day++) {
      LocalDate date = LocalDate.ofEpochDay(day);
      if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
        if (calendar.trades(date)) {
          return 1;
        }
        continue;
      }
      weekdays++;
      boolean trades = calendar.trades(date);
      boolean bars = days.contains(day);
      wrong += trades == bars ? 0 : 1;
      holidays += trades ? 0 : 1;
      barsOnHolidays += !trades && bars ? 1 : 0;
    }
    return holidays < LEAST_HOLIDAYS || barsOnHolidays > MOST_HOLIDAYS * holidays
        ? 1
        : (double) wrong / weekdays;
  }
}
