package io.statarb.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;

import io.statarb.cli.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Times of a source as UTC ns: whole numbers, ISO instants, dates that stand for a local time.
 * Eight digits such as 20140507 are a date: as ns they would be the beginning of 1970. A timestamp
 * without a zone, as pandas writes a time that has none, is local as well.
 */
final class TimeColumn {
  private static final int DATE_LENGTH = "2014-05-07".length();
  private static final int MOST_DIGITS = 19;
  private static final Pattern COMPACT_DATE = Pattern.compile("(19|20|21)[0-9]{6}");

  private TimeColumn() {}

  /** The column as UTC ns; null where it is null or no time. */
  static Column ns(String name, DataType type, LocalTime ofDay, ZoneId zone, String where) {
    if (type.equals(DataTypes.LongType)) {
      return col(name);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return unix_micros(col(name)).multiply(lit(1000L));
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      Column local = col(name).cast(DataTypes.TimestampType);
      return unix_micros(to_utc_timestamp(local, zone.getId())).multiply(lit(1000L));
    }
    if (type.equals(DataTypes.StringType) || type.equals(DataTypes.DateType)) {
      UDF1<String, Long> parse = new Parse(ofDay.toString(), zone.getId());
      return udf(parse, DataTypes.LongType).apply(col(name).cast(DataTypes.StringType));
    }
    throw Refusal.data(
        "%s: time %s must be a long of UTC ns, a timestamp, a date or text, not %s"
            .formatted(where, name, type.simpleString()));
  }

  /** Parses a cell. */
  private static final class Parse implements UDF1<String, Long> {
    private static final long serialVersionUID = 1L;
    private final String ofDay;
    private final String zone;

    Parse(String ofDay, String zone) {
      this.ofDay = ofDay;
      this.zone = zone;
    }

    @Override
    public @Nullable Long call(@Nullable String text) {
      return text == null ? null : parse(text, LocalTime.parse(ofDay), ZoneId.of(zone));
    }
  }

  /** UTC ns of a cell's text; null if it is no time that ns can count. */
  static @Nullable Long parse(String text, LocalTime ofDay, ZoneId zone) {
    try {
      if (COMPACT_DATE.matcher(text).matches()) {
        LocalDate date = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        return ns(begin(date, ofDay, zone));
      }
      if (text.matches("-?[0-9]+") && text.length() <= MOST_DIGITS + 1) {
        return Long.valueOf(text);
      }
      LocalDate date = text.length() == DATE_LENGTH ? LocalDate.parse(text) : null;
      return ns(date == null ? Instant.parse(text) : begin(date, ofDay, zone));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static Instant begin(LocalDate date, LocalTime ofDay, ZoneId zone) {
    return date.atTime(ofDay).atZone(zone).toInstant();
  }

  static long ns(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
