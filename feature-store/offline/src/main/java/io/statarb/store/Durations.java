package io.statarb.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code
 * 3d}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * A span as ns.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static long ns(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a duration is a whole number and ms, s, m, h or d, e.g. 10s: " + text);
    }
    long unitNs =
        switch (form.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 86_400_000_000_000L;
        };
    try {
      return Math.multiplyExact(Long.parseLong(form.group(1)), unitNs);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a duration that ns cannot count: " + text, e);
    }
  }
}
