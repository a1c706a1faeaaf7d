package io.statarb.loaders;

import io.statarb.time.NanoDays;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which files write a day. Stateless. */
final class DayForm {
  /** What is no day. */
  static final long NONE = Long.MIN_VALUE;

  private static final int MOST_HEAD_BYTES = 1 << 20;

  private static final Pattern YEAR_LAST =
      Pattern.compile("(?<![0-9./-])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}(?![0-9])");

  private DayForm() {}

  /** Days since 1970 of a text, or {@link #NONE}; a time behind the day is left out. */
  static long epochDay(String text, boolean dayFirst) {
    int end = 0;
    while (end < text.length() && (isDigit(text.charAt(end)) || isBetween(text.charAt(end)))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != 'T') {
      return NONE;
    }
    int first = digitsEnd(text, 0);
    if (first == end) {
      return end == 8 ? date(text, 0, 4, 4, 6, 6, 8) : NONE;
    }
    int second = digitsEnd(text, first + 1);
    if (second == end || digitsEnd(text, second + 1) != end) {
      return NONE;
    }
    if (first == 4) {
      return date(text, 0, first, first + 1, second, second + 1, end);
    }
    if (end - second != 5) {
      return NONE;
    }
    return dayFirst
        ? date(text, second + 1, end, first + 1, second, 0, first)
        : date(text, second + 1, end, 0, first, first + 1, second);
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static long date(
      String text,
      int year,
      int yearEnd,
      int month,
      int monthEnd,
      int dayOfMonth,
      int dayOfMonthEnd) {
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(text, year, yearEnd, 10),
              Integer.parseInt(text, month, monthEnd, 10),
              Integer.parseInt(text, dayOfMonth, dayOfMonthEnd, 10));
      return NanoDays.fits(date) ? date.toEpochDay() : NONE;
    } catch (NumberFormatException | DateTimeException e) {
      return NONE;
    }
  }

  /** Whether a text may be a day in one of the forms. */
  static boolean plausible(String text) {
    return epochDay(text, true) != NONE || epochDay(text, false) != NONE;
  }

  /**
   * Whether the file writes the day before the month in forms that end with the year: it does if
   * any of its first million bytes has a first number above 12.
   */
  static boolean dayFirst(Path file) {
    try (InputStream in = FileHead.open(file)) {
      String head = new String(in.readNBytes(MOST_HEAD_BYTES), StandardCharsets.ISO_8859_1);
      Matcher forms = YEAR_LAST.matcher(head);
      while (forms.find()) {
        if (Integer.parseInt(forms.group(1)) > 12) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBetween(char c) {
    return c == '-' || c == '/' || c == '.';
  }
}
