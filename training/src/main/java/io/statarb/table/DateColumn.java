package io.statarb.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a column of dates is written in from all of its cells at once: a cell like {@code
 * 02/01/1990} does not tell day from month, a column does.
 */
final class DateColumn {
  /** One way of writing dates; null for a cell that is not written so. */
  private interface Format {
    @Nullable LocalDateTime parse(String cell);
  }

  private static final Map<String, Format> FORMATS = formats();

  private DateColumn() {}

  private static Map<String, Format> formats() {
    Map<String, Format> formats = new LinkedHashMap<>();
    for (String date :
        new String[] {"uuuu-MM-dd", "uuuu/M/d", "M/d/uuuu", "d/M/uuuu", "d.M.uuuu", "d-MMM-uuuu"}) {
      formats.put(date, pattern(date));
    }
    formats.put("uuuuMMdd", DateColumn::compact);
    formats.put("epoch", DateColumn::epoch);
    return formats;
  }

  private static Format pattern(String date) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(date + "[[' ']['T']H:mm[:ss]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[' '][XXX][XX][X]['UTC']")
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    return cell -> {
      try {
        return utc(formatter.parse(cell));
      } catch (DateTimeException e) {
        return null;
      }
    };
  }

  /** An offset makes a moment of a time, so that none is told twice when clocks are put back. */
  private static LocalDateTime utc(TemporalAccessor parsed) {
    LocalDateTime time = LocalDateTime.from(parsed);
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? time.minusSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
        : time;
  }

  private static @Nullable LocalDateTime compact(String cell) {
    if (!cell.matches("[0-9]{8}")) {
      return null;
    }
    try {
      return LocalDate.parse(cell, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Seconds, ms, us or ns since 1970, told by the number of digits. */
  private static @Nullable LocalDateTime epoch(String cell) {
    long perSecond =
        switch (cell.length()) {
          case 10 -> 1L;
          case 13 -> 1_000L;
          case 16 -> 1_000_000L;
          case 19 -> 1_000_000_000L;
          default -> 0L;
        };
    if (perSecond == 0 || !cell.matches("[0-9]+")) {
      return null;
    }
    long value = Long.parseLong(cell);
    long nanos = (value % perSecond) * (1_000_000_000L / perSecond);
    return LocalDateTime.ofEpochSecond(value / perSecond, (int) nanos, ZoneOffset.UTC);
  }

  /**
   * Reads all cells the same way: of the formats that fit every cell the one under which fewest
   * neighbours stand against the order of time.
   *
   * @return empty when none fits, or two fit equally well and differ
   */
  static Optional<List<LocalDateTime>> parse(List<String> cells) {
    List<LocalDateTime> best = null;
    long bestBackwards = Long.MAX_VALUE;
    boolean ambiguous = false;
    for (Format format : FORMATS.values()) {
      List<LocalDateTime> times = parse(cells, format);
      if (times == null) {
        continue;
      }
      long backwards = Math.min(backwards(times), backwards(times.reversed()));
      ambiguous =
          backwards == bestBackwards
              ? ambiguous || !times.equals(best)
              : backwards > bestBackwards && ambiguous;
      if (backwards < bestBackwards) {
        best = times;
        bestBackwards = backwards;
      }
    }
    return best == null || ambiguous ? Optional.empty() : Optional.of(best);
  }

  /** Whether a cell can be a date at all. */
  static boolean isDate(String cell) {
    return FORMATS.values().stream().anyMatch(format -> format.parse(cell) != null);
  }

  /** Why {@link #parse} has no times for these cells: one fact, for a sentence on their column. */
  static String fault(List<String> cells) {
    int furthest = -1;
    for (Format format : FORMATS.values()) {
      int good = 0;
      while (good < cells.size() && format.parse(cells.get(good)) != null) {
        good++;
      }
      furthest = Math.max(furthest, good);
    }
    if (furthest == cells.size()) {
      return "holds dates that can be read in two ways: " + cells.getFirst();
    }
    return furthest == 0
        ? "holds no dates of a known form: " + cells.getFirst()
        : "holds no date like the others at row %d: '%s' behind %s"
            .formatted(furthest + 1, cells.get(furthest), cells.get(furthest - 1));
  }

  private static @Nullable List<LocalDateTime> parse(List<String> cells, Format format) {
    List<LocalDateTime> times = new ArrayList<>(cells.size());
    for (String cell : cells) {
      LocalDateTime time = format.parse(cell);
      if (time == null) {
        return null;
      }
      times.add(time);
    }
    return times;
  }

  private static long backwards(List<LocalDateTime> times) {
    long count = 0;
    for (int i = 1; i < times.size(); i++) {
      count += times.get(i).isBefore(times.get(i - 1)) ? 1 : 0;
    }
    return count;
  }
}
