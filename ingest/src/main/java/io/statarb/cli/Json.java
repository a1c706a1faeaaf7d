package io.statarb.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one JSON form of the project: snake_case, properties and map keys sorted, unknown properties
 * refused. Equal values give equal bytes, so that JSON can be hashed.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          // 2.5 dates are a mistake, not 2.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /** The shared mapper; do not reconfigure it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** One line of canonical JSON, UTF-8. */
  public static byte[] canonical(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** One line of canonical JSON. */
  public static String text(Object value) {
    try {
      // Records keep their declaration order unless they go through a tree of sorted maps.
      return MAPPER.writeValueAsString(MAPPER.treeToValue(MAPPER.valueToTree(value), Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Invariant: value cannot be written as JSON: type=" + value.getClass(), e);
    }
  }

  /** The same, indented for people, with a line end. */
  public static String pretty(Object value) {
    try {
      return MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(MAPPER.treeToValue(MAPPER.valueToTree(value), Object.class))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Invariant: value cannot be written as JSON: type=" + value.getClass(), e);
    }
  }

  /**
   * Reads a JSON file into a type.
   *
   * @throws Refusal when the file is missing or does not hold such a value
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException e) {
      throw Refusal.data(
          "%s is not a %s: %s".formatted(file, type.getSimpleName(), e.getOriginalMessage()));
    } catch (java.nio.file.NoSuchFileException e) {
      throw Refusal.data("%s is missing; the stage that writes it has not run".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a JSON file as a tree. */
  public static JsonNode read(Path file) {
    return read(file, JsonNode.class);
  }
}
