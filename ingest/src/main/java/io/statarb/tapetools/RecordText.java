package io.statarb.tapetools;

import io.statarb.instruments.Instrument;
import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeSchema.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records in words: beside each number of the tape what it means to people, as far as its name and
 * the tape's DateStart tell. Names are snake_case.
 *
 * <pre>
 *   ...Ns             time, ISO 8601 with nanoseconds, UTC     ts_ns       time
 *   ...PxTicks        price, unless there is none              bid_px      (ticks of instrumentId)
 *   ...2Ticks         price of which the tape keeps the double mid, y_mid  (ticks of instrumentId, yInstrumentId, ...)
 *   ...Micros         money                                    fee
 *   ...E9             number with nine decimals                cash
 *   instrumentId      name of the instrument                   instrument
 * </pre>
 */
final class RecordText {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final long NS_PER_SECOND = 1_000_000_000L;

  /** Sizes of a tick and names, by instrument id. */
  private final Map<Long, BigDecimal> tickSizes = new TreeMap<>();

  private final Map<Long, String> names = new TreeMap<>();

  /** Time as ISO 8601 with nanoseconds. */
  static String time(long ns) {
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_SECOND), Math.floorMod(ns, NS_PER_SECOND));
    String seconds = Instant.ofEpochSecond(instant.getEpochSecond()).toString();
    return "%s.%09dZ".formatted(seconds.substring(0, seconds.length() - 1), instant.getNano());
  }

  /** The record that the reader stands on; DateStart also tells the names of what follows. */
  Map<String, @Nullable Object> of(TapeReader reader, Message message) {
    Map<String, @Nullable Object> fields = RecordFields.of(reader, message);
    if (fields.get("instruments") instanceof List<?> instruments) {
      for (Object entry : instruments) {
        learn((Map<?, ?>) entry);
      }
    }
    Map<String, @Nullable Object> words = new LinkedHashMap<>();
    words.put("seq", fields.get("seq"));
    words.put("type", message.name());
    words.put("version", (long) reader.version());
    putAll(words, fields);
    return words;
  }

  private void learn(Map<?, ?> entry) {
    if (entry.get("instrumentId") instanceof Long id
        && entry.get("tickSizeE9") instanceof Long tickE9
        && entry.get("name") instanceof String name) {
      tickSizes.put(id, BigDecimal.valueOf(tickE9, 9));
      names.put(id, name);
    }
  }

  private void putAll(Map<String, @Nullable Object> words, Map<String, @Nullable Object> fields) {
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      String name = field.getKey();
      Object value = field.getValue();
      if (value instanceof Long number) {
        put(words, fields, name, number);
      } else if (value instanceof List<?> entries) {
        words.put(snake(name), entries.stream().map(this::entry).toList());
      } else {
        words.put(snake(name), value);
      }
    }
  }

  private Object entry(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      return entry;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put((String) name, value));
    Map<String, @Nullable Object> words = new LinkedHashMap<>();
    putAll(words, fields);
    return words;
  }

  private void put(
      Map<String, @Nullable Object> words,
      Map<String, @Nullable Object> fields,
      String name,
      long value) {
    String snake = snake(name);
    boolean ticks = name.endsWith("PxTicks") || name.endsWith("2Ticks");
    words.put(snake, ticks && value == Instrument.NULL_PX ? null : (Object) value);
    if (name.equals("tsNs")) {
      words.put("time", time(value));
    } else if (name.endsWith("Ns")) {
      words.put(without(snake, "_ns"), time(value));
    } else if (name.endsWith("2Ticks")) {
      putPrice(words, without(snake, "2_ticks"), price(fields, name, value, HALF));
    } else if (name.endsWith("PxTicks")) {
      putPrice(words, without(snake, "_ticks"), price(fields, name, value, BigDecimal.ONE));
    } else if (name.endsWith("Micros")) {
      words.put(without(snake, "_micros"), plain(BigDecimal.valueOf(value, 6)));
    } else if (name.endsWith("E9")) {
      words.put(without(snake, "_e9"), plain(BigDecimal.valueOf(value, 9)));
    } else if (name.endsWith("nstrumentId") && names.containsKey(value)) {
      words.put(without(snake, "_id"), names.get(value));
    }
  }

  private static void putPrice(
      Map<String, @Nullable Object> words, String name, @Nullable BigDecimal price) {
    if (price != null) {
      words.put(name, price);
    }
  }

  /** Null where the instrument is not on the record, or there is no price. */
  private @Nullable BigDecimal price(
      Map<String, @Nullable Object> fields, String name, long value, BigDecimal unit) {
    Object id = fields.get("instrumentId");
    if (id == null && !name.isEmpty()) {
      id = fields.get(name.charAt(0) + "InstrumentId");
    }
    BigDecimal tick = id instanceof Long known ? tickSizes.get(known) : null;
    return tick == null || value == Instrument.NULL_PX
        ? null
        : plain(BigDecimal.valueOf(value).multiply(tick).multiply(unit));
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static String without(String name, String end) {
    return name.substring(0, name.length() - end.length());
  }

  /** {@code bidPxTicks} as {@code bid_px_ticks}. */
  static String snake(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(c);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }

  /** One line for people: what is said in words leaves the number behind it out. */
  static String line(Map<String, @Nullable Object> words) {
    StringBuilder line = new StringBuilder();
    line.append("%8s %s %-13s".formatted(words.get("seq"), words.get("time"), words.get("type")));
    words.forEach((name, value) -> {
      if (!List.of("seq", "time", "type", "version", "ts_ns").contains(name)
          && !saidOtherwise(words, name)) {
        line.append(' ').append(name).append('=').append(value == null ? "-" : shown(value));
      }
    });
    return line.toString();
  }

  private static boolean saidOtherwise(Map<String, @Nullable Object> words, String name) {
    for (String end : List.of("2_ticks", "_ticks", "_ns", "_micros", "_e9", "_id")) {
      if (name.endsWith(end) && words.get(without(name, end)) != null) {
        return true;
      }
    }
    return false;
  }

  private static String shown(Object value) {
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    return value instanceof String && (text.isEmpty() || text.contains(" "))
        ? '"' + text + '"'
        : text;
  }
}
