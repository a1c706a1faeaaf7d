package io.statarb.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads settings: defaults, then the strategy file, then {@code STATARB_...}, then {@code --set
 * key=value}.
 */
public final class Settings {
  /** Environment variables that steer the launcher and are no settings. */
  private static final List<String> LAUNCHER_VARIABLES =
      List.of(
          "STATARB_HOME",
          "STATARB_COMMIT",
          "STATARB_JAVA_OPTS",
          "STATARB_NATIVE",
          "STATARB_NO_BUILD",
          "STATARB_RUNS");

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private Settings() {}

  /**
   * Settings in force.
   *
   * @param strategy the records
   * @param canonicalJson the same as canonical JSON, one line
   * @param sha256 sha256 of {@code canonicalJson} in UTF-8, hex
   */
  public record Effective(Strategy strategy, String canonicalJson, String sha256) {}

  /**
   * Loads and validates.
   *
   * @param yaml strategy file, or null for the defaults alone
   * @param env environment; only names that start with {@code STATARB_} count
   * @param sets {@code key=value} with dotted keys; values are YAML
   * @throws Refusal naming the file and key of what is wrong
   */
  public static Effective load(@Nullable Path yaml, Map<String, String> env, List<String> sets) {
    ObjectNode tree = defaults();
    if (yaml != null) {
      overlay(tree, readYaml(yaml), yaml.getFileName().toString());
    }
    nameUnstated(tree);
    applyEnvironment(tree, env);
    applySets(tree, sets);
    return effective(tree, yaml == null ? "defaults" : yaml.getFileName().toString());
  }

  /**
   * Puts {@code key=value} settings over settings in force.
   *
   * @param base settings to start from
   * @param sets {@code key=value} with dotted keys
   */
  public static Effective with(Effective base, List<String> sets) {
    return with(base, Map.of(), sets);
  }

  /**
   * Puts the environment and {@code key=value} settings over settings in force, in this order.
   *
   * @param base settings to start from
   * @param env environment; only names that start with {@code STATARB_} count
   * @param sets {@code key=value} with dotted keys
   */
  public static Effective with(Effective base, Map<String, String> env, List<String> sets) {
    try {
      ObjectNode tree = (ObjectNode) Json.mapper().readTree(base.canonicalJson());
      applyEnvironment(tree, env);
      applySets(tree, sets);
      return effective(tree, base.strategy().name());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Invariant: canonical settings are JSON", e);
    }
  }

