package io.statarb.mapping;

import io.statarb.cli.Refusal;
import io.statarb.loaders.LoadOptions;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Times and days of a mapping: units, patterns and midnights. Confined to one thread. */
public final class MappedTimes {
  private static final long NO_DAY = Long.MIN_VALUE;

  private final ColumnMapping mapping;
  private final @Nullable TextTime text;
  private final TextTime date;
  private final int unitDecimals;
  private final boolean needsDay;
  private final long constantDay;
  private long lastDay = NO_DAY;
  private long lastMidnightNs;

  /**
   * Makes them for a file.
   *
   * @throws Refusal when times need a day and nothing tells it
   */
  public MappedTimes(ColumnMapping mapping, LoadOptions options) {
    this.mapping = mapping;
    String format = mapping.timeFormat();
    text = format == null ? null : new TextTime(format, mapping.zone());
    date = new TextTime(mapping.dateFormat(), mapping.zone());
    unitDecimals =
        switch (mapping.unit()) {
          case "s" -> 9;
          case "ms" -> 6;
          case "us" -> 3;
          default -> 0;
        };
    needsDay =
        mapping.column("time") != null && (text == null ? mapping.sinceMidnight() : !text.dated());
    LocalDate day = mapping.date() == null ? options.date() : mapping.date();
    constantDay = day == null ? NO_DAY : day.toEpochDay();
    if (needsDay && day == null && mapping.column("date") == null) {
      throw Refusal.usage(
          "%s: times count from midnight and nothing tells the day: map columns.date or constants.date"
              .formatted(options.mapping()));
    }
  }

  /** The pattern of times, or null when they are numbers. */
  public @Nullable TextTime text() {
    return text;
  }

  /** The pattern of days. */
  public TextTime date() {
    return date;
  }

  /** Decimals that a time in the mapping's unit is read with to come out in ns. */
  public int unitDecimals() {
    return unitDecimals;
  }

  /** Whether a time needs the day of its row. */
  public boolean needsDay() {
    return needsDay;
  }

  /** The day of rows that have no column for it. */
  public long constantDay() {
    return constantDay;
  }

  /** A number of ns as UTC ns: as it is, or since local midnight of a day. */
  public long number(long ns, long epochDay) {
    if (!mapping.sinceMidnight()) {
      return ns;
    }
    if (epochDay != lastDay) {
      LocalDate day = LocalDate.ofEpochDay(epochDay);
      // Local clocks show the offset of the day's trading, and markets are shut when it changes.
      long offset = day.atTime(12, 0).atZone(mapping.zone()).getOffset().getTotalSeconds();
      lastMidnightNs = (epochDay * 86_400L - offset) * 1_000_000_000L;
      lastDay = epochDay;
    }
    return ns < 0 || ns >= 86_400_000_000_000L ? MappedRow.INVALID : lastMidnightNs + ns;
  }
}
