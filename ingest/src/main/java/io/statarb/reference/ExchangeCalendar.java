package io.statarb.reference;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.HolidayCalendarId;
import io.statarb.time.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * An exchange: holidays from the holiday library with what is known beyond it, early closes, and
 * hours that have changed over the years.
 */
final class ExchangeCalendar implements MarketCalendar {
  private static final long NS_PER_S = 1_000_000_000L;
  private static final MonthDay JULY_3 = MonthDay.of(7, 3);

  private final String name;
  private final ExchangeSettings settings;
  private final ZoneId zone;
  private final HolidayCalendar holidays;

  ExchangeCalendar(String name, ExchangeSettings settings) {
    this.name = name;
    this.settings = settings;
    this.zone = ZoneId.of(settings.zone());
    this.holidays = ReferenceData.standard().getValue(HolidayCalendarId.of(settings.holidays()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public LocalDate first() {
    return settings.known().getFirst();
  }

  @Override
  public LocalDate last() {
    return settings.known().getLast();
  }

  @Override
  public boolean trades(LocalDate date) {
    return closure(date).isEmpty();
  }

  @Override
  public String closure(LocalDate date) {
    requireKnown(date);
    if (!TradingCalendar.isTradingDate(date)) {
      return "weekend";
    }
    String reason = settings.closed().get(date);
    if (reason != null) {
      return reason;
    }
    if (settings.open().containsKey(date)) {
      return "";
    }
    return holidays.isHoliday(date) || yearly(date) ? "holiday" : "";
  }

  private boolean yearly(LocalDate date) {
    return settings.closedOn().entrySet().stream()
        .anyMatch(rule -> {
          List<Integer> years = rule.getValue();
          return date.getYear() >= years.getFirst()
              && date.getYear() <= years.getLast()
              && date.equals(yearlyDate(rule.getKey(), date.getYear()));
        });
  }

  private static LocalDate yearlyDate(String rule, int year) {
    return rule.equals("whit-monday")
        ? easterSunday(year).plusDays(50)
        : monthDay(rule).atYear(year);
  }

  private static MonthDay monthDay(String text) {
    return MonthDay.parse("--" + text);
  }

  /** Gregorian computus: J. Meeus, "Astronomical Algorithms" (1991), chapter 8. */
  private static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }

  /** Whether the market closes early; false on a day without trading. */
  boolean halfDay(LocalDate date) {
    return trades(date) && settings.halfDays().stream().anyMatch(rule -> halfDayDate(rule, date));
  }

  private boolean halfDayDate(String rule, LocalDate date) {
    if (rule.equals("day-after-thanksgiving")) {
      LocalDate thanksgiving =
          date.withMonth(11)
              .withDayOfMonth(1)
              .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
      return date.equals(thanksgiving.plusDays(1));
    }
    if (rule.equals("before-july-4")) {
      DayOfWeek fourth = date.withDayOfYear(1).withMonth(7).withDayOfMonth(4).getDayOfWeek();
      return MonthDay.from(date).equals(JULY_3)
          && fourth.getValue() >= DayOfWeek.TUESDAY.getValue()
          && fourth.getValue() <= DayOfWeek.FRIDAY.getValue();
    }
    if (rule.startsWith("last:")) {
      LocalDate day = monthDay(rule.substring("last:".length())).atYear(date.getYear());
      // A week holds a trading day at any time of any year.
      if (date.isAfter(day) || ChronoUnit.DAYS.between(date, day) > 7) {
        return false;
      }
      while (!trades(day)) {
        day = day.minusDays(1);
      }
      return date.equals(day);
    }
    return MonthDay.from(date).equals(monthDay(rule));
  }

  @Override
  public MarketDay day(LocalDate date) {
    String closure = closure(date);
    if (!closure.isEmpty()) {
      throw new IllegalArgumentException(
          "%s does not trade on %s: %s".formatted(name, date, closure));
    }
    boolean half = halfDay(date);
    ExchangeSettings.Hours hours = hours(date);
    List<MarketSession> sessions = new ArrayList<>();
    add(sessions, date, Phase.PRE, hours.pre());
    LocalTime halfClose = half ? hours.halfCloseTime() : LocalTime.MAX;
    for (List<LocalTime> regular : hours.regular()) {
      LocalTime close = regular.getLast().isAfter(halfClose) ? halfClose : regular.getLast();
      if (close.isAfter(regular.getFirst())) {
        add(sessions, date, Phase.REGULAR, List.of(regular.getFirst(), close));
      }
    }
    add(sessions, date, Phase.POST, half ? hours.halfPost() : hours.post());
    return new MarketDay(date, half, sessions);
  }

  private ExchangeSettings.Hours hours(LocalDate date) {
    for (ExchangeSettings.Hours hours : settings.hours()) {
      if (!date.isBefore(hours.from())) {
        return hours;
      }
    }
    throw new IllegalStateException(
        "Invariant: an exchange has hours for all dates it knows: name=%s date=%s"
            .formatted(name, date));
  }

  private void add(
      List<MarketSession> sessions, LocalDate date, Phase phase, List<LocalTime> times) {
    if (!times.isEmpty()) {
      sessions.add(
          new MarketSession(date, phase, ns(date, times.getFirst()), ns(date, times.getLast())));
    }
  }

  private long ns(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(zone).toEpochSecond() * NS_PER_S;
  }
}
