package io.statarb.mapping;

import io.statarb.time.NanoDays;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads times that are text, by a pattern of {@code yyyy MM dd HH mm ss S X} and characters that
 * stand for themselves. {@code S} is a fraction of any length up to nine digits, with its point or
 * comma before it, and may be absent with it; {@code X} is {@code Z}, {@code +hh}, {@code +hhmm} or
 * {@code +hh:mm}. Everything else has exactly as many digits as letters. Letters between
 * apostrophes stand for themselves; so does {@code T}.
 *
 * <p>A local time that occurs twice is the first of the two, one that does not occur is taken with
 * the offset before the gap. Allocates only when the local hour changes. Confined to one thread.
 */
public final class TextTime {
  /** What is no time of the pattern. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final String LETTERS = "yMdHmsSX";
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final byte[] letters;
  private final int[] widths;
  private final boolean dated;
  private final LocalOffsets offsets;
  private final int[] values = new int[LETTERS.length()];

  private long lastDate = -1;
  private long lastEpochDay;
  private int at;
  private boolean offsetGiven;
  private long offsetSeconds;
  private long fractionNs;

  /**
   * Makes a reader.
   *
   * @param pattern a pattern without {@link #fault}
   * @param zone zone of times without an offset of their own
   */
  public TextTime(String pattern, ZoneId zone) {
    List<Byte> letterList = new ArrayList<>();
    List<Integer> widthList = new ArrayList<>();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); ) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
        i++;
        continue;
      }
      int width = 1;
      if (!quoted && LETTERS.indexOf(c) >= 0) {
        while (i + width < pattern.length() && pattern.charAt(i + width) == c) {
          width++;
        }
        letterList.add((byte) c);
        widthList.add(width);
      } else {
        letterList.add((byte) c);
        widthList.add(0);
      }
      i += width;
    }
    letters = new byte[letterList.size()];
    widths = new int[letterList.size()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = letterList.get(i);
      widths[i] = widthList.get(i);
    }
    dated = pattern.indexOf('y') >= 0;
    offsets = new LocalOffsets(zone);
  }

  /** What is wrong with a pattern, or null. */
  public static @Nullable String fault(String pattern) {
    boolean quoted = false;
    int letters = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c > 126) {
        return "must be ASCII: " + pattern;
      }
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && Character.isLetter(c) && c != 'T') {
        if (LETTERS.indexOf(c) < 0) {
          return "has a letter that is none of yMdHmsSX: " + c;
        }
        letters++;
      }
    }
    boolean anyDate = pattern.contains("y") || pattern.contains("M") || pattern.contains("d");
    boolean wholeDate =
        pattern.contains("yyyy") && pattern.contains("MM") && pattern.contains("dd");
    return quoted
        ? "has an apostrophe that does not close"
        : letters == 0
            ? "has no field"
            : anyDate && !wholeDate ? "must have yyyy, MM and dd or none of them" : null;
  }

  /** Whether the pattern has a date. */
  public boolean dated() {
    return dated;
  }

  /** Days since 1970 of the time read last. */
  public long epochDay() {
    return lastEpochDay;
  }

  /**
   * Reads the whole of {@code [from, to)}.
   *
   * @param epochDay day of a time whose pattern has none
   * @return UTC ns, or {@link #INVALID}
   */
  public long parse(byte[] bytes, int from, int to, long epochDay) {
    at = from;
    fractionNs = 0;
    offsetGiven = false;
    for (int i = 0; i < letters.length; i++) {
      boolean ok =
          widths[i] == 0
              ? literal(bytes, to, letters[i], i)
              : switch (letters[i]) {
                case 'S' -> fraction(bytes, to);
                case 'X' -> offset(bytes, to);
                default -> digits(bytes, to, LETTERS.indexOf(letters[i]), widths[i]);
              };
      if (!ok) {
        return INVALID;
      }
    }
    return at == to ? combine(epochDay) : INVALID;
  }

  /** A literal; a point before a fraction is read with the fraction. */
  private boolean literal(byte[] bytes, int to, byte c, int index) {
    if ((c == '.' || c == ',') && index + 1 < letters.length && letters[index + 1] == 'S') {
      return true;
    }
    if (at < to && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean digits(byte[] bytes, int to, int field, int width) {
    int end = at + width;
    if (end > to || width > 4) {
      return false;
    }
    int value = 0;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    values[field] = value;
    return true;
  }

  private boolean fraction(byte[] bytes, int to) {
    boolean point = at < to && (bytes[at] == '.' || bytes[at] == ',');
    if (point) {
      at++;
    }
    int start = at;
    long value = 0;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      if (at - start < 9) {
        value = value * 10 + (bytes[at] - '0');
      }
      at++;
    }
    int places = at - start;
    for (int i = places; i < 9; i++) {
      value *= 10;
    }
    fractionNs = value;
    return places > 0 || !point;
  }

  private boolean offset(byte[] bytes, int to) {
    offsetGiven = true;
    offsetSeconds = 0;
    if (at < to && bytes[at] == 'Z') {
      at++;
      return true;
    }
    if (at >= to || (bytes[at] != '+' && bytes[at] != '-')) {
      return false;
    }
    boolean west = bytes[at] == '-';
    at++;
    int hours = two(bytes, to);
    if (at < to && bytes[at] == ':') {
      at++;
    }
    int minutes = at < to ? two(bytes, to) : 0;
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return false;
    }
    offsetSeconds = (hours * 3_600L + minutes * 60L) * (west ? -1 : 1);
    return true;
  }

  private int two(byte[] bytes, int to) {
    if (at + 2 > to) {
      return -1;
    }
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    at += 2;
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private long combine(long epochDay) {
    int hour = values[3];
    int minute = values[4];
    int second = values[5];
    if (hour > 23 || minute > 59 || second > 59) {
      return INVALID;
    }
    if (dated) {
      if (!date()) {
        return INVALID;
      }
    } else {
      lastEpochDay = epochDay;
    }
    long localSeconds = lastEpochDay * 86_400L + hour * 3_600L + minute * 60L + second;
    long offset = offsetGiven ? offsetSeconds : offsets.seconds(localSeconds);
    return (localSeconds - offset) * NANOS_PER_SECOND + fractionNs;
  }

  private boolean date() {
    long date = values[0] * 10_000L + values[1] * 100L + values[2];
    if (date == lastDate) {
      return true;
    }
    try {
      LocalDate day = LocalDate.of(values[0], values[1], values[2]);
      if (!NanoDays.fits(day)) {
        return false;
      }
      lastEpochDay = day.toEpochDay();
      lastDate = date;
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
