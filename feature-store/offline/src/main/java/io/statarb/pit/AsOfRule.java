package io.statarb.pit;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Which fact a row of time {@code t} gets: of the facts of its entity with event time at most
 * {@code t}, not older than {@code t - ttlNs}, and known by {@code t} or, if given, by {@code
 * asKnownAtNs}, the one of the greatest event time; of several with this event time the one known
 * last; of several of these the last in source order.
 *
 * <p>Without a cut no row sees what became known after its own time, so a table joined today and
 * one joined years later are equal. With a cut the rows see the past as somebody saw it at the cut:
 * corrections that came after a row but before the cut count, so a training set has no cut.
 *
 * @param boundary whether the very instant counts
 * @param ttlNs greatest age of a fact at the row's time, in ns, inclusive; {@link #NO_TTL} for any
 * @param asKnownAtNs last instant of knowledge, UTC ns, in place of each row's own time
 */
public record AsOfRule(Boundary boundary, long ttlNs, OptionalLong asKnownAtNs) {
  /** A fact never becomes too old. */
  public static final long NO_TTL = Long.MAX_VALUE;

  /** The latest fact known at the row's time, however old. */
  public static final AsOfRule LATEST =
      new AsOfRule(Boundary.INCLUSIVE, NO_TTL, OptionalLong.empty());

  /** Checks the time-to-live. */
  public AsOfRule {
    if (ttlNs < 0) {
      throw new IllegalArgumentException("ttlNs must not be negative: ttlNs=" + ttlNs);
    }
  }

  /** The same with another boundary. */
  public AsOfRule with(Boundary other) {
    return new AsOfRule(other, ttlNs, asKnownAtNs);
  }

  /** The same with a time-to-live, relative to each row's time. */
  public AsOfRule withTtl(Duration ttl) {
    return new AsOfRule(boundary, ttl.toNanos(), asKnownAtNs);
  }

  /** The same as known at an instant, UTC ns. */
  public AsOfRule asKnownAt(long instantNs) {
    return new AsOfRule(boundary, ttlNs, OptionalLong.of(instantNs));
  }

  /** Oldest event time that still counts at a time. */
  long oldestNs(long atNs) {
    long oldest = atNs - ttlNs;
    return ttlNs == NO_TTL || oldest > atNs ? Long.MIN_VALUE : oldest;
  }
}
