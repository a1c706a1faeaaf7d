package io.statarb.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rows of a reference file: CSV with a header line (commas, double quotes around a field that holds
 * one), or a YAML list of mappings from keys to single values. A key that is not known is refused
 * with the nearest one that is, a missing one by name.
 */
final class Rows {
  private static final long MAX_BYTES = 64L << 20;

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
              .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private Rows() {}

  /**
   * Reads a file.
   *
   * @param file ends in {@code .csv}, {@code .yaml} or {@code .yml}
   * @param required keys that every row must have
   * @param optional keys that it may have
   * @return the rows in order
   * @throws Refusal naming the file, the line or row, and what is wrong with it
   */
  static List<Row> read(Path file, Set<String> required, Set<String> optional) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    List<Row> rows;
    if (name.endsWith(".csv")) {
      rows = csv(file, required, optional);
    } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      rows = yaml(file);
    } else {
      throw Refusal.usage("%s: a reference file ends in .csv, .yaml or .yml".formatted(file));
    }
    for (Row row : rows) {
      check(row, required, optional);
    }
    return rows;
  }

  private static void check(Row row, Set<String> required, Set<String> optional) {
    for (String key : row.keys()) {
      if (!required.contains(key) && !optional.contains(key)) {
        throw unknown(row.where(), key, required, optional);
      }
    }
    for (String key : required) {
      if (row.text(key).isEmpty()) {
        throw Refusal.data("%s: %s is missing".formatted(row.where(), key));
      }
    }
  }

  private static Refusal unknown(
      String where, String key, Set<String> required, Set<String> optional) {
    List<String> known = new ArrayList<>(required);
    known.addAll(optional);
    known.sort(null);
    return Refusal.data(
        "%s: unknown key %s; the nearest known one is %s"
            .formatted(where, key, NearestWord.to(key, known)));
  }

  /** Lines of a text file of bounded size, a byte order mark removed. */
  static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw Refusal.data("%s is larger than %d bytes".formatted(file, MAX_BYTES));
      }
      String text = Files.readString(file);
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    } catch (NoSuchFileException e) {
      throw Refusal.usage("no such file: " + file);
    } catch (CharacterCodingException e) {
      throw Refusal.data("%s is not UTF-8 text".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> csv(Path file, Set<String> required, Set<String> optional) {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw Refusal.data("%s is empty; it needs a header line".formatted(file));
    }
    List<String> header = fields(lines.getFirst(), file + ":1");
    for (String key : header) {
      if (!required.contains(key) && !optional.contains(key)) {
        throw unknown(file + ":1", key, required, optional);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String where = file + ":" + (i + 1);
      List<String> fields = fields(lines.get(i), where);
      if (fields.size() != header.size()) {
        throw Refusal.data(
            "%s: %d fields under a header of %d".formatted(where, fields.size(), header.size()));
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (int f = 0; f < fields.size(); f++) {
        if (values.put(header.get(f), fields.get(f)) != null) {
          throw Refusal.data("%s:1: %s is there twice".formatted(file, header.get(f)));
        }
      }
      rows.add(new Row(where, values));
    }
    return rows;
  }

  /** Fields of one CSV line, outer spaces removed. */
  static List<String> fields(String line, String where) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw Refusal.data("%s: a quote is not closed".formatted(where));
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private static List<Row> yaml(Path file) {
    JsonNode tree;
    try {
      tree = YAML.readTree(String.join("\n", lines(file)));
    } catch (JsonProcessingException e) {
      throw Refusal.data(
          "%s:%d is not valid YAML: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    }
    if (tree == null || !tree.isArray()) {
      throw Refusal.data("%s is not a YAML list of mappings".formatted(file));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < tree.size(); i++) {
      String where = "%s row %d".formatted(file, i + 1);
      if (!(tree.get(i) instanceof ObjectNode mapping)) {
        throw Refusal.data("%s is not a mapping".formatted(where));
      }
      Map<String, String> values = new LinkedHashMap<>();
      mapping
          .properties()
          .forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
              throw Refusal.data("%s: %s must be a single value".formatted(where, entry.getKey()));
            }
            values.put(entry.getKey(), entry.getValue().isNull() ? "" : entry.getValue().asText());
          });
      rows.add(new Row(where, values));
    }
    return rows;
  }
}
