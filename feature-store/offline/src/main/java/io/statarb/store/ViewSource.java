package io.statarb.store;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the facts of a view come from.
 *
 * @param format {@code csv} (with a header, may be gzipped), {@code parquet} or {@code delta}
 * @param path file, folder or pattern ({@code daily_*.csv.gz}) below the root of the sources
 * @param entity column of the entity; null for the entity's key
 * @param eventTime column from when on a fact is true: UTC ns, an ISO time, or a date
 * @param timeOfDay local time that stands for a date, e.g. {@code 16:00}; null for midnight
 * @param zone zone of that time; null for UTC
 * @param knowledgeTime column from when on it is known; null if {@code knowledgeDelay} tells it
 * @param knowledgeDelay how long after its event time a fact is known, e.g. {@code 15m}; null for 0
 * @param sequence column that orders facts of equal times, the last one counting; null for the
 *     order of the files' rows
 */
public record ViewSource(
    String format,
    String path,
    @Nullable String entity,
    String eventTime,
    @Nullable String timeOfDay,
    @Nullable String zone,
    @Nullable String knowledgeTime,
    @Nullable String knowledgeDelay,
    @Nullable String sequence) {
  private static final List<String> FORMATS = List.of("csv", "parquet", "delta");

  /** Checks format, times and that knowledge is told once. */
  public ViewSource {
    if (!FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          "source format is none of %s: format=%s".formatted(FORMATS, format));
    }
    if (path.isBlank() || eventTime.isBlank()) {
      throw new IllegalArgumentException("source needs a path and an event_time");
    }
    if (knowledgeTime != null && knowledgeDelay != null) {
      throw new IllegalArgumentException(
          "knowledge_time and knowledge_delay tell the same thing; give one");
    }
    if (knowledgeDelay != null) {
      Durations.ns(knowledgeDelay);
    }
    try {
      var _ = timeOfDay == null ? LocalTime.MIDNIGHT : LocalTime.parse(timeOfDay);
      var _ = zone == null ? ZoneId.of("UTC") : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "time_of_day must be like 16:00 and zone like America/New_York: %s %s"
              .formatted(timeOfDay, zone),
          e);
    }
  }

  LocalTime localTime() {
    return timeOfDay == null ? LocalTime.MIDNIGHT : LocalTime.parse(timeOfDay);
  }

  ZoneId zoneId() {
    return ZoneId.of(zone == null ? "UTC" : zone);
  }
}
