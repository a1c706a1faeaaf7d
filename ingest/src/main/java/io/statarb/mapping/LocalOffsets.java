package io.statarb.mapping;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Offsets of a zone at local times. A local time that occurs twice is the first of the two, one
 * that does not occur has the offset before the gap. Allocates only when the quarter of an hour
 * changes. Confined to one thread.
 */
public final class LocalOffsets {
  /** Offsets change at whole quarters of an hour. */
  private static final long QUARTER_SECONDS = 900;

  private final ZoneRules rules;
  private long lastQuarter = Long.MIN_VALUE;
  private long lastOffsetSeconds;

  /** Those of a zone. */
  public LocalOffsets(ZoneId zone) {
    rules = zone.getRules();
  }

  /** Offset from UTC in seconds at a local time, in seconds since 1970. */
  public long seconds(long localSeconds) {
    long quarter = Math.floorDiv(localSeconds, QUARTER_SECONDS);
    if (quarter != lastQuarter) {
      LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
      lastOffsetSeconds = rules.getOffset(local).getTotalSeconds();
      lastQuarter = quarter;
    }
    return lastOffsetSeconds;
  }
}
