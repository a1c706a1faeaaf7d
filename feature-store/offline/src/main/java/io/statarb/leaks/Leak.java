package io.statarb.leaks;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * A value that changed although only its future did.
 *
 * @param feature the column; {@link #ROW} when the whole row is there on one side alone
 * @param entity whose it is
 * @param time time of the row
 * @param cut last moment of which nothing was changed
 * @param change what was done to the data after the cut
 * @param value value from all of the data
 * @param changed value from the changed data
 */
public record Leak(
    String feature,
    String entity,
    @JsonSerialize(using = ToStringSerializer.class) Instant time,
    @JsonSerialize(using = ToStringSerializer.class) Instant cut,
    FutureChange change,
    String value,
    String changed) {
  /** In place of a feature. */
  public static final String ROW = "row";

  /** One sentence. */
  public String sentence() {
    return "%s of %s at %s is %s, and %s %s"
        .formatted(feature, entity, time, value, changed, change.words().formatted(cut));
  }
}
