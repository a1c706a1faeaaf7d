package io.statarb.report.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers for people: thousands separators, a true minus sign, no more digits than mean something.
 */
final class Figures {
  /** Shown where there is no number. */
  static final String NONE = "–";

  private static final double MICROS = 1e6;
  private static final DateTimeFormatter MONTH_TO_SECOND =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Figures() {}

  /** Money in currency units with its sign, two digits behind the point. */
  static String signedMoney(long micros) {
    return signed(micros / MICROS, 2);
  }

  /** Money in currency units, two digits behind the point. */
  static String money(long micros) {
    return number(micros / MICROS, 2);
  }

  /** A mean of money in micros, in currency units with its sign. */
  static String signedMoney(double micros) {
    return signed(micros / MICROS, 2);
  }

  /** A count. */
  static String count(long count) {
    return minus(String.format(Locale.ROOT, "%,d", count));
  }

  /** A count with its sign. */
  static String signedCount(long count) {
    return count > 0 ? "+" + count(count) : count(count);
  }

  /** A number with its sign. */
  static String signed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    String text = number(value, digits);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text.replace("−", "") : value > 0 ? "+" + text : text;
  }

  /** A number. */
  static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    return minus(String.format(Locale.ROOT, "%,." + digits + "f", value));
  }

  /** A number as short as it can be said: up to six digits, exponents for the very small. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return count((long) value);
    }
    return minus(
        Math.abs(value) < 1e-3
            ? String.format(Locale.ROOT, "%.2e", value)
            : String.format(Locale.ROOT, "%,.4f", value));
  }

  /** A fraction as a percentage. */
  static String percent(double fraction, int digits) {
    return Double.isFinite(fraction) ? number(fraction * 100, digits) + "\u00a0%" : NONE;
  }

  /** {@code part} of {@code whole} as a percentage. */
  static String share(long part, long whole) {
    return whole == 0 ? NONE : percent((double) part / whole, 1);
  }

  /** A time, UTC to the millisecond. */
  static String utc(long ns) {
    return UTC.format(instant(ns));
  }

  /** A time, UTC to the second and without its year. */
  static String monthToSecond(long ns) {
    return MONTH_TO_SECOND.format(instant(ns));
  }

  private static Instant instant(long ns) {
    return Instant.ofEpochSecond(
        Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L));
  }

  /** How long something took. */
  static String duration(long ns) {
    double seconds = ns / 1e9;
    if (seconds < 1e-3) {
      return number(ns / 1e3, 1) + "\u00a0µs";
    }
    if (seconds < 1) {
      return number(ns / 1e6, 1) + "\u00a0ms";
    }
    if (seconds < 120) {
      return number(seconds, 1) + "\u00a0s";
    }
    return number(seconds / 60, 1) + "\u00a0min";
  }

  /** The first digits of a digest, enough to tell two apart. */
  static String shortDigest(String digest) {
    return digest.length() > 12 ? digest.substring(0, 12) : digest;
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
