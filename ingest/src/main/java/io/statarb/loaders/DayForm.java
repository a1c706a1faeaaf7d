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
    String day = text.substring(0, end);
    if (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != 'T') {
      return NONE;
    }
    try {
      if (day.length() == 8 && day.chars().allMatch(c -> isDigit((char) c))) {
        return date(day.substring(0, 4), day.substring(4, 6), day.substring(6, 8));
      }
      String[] parts = day.split("[-/.]", -1);
      if (parts.length != 3) {
        return NONE;
      }
      if (parts[0].length() == 4) {
        return date(parts[0], parts[1], parts[2]);
      }
      if (parts[2].length() == 4) {
        return dayFirst ? date(parts[2], parts[1], parts[0]) : date(parts[2], parts[0], parts[1]);
      }
      return NONE;
    } catch (NumberFormatException | DateTimeException e) {
      return NONE;
    }
  }

  private static long date(String year, String month, String day) {
    LocalDate date =
        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    return NanoDays.fits(date) ? date.toEpochDay() : NONE;
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
