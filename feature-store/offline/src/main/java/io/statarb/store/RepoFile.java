package io.statarb.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.statarb.cli.Json;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.features.FeatureService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@code features.yaml}: reads it and refuses what it does not know, naming the nearest key.
 *
 * @param file the file
 * @param sha256 digest of its bytes
 * @param declarations what it declares, with what the code defines
 */
public record RepoFile(Path file, String sha256, Declarations declarations) {
  /** Larger files are no declarations. */
  private static final long MAX_BYTES = 1 << 20;

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /** The top of the file. */
  private record Content(
      List<Entity> entities, List<FeatureView> views, List<StoreService> services) {}

  /**
   * Reads a file.
   *
   * @throws Refusal naming the file, the key and the fact
   */
  public static RepoFile read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw Refusal.usage("--repo: no such file, or larger than 1 MB: " + file);
      }
      byte[] bytes = Files.readAllBytes(file);
      return new RepoFile(file, Sha256.ofBytes(bytes), declarations(file, mapping(file, bytes)));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw Refusal.usage(
          "%s line %d is not valid YAML: %s"
              .formatted(file, line, e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw Refusal.usage("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static ObjectNode mapping(Path file, byte[] bytes) throws IOException {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(bytes)) {
      JsonNode first = documents.hasNextValue() ? documents.nextValue() : null;
      if (!(first instanceof ObjectNode root)) {
        throw Refusal.usage("%s is not a YAML mapping".formatted(file));
      }
      if (documents.hasNextValue()) {
        throw Refusal.usage(
            "%s holds a second YAML document, behind ---; declare all in one".formatted(file));
      }
      return root;
    }
  }

  private static Declarations declarations(Path file, ObjectNode root) {
    for (String list : List.of("entities", "views", "services")) {
      if (!root.hasNonNull(list)) {
        root.putArray(list);
      }
    }
    require(file, root.get("entities"), "entities", List.of("name", "key", "type"));
    require(file, root.get("services"), "services", List.of("name", "features"));
    require(file, root.get("views"), "views", List.of("name", "entity"));
    for (JsonNode view : root.get("views")) {
      view(file, (ObjectNode) view);
    }
    try {
      Content content = Json.mapper().treeToValue(root, Content.class);
      return BuiltIns.complete(content.entities(), content.views(), content.services());
    } catch (UnrecognizedPropertyException e) {
      List<String> known =
          e.getKnownPropertyIds() == null
              ? List.of()
              : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
      throw Refusal.usage(
          "%s: unknown key %s; the nearest known one is %s"
              .formatted(file, path(e), NearestWord.to(e.getPropertyName(), known)));
    } catch (MismatchedInputException e) {
      throw Refusal.usage("%s: %s must be %s".formatted(file, path(e), wanted(e.getTargetType())));
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause();
      String fact = cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
      throw Refusal.usage(
          "%s: %s: %s".formatted(file, path(e), fact.lines().findFirst().orElse("")));
    } catch (JsonProcessingException e) {
      throw Refusal.usage("%s: %s".formatted(file, e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("%s: %s".formatted(file, e.getMessage()));
    }
  }

  private static void view(Path file, ObjectNode view) {
    String where = "view " + view.path("name").asText();
    JsonNode source = view.get("source");
    if (source instanceof ObjectNode) {
      requireIn(file, source, where + ": source", List.of("format", "path", "event_time"));
    }
    if (view.hasNonNull("kernels")) {
      kernelFields(file, view, where);
      return;
    }
    if (source == null || !view.path("fields").isArray() || view.path("fields").isEmpty()) {
      throw Refusal.usage(
          "%s: %s needs a source and fields, or kernels whose rows it holds"
              .formatted(file, where));
    }
    require(file, view.get("fields"), where + ": fields", List.of("name", "type", "unit"));
  }

  private static void kernelFields(Path file, ObjectNode view, String where) {
    String kernels = view.get("kernels").asText();
    FeatureService code = BuiltIns.service(kernels);
    if (code == null || view.has("fields")) {
      throw Refusal.usage(
          "%s: %s: kernels must be one of %s, which tell its fields: %s"
              .formatted(
                  file,
                  where,
                  BuiltIns.services().stream().map(FeatureService::name).toList(),
                  kernels));
    }
    view.set("fields", Json.mapper().valueToTree(BuiltIns.fields(code)));
  }

  private static void require(Path file, JsonNode list, String where, List<String> keys) {
    if (!list.isArray()) {
      throw Refusal.usage("%s: %s must be a list".formatted(file, where));
    }
    for (int i = 0; i < list.size(); i++) {
      requireIn(file, list.get(i), "%s[%d]".formatted(where, i), keys);
    }
  }

  private static void requireIn(Path file, JsonNode node, String where, List<String> keys) {
    if (!node.isObject()) {
      throw Refusal.usage("%s: %s must be a mapping".formatted(file, where));
    }
    for (String key : keys) {
      if (!node.hasNonNull(key)) {
        throw Refusal.usage("%s: %s: key %s is missing".formatted(file, where, key));
      }
    }
  }

  /** What a value of a type is called in a file. */
  private static String wanted(@Nullable Class<?> type) {
    if (type == null || type == String.class) {
      return "text";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> Json.mapper().convertValue(constant, String.class))
              .collect(Collectors.joining(", "));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a mapping";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
