package io.statarb.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.marketdata.Decimal;
import io.statarb.time.NanoDays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and checks a mapping file; what it does not know it refuses, naming the nearest key. */
final class MappingYaml {
  /** Larger files are no mappings. */
  private static final long MAX_BYTES = 1 << 20;

  private static final List<String> KEYS =
      List.of(
          "format",
          "kind",
          "market",
          "delimiter",
          "header",
          "columns",
          "time",
          "price_scale",
          "size_scale",
          "digits_beyond",
          "bar_seconds",
          "missing",
          "constants");
  private static final List<String> TIME_KEYS =
      List.of("unit", "format", "date_format", "zone", "since");
  private static final List<String> CONSTANTS = List.of("symbol", "venue", "date");

  /** The calendars whose hours are known to the minute, auctions and late trading included. */
  private static final List<String> MARKETS = List.of("NYSE", "NASDAQ", "FX", "CRYPTO");

  private static final List<String> MISSING =
      List.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None");
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String source;
  private final ObjectNode root;

  private MappingYaml(String source, ObjectNode root) {
    this.source = source;
    this.root = root;
  }

  static ColumnMapping read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw Refusal.usage("--mapping: no such file, or larger than 1 MB: " + file);
      }
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw Refusal.usage("--mapping: %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  static ColumnMapping parse(String source, byte[] yaml) {
    try {
      if (YAML.readTree(yaml) instanceof ObjectNode object) {
        return new MappingYaml(source, object).mapping();
      }
      throw Refusal.usage("%s is not a YAML mapping".formatted(source));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw Refusal.usage(
          "%s line %d is not valid YAML: %s"
              .formatted(source, line, e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw Refusal.usage("%s cannot be read: %s".formatted(source, e.getMessage()));
    }
  }

  private ColumnMapping mapping() {
    known(root, "", KEYS);
    ObjectNode time = child("time");
    known(time, "time.", TIME_KEYS);
    ObjectNode constants = child("constants");
    known(constants, "constants.", CONSTANTS);
    String format = oneOf(root, "format", "", List.of("csv", "parquet"), null);
    RowKind kind = kind();
    SortedMap<String, String> columns = columns(kind);
    String timeFormat = text(time, "format", null);
    String dateFormat = text(time, "date_format", "yyyy-MM-dd");
    checkPattern("time.format", timeFormat);
    checkPattern("time.date_format", dateFormat);
    ColumnMapping mapping =
        new ColumnMapping(
            format,
            kind,
            market(),
            delimiter(),
            bool("header", true),
            columns,
            oneOf(time, "unit", "time.", List.of("s", "ms", "us", "ns"), "ns"),
            timeFormat,
            dateFormat == null ? "" : dateFormat,
            zone(text(time, "zone", "UTC")),
            oneOf(time, "since", "time.", List.of("epoch", "midnight"), "epoch").equals("midnight"),
            Decimal.PX_DECIMALS - scale("price_scale", Decimal.PX_DECIMALS),
            Decimal.QTY_DECIMALS - scale("size_scale", Decimal.QTY_DECIMALS),
            oneOf(root, "digits_beyond", "", List.of("refuse", "cut"), "refuse").equals("cut"),
            whole("bar_seconds", 0, 86_400),
            missing(),
            text(constants, "symbol", null),
            text(constants, "venue", null),
            date(text(constants, "date", null)));
    checkTogether(mapping);
    return mapping;
  }

  private void checkTogether(ColumnMapping mapping) {
    if (mapping.symbol() == null && mapping.column("symbol") == null) {
      throw Refusal.usage(
          "%s: key columns.symbol or constants.symbol is missing".formatted(source));
    }
    if (mapping.symbol() != null && mapping.column("symbol") != null) {
      throw Refusal.usage(
          "%s: columns.symbol and constants.symbol contradict each other".formatted(source));
    }
    boolean daily = mapping.kind() == RowKind.BARS && mapping.barSeconds() == 0;
    if (daily && mapping.column("date") == null && mapping.column("time") == null) {
      throw Refusal.usage("%s: key columns.date is missing".formatted(source));
    }
    if (mapping.kind() == RowKind.BARS && !daily && mapping.column("time") == null) {
      throw Refusal.usage("%s: key columns.time is missing".formatted(source));
    }
    if (mapping.kind() == RowKind.QUOTES
        && mapping.column("bid") == null
        && mapping.column("ask") == null) {
      throw Refusal.usage("%s: key columns.bid or columns.ask is missing".formatted(source));
    }
  }

  private RowKind kind() {
    String name = oneOf(root, "kind", "", List.of("quotes", "trades", "bars", "depth"), null);
    return RowKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private @Nullable String market() {
    return root.has("market") ? oneOf(root, "market", "", MARKETS, null) : null;
  }

  private SortedMap<String, String> columns(RowKind kind) {
    ObjectNode node = child("columns");
    known(node, "columns.", kind.known());
    for (String required : kind.required()) {
      if (!node.has(required)) {
        throw Refusal.usage("%s: key columns.%s is missing".formatted(source, required));
      }
    }
    SortedMap<String, String> columns = new TreeMap<>();
    node.properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          if (!value.isTextual() && !value.isInt()) {
            throw wrong("columns." + entry.getKey(), "must be a name or a number");
          }
          if (value.isInt() && value.intValue() < 1) {
            throw wrong("columns." + entry.getKey(), "must be 1 or more");
          }
          columns.put(entry.getKey(), value.asText());
        });
    return columns;
  }

  private char delimiter() {
    String given = text(root, "delimiter", ",");
    String one = given == null || given.equals("tab") ? "\t" : given;
    if (one.length() != 1 || one.charAt(0) > 126 || "\"\r\n".contains(one)) {
      throw wrong("delimiter", "must be one ASCII character or tab");
    }
    return one.charAt(0);
  }

  private List<String> missing() {
    JsonNode node = root.get("missing");
    if (node == null) {
      return MISSING;
    }
    if (!node.isArray()) {
      throw wrong("missing", "must be a list");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : node) {
      texts.add(value.isNull() ? "null" : value.asText());
    }
    return List.copyOf(texts);
  }

  /** The exponent of a power of ten. */
  private int scale(String key, int most) {
    JsonNode node = root.get(key);
    if (node == null) {
      return 0;
    }
    long value = isLong(node) ? node.longValue() : 0;
    long power = 1;
    for (int exponent = 0; exponent <= most; exponent++) {
      if (value == power) {
        return exponent;
      }
      power *= 10;
    }
    throw wrong(key, "must be a power of ten, at most 1e" + most);
  }

  private long whole(String key, long otherwise, long most) {
    JsonNode node = root.get(key);
    if (node == null) {
      return otherwise;
    }
    if (!isLong(node) || node.longValue() < 1 || node.longValue() > most) {
      throw wrong(key, "must be a whole number from 1 to " + most);
    }
    return node.longValue();
  }

  /** Larger numbers would wrap round to one that is allowed. */
  private static boolean isLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private boolean bool(String key, boolean otherwise) {
    JsonNode node = root.get(key);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw wrong(key, "must be true or false");
    }
    return node.booleanValue();
  }

  private String oneOf(
      ObjectNode node, String key, String prefix, List<String> words, @Nullable String otherwise) {
    String value = text(node, key, otherwise);
    if (value == null) {
      throw Refusal.usage("%s: key %s is missing".formatted(source, prefix + key));
    }
    if (!words.contains(value)) {
      throw wrong(
          prefix + key,
          "is %s, which is none of %s; the nearest is %s"
              .formatted(value, words, NearestWord.to(value, words)));
    }
    return value;
  }

  private @Nullable String text(ObjectNode node, String key, @Nullable String otherwise) {
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isValueNode() || value.isNull()) {
      throw wrong(key, "must be a text");
    }
    return value.asText();
  }

  private ZoneId zone(@Nullable String name) {
    try {
      return ZoneId.of(String.valueOf(name));
    } catch (DateTimeException e) {
      throw wrong("time.zone", "is no time zone: " + name);
    }
  }

  private @Nullable LocalDate date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (NanoDays.fits(date)) {
        return date;
      }
    } catch (DateTimeException e) {
      // Refused below, like a date that is too far away.
    }
    throw wrong("constants.date", "is no yyyy-mm-dd that ns can count: " + text);
  }

  private void checkPattern(String key, @Nullable String pattern) {
    String fault = pattern == null ? null : TextTime.fault(pattern);
    if (fault != null) {
      throw wrong(key, fault);
    }
  }

  private ObjectNode child(String key) {
    JsonNode node = root.get(key);
    if (node == null) {
      return YAML.createObjectNode();
    }
    if (!(node instanceof ObjectNode object)) {
      throw wrong(key, "must be a mapping");
    }
    return object;
  }

  private void known(ObjectNode node, String prefix, List<String> keys) {
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!keys.contains(key)) {
            throw Refusal.usage(
                "%s: unknown key %s; the nearest known one is %s"
                    .formatted(source, prefix + key, prefix + NearestWord.to(key, keys)));
          }
        });
  }

  private Refusal wrong(String key, String what) {
    return Refusal.usage("%s: key %s %s".formatted(source, key, what));
  }
}
