package io.statarb.reference;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * On which days a market trades, and when on each. Implementations are immutable.
 *
 * <p>Beside {@link io.statarb.time.TradingCalendar}, which cuts all time into dates without gaps
 * and names them: that is the unit of work of the pipeline. A market calendar knows when the market
 * is shut as well.
 */
public interface MarketCalendar {
  /** Name, e.g. {@code NYSE}. */
  String name();

  /** Time zone of the market's dates and hours. */
  ZoneId zone();

  /** First date that it knows. */
  LocalDate first();

  /** Last date that it knows. */
  LocalDate last();

  /**
   * Whether the market trades on a date.
   *
   * @throws IllegalArgumentException for a date outside {@link #first} to {@link #last}
   */
  boolean trades(LocalDate date);

  /**
   * A day of trading.
   *
   * @throws IllegalArgumentException for a date outside what it knows, and one without trading
   */
  MarketDay day(LocalDate date);

  /**
   * Why a weekday without trading has none, e.g. {@code holiday}; empty on a day of trading.
   *
   * @throws IllegalArgumentException for a date outside what it knows
   */
  String closure(LocalDate date);

  /**
   * The trading days within two dates, both included.
   *
   * @throws IllegalArgumentException for a date outside what it knows
   */
  default List<MarketDay> between(LocalDate from, LocalDate to) {
    List<MarketDay> days = new ArrayList<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      if (trades(date)) {
        days.add(day(date));
      }
    }
    return days;
  }

  /** The first trading day after a date. */
  default LocalDate next(LocalDate date) {
    LocalDate next = date.plusDays(1);
    while (!trades(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** The last trading day before a date. */
  default LocalDate previous(LocalDate date) {
    LocalDate previous = date.minusDays(1);
    while (!trades(previous)) {
      previous = previous.minusDays(1);
    }
    return previous;
  }

  /** Refuses a date outside what it knows. */
  default void requireKnown(LocalDate date) {
    if (date.isBefore(first()) || date.isAfter(last())) {
      throw new IllegalArgumentException(
          "calendar %s knows %s to %s only: date=%s".formatted(name(), first(), last(), date));
    }
  }
}
