package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.reference.Calendars;
import io.statarb.reference.MarketCalendar;
import io.statarb.reference.MarketDay;
import io.statarb.settings.Strategy;
import io.statarb.ticks.Conditions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Daily bars as the two quotes of a day that can be traded on: one at the opening of the exchange
 * around the bar's open, one at its close around the bar's close. High and low are no quotes, as
 * nobody knows when within the day they stood; an open or close beyond them is malformed.
 *
 * <p>The quotes are the price less and plus half the assumed spread of the venue, rounded outwards
 * to a tick. The opening quote has the condition {@link Conditions#OPENING}. A bar on a day without
 * trading is outside all sessions; one without open or close is malformed.
 *
 * <p>A file holds many symbols and years, so here a file day is the first day of a symbol in a
 * file. Files are read once and kept. Confined to one thread.
 */
final class DailyBarQuotes implements TickLoader {
  /** Name of the format in the settings. */
  static final String FORMAT = "daily-bars";

  private static final long HALF_SPREAD_PARTS = 100_000_000L;

  private final Strategy strategy;
  private final MarketCalendar calendar;
  private final Map<Path, List<Path>> barFiles = new LinkedHashMap<>();
  private final Map<Path, SortedMap<String, List<DailyBar>>> files = new LinkedHashMap<>();
  private final Map<LocalDate, MarketDay> hours = new HashMap<>();

  DailyBarQuotes(Strategy strategy) {
    this.strategy = strategy;
    String exchange = strategy.calendar().exchange();
    if (exchange.isEmpty()) {
      throw Refusal.usage("calendar.exchange must name a calendar where data.format is " + FORMAT);
    }
    this.calendar = new Calendars().named(exchange);
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Path file(Path dataDir, Instrument instrument, LocalDate fileDate) {
    for (Path file : barFiles(dataDir)) {
      List<DailyBar> bars = bars(file).getOrDefault(instrument.symbol(), List.of());
      if (!bars.isEmpty() && first(bars).equals(fileDate)) {
        return file;
      }
    }
    return dataDir.resolve("a file with daily bars of " + instrument.symbol());
  }

  @Override
  public List<LocalDate> fileDates(Path dataDir, Instrument instrument) {
    List<LocalDate> dates = new ArrayList<>();
    for (Path file : barFiles(dataDir)) {
      List<DailyBar> bars = bars(file).getOrDefault(instrument.symbol(), List.of());
      if (!bars.isEmpty()) {
        dates.add(first(bars));
      }
    }
    return dates.stream().sorted().toList();
  }

  @Override
  public List<LocalDate> days(Path file, Instrument instrument, LocalDate fileDate) {
    return bars(file).getOrDefault(instrument.symbol(), List.of()).stream()
        .map(DailyBar::day)
        .sorted()
        .distinct()
        .toList();
  }

  @Override
  public int read(
      Path file, Instrument instrument, LocalDate fileDate, ZoneOffset utcOffset, LineSink sink) {
    List<DailyBar> bars = bars(file).getOrDefault(instrument.symbol(), List.of());
    if (bars.isEmpty()) {
      throw Refusal.data("%s holds no bar of %s".formatted(file, instrument.symbol()));
    }
    Spread spread = new Spread(strategy, instrument);
    for (DailyBar bar : bars) {
      MarketDay day = day(bar.day());
      int line = Math.toIntExact(bar.line());
      if (day == null) {
        long noon =
            bar.day().atTime(12, 0).atZone(calendar.zone()).toEpochSecond() * 1_000_000_000L;
        sink.line(line, noon, 0, 0, Conditions.OUTSIDE_SESSION);
        sink.line(line, noon, 0, 0, Conditions.OUTSIDE_SESSION);
      } else {
        quote(sink, bar, day.openNs(), bar.openPxE9(), spread, Conditions.OPENING);
        quote(sink, bar, day.closeNs(), bar.closePxE9(), spread, Conditions.GOOD);
      }
    }
    return 2 * bars.size();
  }

  private static void quote(
      LineSink sink, DailyBar bar, long tsNs, long pxE9, Spread spread, byte condition) {
    int line = Math.toIntExact(bar.line());
    if (!bar.holds(pxE9)) {
      sink.line(line, tsNs, 0, 0, Conditions.MALFORMED);
    } else {
      sink.line(line, tsNs, spread.bid(pxE9), spread.ask(pxE9), condition);
    }
  }

  private static LocalDate first(List<DailyBar> bars) {
    return bars.stream().map(DailyBar::day).min(LocalDate::compareTo).orElse(LocalDate.EPOCH);
  }

  /** The day's hours; null where the exchange did not trade or the calendar does not reach. */
  private @Nullable MarketDay day(LocalDate date) {
    if (date.isBefore(calendar.first())
        || date.isAfter(calendar.last())
        || !calendar.trades(date)) {
      return null;
    }
    return hours.computeIfAbsent(date, calendar::day);
  }

  private List<Path> barFiles(Path dataDir) {
    return barFiles.computeIfAbsent(dataDir, DailyBarReader::files);
  }

  private SortedMap<String, List<DailyBar>> bars(Path file) {
    return files.computeIfAbsent(file, DailyBarReader::file);
  }

  /** Bid and ask around a price, in ticks, without floating point. */
  private static final class Spread {
    private final BigDecimal half;
    private final BigDecimal tickE9;

    Spread(Strategy strategy, Instrument instrument) {
      Strategy.VenueSettings venue = strategy.venue(instrument.venue());
      this.half =
          BigDecimal.valueOf(Math.round(venue.halfSpreadBps() * 1e4))
              .divide(BigDecimal.valueOf(HALF_SPREAD_PARTS));
      this.tickE9 = BigDecimal.valueOf(instrument.tickSizeE9());
    }

    long bid(long pxE9) {
      return ticks(pxE9, BigDecimal.ONE.subtract(half), RoundingMode.FLOOR);
    }

    long ask(long pxE9) {
      return ticks(pxE9, BigDecimal.ONE.add(half), RoundingMode.CEILING);
    }

    private long ticks(long pxE9, BigDecimal factor, RoundingMode rounding) {
      return BigDecimal.valueOf(pxE9).multiply(factor).divide(tickE9, 0, rounding).longValueExact();
    }
  }
}
