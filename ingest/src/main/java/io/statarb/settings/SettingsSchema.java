package io.statarb.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What keys the records of {@link Strategy} know; names the nearest known key for one that they do
 * not.
 */
final class SettingsSchema {
  private SettingsSchema() {}

  /** Refuses keys that no record knows and keys that are missing. */
  static void check(ObjectNode tree, String source) {
    checkRecord(tree, Strategy.class, "", source);
  }

  private static void checkRecord(JsonNode node, Class<?> type, String path, String source) {
    if (!(node instanceof ObjectNode object)) {
      throw Refusal.usage("%s: %s must be a mapping".formatted(source, path));
    }
    Map<String, Type> known = components(type);
    object
        .properties()
        .forEach(entry -> {
          Type child = known.get(entry.getKey());
          if (child == null) {
            throw Refusal.usage(
                "%s: unknown key %s; the nearest known one is %s"
                    .formatted(
                        source,
                        path + entry.getKey(),
                        path + nearest(entry.getKey(), known.keySet())));
          }
          checkValue(entry.getValue(), child, path + entry.getKey(), source);
        });
    for (String key : known.keySet()) {
      if (!object.has(key) || object.get(key).isNull()) {
        throw Refusal.usage("%s: key %s is missing".formatted(source, path + key));
      }
    }
  }

  private static void checkValue(JsonNode value, Type type, String path, String source) {
    if (type instanceof Class<?> c && c.isRecord()) {
      checkRecord(value, c, path + ".", source);
    } else if (type instanceof ParameterizedType p && p.getRawType() == SortedMap.class) {
      if (!(value instanceof ObjectNode map)) {
        throw Refusal.usage("%s: %s must be a mapping".formatted(source, path));
      }
      Type element = p.getActualTypeArguments()[1];
      map.properties()
          .forEach(e -> checkValue(e.getValue(), element, path + "." + e.getKey(), source));
    } else if (type instanceof ParameterizedType p) {
      if (!value.isArray()) {
        throw Refusal.usage("%s: %s must be a list".formatted(source, path));
      }
      Type element = p.getActualTypeArguments()[0];
      for (int i = 0; i < value.size(); i++) {
        checkValue(value.get(i), element, path + "[" + i + "]", source);
      }
    }
  }

  private static Map<String, Type> components(Class<?> type) {
    Map<String, Type> known = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(
          PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()),
          component.getGenericType());
    }
    return known;
  }

  /** Dotted keys of all values that are no mapping. */
  static List<String> leafKeys(ObjectNode tree) {
    List<String> keys = new ArrayList<>();
    collect(tree, "", keys);
    return keys;
  }

  private static void collect(ObjectNode node, String path, List<String> keys) {
    node.properties()
        .forEach(entry -> {
          if (entry.getValue() instanceof ObjectNode child) {
            collect(child, path + entry.getKey() + ".", keys);
          } else {
            keys.add(path + entry.getKey());
          }
        });
  }

  /** The candidate with the smallest edit distance; the first of equals. */
  static String nearest(String word, Collection<String> candidates) {
    return NearestWord.to(word, candidates);
  }

  /** What Jackson found wrong, with the dotted key. */
  static String sentence(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping) {
      String key =
          mapping.getPath().stream()
              .map(r ->
                  r.getFieldName() == null
                      ? "[" + r.getIndex() + "]"
                      : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(
                          r.getFieldName()))
              .collect(Collectors.joining("."));
      return "key %s has a value of the wrong kind: %s"
          .formatted(key, e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    return e.getOriginalMessage();
  }
}
