package io.statarb.reference;

import io.statarb.time.TradingCalendar;
import io.statarb.time.TradingSession;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Markets that do not close: FX five days a week, crypto every day. Dates end at 17:00 in New York
 * and at midnight UTC; no holiday closes them, though liquidity on some is thin.
 */
final class ContinuousCalendar implements MarketCalendar {
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2099, 12, 31);
  private static final long NS_PER_S = 1_000_000_000L;
  private static final LocalTime FX_ENDS = LocalTime.of(17, 0);

  private final String name;
  private final ZoneId zone;
  private final boolean weekends;
  private final TradingCalendar fx;

  private ContinuousCalendar(String name, ZoneId zone, boolean weekends) {
    this.name = name;
    this.zone = zone;
    this.weekends = weekends;
    this.fx = TradingCalendar.of(zone.getId(), FX_ENDS.toString());
  }

  /** 17:00 New York on Sunday to 17:00 on Friday; a date begins at 17:00 the evening before. */
  static MarketCalendar fx() {
    return new ContinuousCalendar("FX", ZoneId.of("America/New_York"), false);
  }

  /** Every day from midnight to midnight UTC. */
  static MarketCalendar crypto() {
    return new ContinuousCalendar("CRYPTO", ZoneOffset.UTC, true);
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
    return FIRST;
  }

  @Override
  public LocalDate last() {
    return LAST;
  }

  @Override
  public boolean trades(LocalDate date) {
    requireKnown(date);
    return weekends || TradingCalendar.isTradingDate(date);
  }

  @Override
  public MarketDay day(LocalDate date) {
    if (!trades(date)) {
      throw new IllegalArgumentException("%s does not trade on %s".formatted(name, date));
    }
    long open;
    long close;
    if (weekends) {
      open = startOfDayNs(date);
      close = startOfDayNs(date.plusDays(1));
    } else {
      TradingSession session = fx.date(date);
      close = session.endNs();
      // The pipeline's Monday begins on Friday evening; the market opens on Sunday.
      open =
          date.getDayOfWeek() == DayOfWeek.MONDAY
              ? date.minusDays(1).atTime(FX_ENDS).atZone(zone).toEpochSecond() * NS_PER_S
              : session.startNs();
    }
    return new MarketDay(date, false, List.of(new MarketSession(date, Phase.REGULAR, open, close)));
  }

  private long startOfDayNs(LocalDate date) {
    return date.atStartOfDay(zone).toEpochSecond() * NS_PER_S;
  }

  @Override
  public String closure(LocalDate date) {
    return trades(date) ? "" : "weekend";
  }
}
