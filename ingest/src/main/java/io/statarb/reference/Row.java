package io.statarb.reference;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One row of a reference file; every refusal names where it stands.
 *
 * @param where file and line, e.g. {@code actions.csv:7}
 * @param values text by key; an empty text is an absent value
 */
record Row(String where, Map<String, String> values) {

  Set<String> keys() {
    return values.keySet();
  }

  /** Text of a key, empty when absent. */
  String text(String key) {
    return values.getOrDefault(key, "").strip();
  }

  boolean has(String key) {
    return !text(key).isEmpty();
  }

  LocalDate date(String key, LocalDate absent) {
    return has(key) ? date(key) : absent;
  }

  LocalDate date(String key) {
    try {
      return LocalDate.parse(text(key));
    } catch (DateTimeException e) {
      throw wrong(key, "is no date such as 2014-06-09");
    }
  }

  /** A moment such as 2014-06-09T13:30:00Z; a date alone is its midnight UTC. */
  Instant moment(String key) {
    try {
      return parseMoment(text(key));
    } catch (DateTimeException e) {
      throw wrong(key, "is no moment such as 2014-06-09T13:30:00Z and no date");
    }
  }

  static Instant parseMoment(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text);
  }

  BigDecimal decimal(String key) {
    try {
      return BoundedDecimal.of(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "is no number below 1e18 of at most 18 decimals");
    }
  }

  boolean flag(String key) {
    return switch (text(key).toLowerCase(Locale.ROOT)) {
      case "", "false", "no" -> false;
      case "true", "yes" -> true;
      default -> throw wrong(key, "is neither true nor false");
    };
  }

  <E extends Enum<E>> E word(String key, Class<E> type) {
    String wanted = text(key).toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    throw wrong(
        key,
        "is not known; the nearest is "
            + NearestWord.to(text(key).toLowerCase(Locale.ROOT), known));
  }

  Refusal wrong(String key, String fact) {
    return Refusal.data("%s: %s %s: %s=%s".formatted(where, key, fact, key, text(key)));
  }
}