  /** Reads settings back from canonical JSON. */
  public static Effective parse(String canonicalJson) {
    try {
      if (Json.mapper().readTree(canonicalJson) instanceof ObjectNode object) {
        return effective(object, "settings");
      }
      throw Refusal.data("the settings are not a JSON object");
    } catch (JsonProcessingException e) {
      throw Refusal.data("the settings are not JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * Settings in force with the instruments and pairs that a screen has found.
   *
   * @param base settings to start from
   * @param instruments symbols by name
   * @param pairs the pairs
   */
  public static Effective with(
      Effective base,
      SortedMap<String, Strategy.InstrumentSettings> instruments,
      List<Strategy.PairSettings> pairs) {
    ObjectNode tree = Json.mapper().valueToTree(base.strategy());
    tree.set("instruments", Json.mapper().valueToTree(instruments));
    tree.set("pairs", Json.mapper().valueToTree(pairs));
    return effective(tree, base.strategy().name());
  }

  /** The instruments of a strategy, numbered by name. */
  public static Universe universe(Strategy strategy) {
    TreeMap<String, Instrument> byName = new TreeMap<>();
    strategy
        .instruments()
        .forEach((symbol, s) -> {
          for (String venue : s.venues()) {
            byName.put(symbol + "." + venue, instrument(0, symbol, venue, s));
          }
        });
    List<Instrument> list = new ArrayList<>();
    byName.forEach((name, i) ->
        list.add(
            instrument(
                list.size(), i.symbol(), i.venue(), strategy.instruments().get(i.symbol()))));
    return new Universe(list);
  }

  private static Instrument instrument(
      int id, String symbol, String venue, Strategy.@Nullable InstrumentSettings s) {
    if (s == null) {
      throw new IllegalStateException("Invariant: symbol has settings: symbol=" + symbol);
    }
    try {
      long tickE9 = new BigDecimal(s.tick()).movePointRight(9).longValueExact();
      return new Instrument(id, symbol, venue, s.securityType(), tickE9, s.lot(), s.currency());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw Refusal.usage(
          "instruments.%s: tick and lot do not fit: tick=%s lot=%d (%s)"
              .formatted(symbol, s.tick(), s.lot(), e.getMessage()));
    }
  }

  private static ObjectNode defaults() {
    try (InputStream in = Settings.class.getResourceAsStream("defaults.yaml")) {
      if (in == null) {
        throw new IllegalStateException("Invariant: defaults.yaml is on the class path");
      }
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a venue or an instrument need not state; the key is there all the same, to be set. */
  private static void nameUnstated(ObjectNode tree) {
    for (JsonNode venue : tree.path("venues")) {
      unstated(venue, "utc_offset", TextNode.valueOf(""));
      unstated(venue, "half_spread_bps", IntNode.valueOf(0));
      unstated(venue, "fills_at_open", BooleanNode.FALSE);
    }
    for (JsonNode instrument : tree.path("instruments")) {
      unstated(instrument, "sector", TextNode.valueOf(""));
    }
    unstated(tree.path("screen").path("instrument"), "sector", TextNode.valueOf(""));
  }

  private static void unstated(JsonNode node, String key, JsonNode value) {
    if (node instanceof ObjectNode settings && !settings.hasNonNull(key)) {
      settings.set(key, value);
    }
  }

  private static ObjectNode readYaml(Path file) {
    try {
      JsonNode tree = YAML.readTree(Files.readAllBytes(file));
      if (!(tree instanceof ObjectNode object)) {
        throw Refusal.usage("%s is not a YAML mapping".formatted(file));
      }
      return object;
    } catch (JsonProcessingException e) {
      throw Refusal.usage(
          "%s line %d is not valid YAML: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (java.nio.file.NoSuchFileException e) {
      throw Refusal.usage("no such strategy file: " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void overlay(ObjectNode base, ObjectNode over, String source) {
    over.properties()
        .forEach(entry -> {
          JsonNode old = base.get(entry.getKey());
          if (old instanceof ObjectNode oldObject
              && entry.getValue() instanceof ObjectNode newObject) {
            overlay(oldObject, newObject, source);
          } else {
            base.set(entry.getKey(), entry.getValue());
          }
        });
  }

  private static void applyEnvironment(ObjectNode tree, Map<String, String> env) {
    Map<String, String> keyOfVariable = new TreeMap<>();
    for (String key : SettingsSchema.leafKeys(tree)) {
      keyOfVariable.put("STATARB_" + key.replace('.', '_').toUpperCase(Locale.ROOT), key);
    }
    new TreeMap<>(env)
        .forEach((name, value) -> {
          if (!name.startsWith("STATARB_") || LAUNCHER_VARIABLES.contains(name)) {
            return;
          }
          String key = keyOfVariable.get(name);
          if (key == null) {
            throw Refusal.usage(
                "unknown setting in the environment: %s; the nearest known one is %s"
                    .formatted(name, SettingsSchema.nearest(name, keyOfVariable.keySet())));
          }
          put(tree, key, value, "environment " + name);
        });
  }

  private static void applySets(ObjectNode tree, List<String> sets) {
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        throw Refusal.usage("--set takes key=value: --set " + set);
      }
      put(tree, set.substring(0, equals).trim(), set.substring(equals + 1), "--set " + set);
    }
  }

  private static void put(ObjectNode tree, String key, String yamlValue, String source) {
    String[] parts = key.split("\\.", -1);
    ObjectNode node = tree;
    for (int i = 0; i < parts.length - 1; i++) {
      if (!(node.get(parts[i]) instanceof ObjectNode child)) {
        throw unknown(tree, key, source);
      }
      node = child;
    }
    String last = parts[parts.length - 1];
    if (!node.has(last)) {
      throw unknown(tree, key, source);
    }
    try {
      node.set(last, YAML.readTree(yamlValue.isEmpty() ? "\"\"" : yamlValue));
    } catch (JsonProcessingException e) {
      throw Refusal.usage("%s: the value is not valid YAML: %s".formatted(source, yamlValue));
    }
  }

  private static Refusal unknown(ObjectNode tree, String key, String source) {
    return Refusal.usage(
        "%s: unknown key %s; the nearest known one is %s"
            .formatted(source, key, SettingsSchema.nearest(key, SettingsSchema.leafKeys(tree))));
  }

  /** A pair may name one leg x without brackets and leave its hedge ratio to the fit. */
  private static void spellOutPairs(ObjectNode tree) {
    for (JsonNode node : tree.path("pairs")) {
      if (node instanceof ObjectNode pair) {
        if (pair.path("x") instanceof TextNode x) {
          pair.putArray("x").add(x);
        }
        if (!pair.has("hedge_ratios")) {
          pair.putArray("hedge_ratios");
        }
      }
    }
  }

  private static Effective effective(ObjectNode tree, String source) {
    spellOutPairs(tree);
    SettingsSchema.check(tree, source);
    Strategy strategy;
    try {
      strategy = Json.mapper().treeToValue(tree, Strategy.class);
    } catch (JsonProcessingException e) {
      throw Refusal.usage("%s: %s".formatted(source, SettingsSchema.sentence(e)));
    }
    StrategyCheck.check(strategy, source);
    String canonical = Json.text(strategy);
    return new Effective(strategy, canonical, sha256(canonical));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Invariant: every JDK has SHA-256", e);
    }
  }
}
