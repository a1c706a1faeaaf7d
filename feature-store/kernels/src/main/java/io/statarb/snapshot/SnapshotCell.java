package io.statarb.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * One value of one entity.
 *
 * @param value the value, or null if there is none, and never a number in its place
 * @param absent why there is none, in one word; null if there is one
 * @param expiresNs last instant at which it counts, UTC ns; {@link Long#MAX_VALUE} for any
 */
public record SnapshotCell(@Nullable Double value, @Nullable String absent, long expiresNs) {
  /** Checks that a value is there or a reason, and that it is a number. */
  public SnapshotCell {
    if ((value == null) == (absent == null)) {
      throw new IllegalArgumentException(
          "a cell has a value or a reason: value=%s, absent=%s".formatted(value, absent));
    }
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException("a value must be finite: value=" + value);
    }
  }
}
