package io.statarb.itch;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date in the name of a file. Venues and vendors write {@code 12302019.NASDAQ_ITCH50} (month,
 * day, year), {@code 20190730.BX_ITCH_50} (year, month, day), {@code S081321-v50} (month, day, year
 * of this century) or {@code 2019-12-30}. Eight digits are never both: the first four are no year
 * where they are month and day, and the other way round.
 */
final class ItchFileDate {
  private static final Pattern EIGHT = Pattern.compile("(?<![0-9])[0-9]{8}(?![0-9])");
  private static final Pattern DASHED =
      Pattern.compile("(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])");
  private static final Pattern SIX = Pattern.compile("(?i)(?<![a-z0-9])s([0-9]{6})-v[0-9]+");
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2099;

  private ItchFileDate() {}

  /** The date that a name tells, or null when it tells none or several. */
  static @Nullable LocalDate of(Path file) {
    String name = String.valueOf(file.getFileName());
    Set<LocalDate> dates = new LinkedHashSet<>();
    for (Matcher found = EIGHT.matcher(name); found.find(); ) {
      String digits = found.group();
      add(dates, digits.substring(0, 4), digits.substring(4, 6), digits.substring(6));
      add(dates, digits.substring(4), digits.substring(0, 2), digits.substring(2, 4));
    }
    for (Matcher found = DASHED.matcher(name); found.find(); ) {
      add(dates, found.group(1), found.group(2), found.group(3));
    }
    for (Matcher found = SIX.matcher(name); found.find(); ) {
      String digits = found.group(1);
      add(dates, "20" + digits.substring(4), digits.substring(0, 2), digits.substring(2, 4));
    }
    return dates.size() == 1 ? dates.iterator().next() : null;
  }

  private static void add(Set<LocalDate> dates, String year, String month, String day) {
    int y = Integer.parseInt(year);
    if (y < FIRST_YEAR || y > LAST_YEAR) {
      return;
    }
    try {
      dates.add(LocalDate.of(y, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      // Eight digits that are no date.
      return;
    }
  }
}
