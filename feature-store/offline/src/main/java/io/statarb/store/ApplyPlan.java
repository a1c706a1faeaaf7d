package io.statarb.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What applying a repo file would do to a store, item by item and field by field.
 *
 * @param changes entities, then views, then services, those that do not change among them
 * @param broken one sentence for each registered bundle whose service would no longer be the one
 *     that it was trained with
 */
public record ApplyPlan(List<Change> changes, List<String> broken) {
  private static final int SHORT_HASH = 12;

  /** Copies the lists. */
  public ApplyPlan {
    changes = List.copyOf(changes);
    broken = List.copyOf(broken);
  }

  /** Compares what is declared with what was applied. */
  public static ApplyPlan of(StoreRegistry applied, Declarations now, List<BundleUse> uses) {
    Declarations before = applied.declarations();
    List<Change> changes = new ArrayList<>();
    changes.addAll(
        changes("entity", before.entities(), now.entities(), Entity::name, _ -> "", _ -> ""));
    changes.addAll(
        changes(
            "view",
            before.views(),
            now.views(),
            FeatureView::name,
            view -> view.layout(before.entityOf(view)),
            view -> view.layout(now.entityOf(view))));
    changes.addAll(
        changes(
            "service",
            before.services(),
            now.services(),
            StoreService::name,
            service -> applied.schemaHashes().getOrDefault(service.name(), ""),
            now::schemaHash));
    return new ApplyPlan(changes, broken(changes, uses));
  }

  /** How many there are of each action. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Change.Action action : Change.Action.values()) {
      counts.put(action.toString(), changes.stream().filter(c -> c.action() == action).count());
    }
    return counts;
  }

  /**
   * Writes the registry that the plan leads to, whole or not at all.
   *
   * @param confirmed whether breaking what registered bundles use was confirmed
   * @throws Refusal if it would break one and that was not confirmed
   */
  public static ApplyPlan apply(
      StoreFolder store, StoreRegistry next, List<BundleUse> uses, boolean confirmed) {
    try (StoreFolder.Lock _ = store.lock()) {
      AtomicFiles.removeLeftovers(store.registry());
      StoreRegistry applied = StoreRegistry.readOrEmpty(store);
      ApplyPlan plan = of(applied, next.declarations(), uses);
      if (!plan.broken().isEmpty() && !confirmed) {
        throw Refusal.data(plan.broken());
      }
      if (!next.equals(applied)) {
        next.write(store);
      }
      return plan;
    }
  }

  private static List<String> broken(List<Change> changes, List<BundleUse> uses) {
    List<String> broken = new ArrayList<>();
    for (BundleUse use : uses) {
      for (Change change : changes) {
        boolean same = change.kind().equals("service") && change.name().equals(use.service());
        // What did not fit before this change is not broken by it.
        if (same
            && change.before().equals(use.schemaHash())
            && !change.after().equals(use.schemaHash())) {
          broken.add(
              "service %s is used by the registered bundle %s with schema hash %s and would %s; --confirm-breaking does it all the same"
                  .formatted(
                      use.service(),
                      shortened(use.bundle()),
                      shortened(use.schemaHash()),
                      change.after().isEmpty()
                          ? "be removed"
                          : "have " + shortened(change.after())));
        }
      }
    }
    return broken;
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
  }

  private static <T> List<Change> changes(
      String kind,
      List<T> before,
      List<T> now,
      Function<T, String> name,
      Function<T, String> hashBefore,
      Function<T, String> hashNow) {
    Map<String, T> old = byName(before, name);
    Map<String, T> young = byName(now, name);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(young.keySet());
    List<Change> changes = new ArrayList<>();
    for (String each : names) {
      T was = old.get(each);
      T is = young.get(each);
      String beforeHash = was == null ? "" : hashBefore.apply(was);
      String afterHash = is == null ? "" : hashNow.apply(is);
      changes.add(change(kind, each, flat(was), flat(is), beforeHash, afterHash));
    }
    return changes;
  }

  private static Change change(
      String kind,
      String name,
      Map<String, String> was,
      Map<String, String> is,
      String before,
      String after) {
    List<String> details = differences(was, is);
    Change.Action action;
    if (was.isEmpty()) {
      action = Change.Action.ADDED;
    } else if (is.isEmpty()) {
      action = Change.Action.REMOVED;
    } else if (details.isEmpty() && before.equals(after)) {
      action = Change.Action.UNCHANGED;
    } else {
      action = Change.Action.CHANGED;
    }
    return new Change(kind, name, action, details, before, after);
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    Map<String, T> map = new LinkedHashMap<>();
    all.forEach(each -> map.put(name.apply(each), each));
    return map;
  }

  private static List<String> differences(Map<String, String> was, Map<String, String> is) {
    Set<String> keys = new TreeSet<>(was.keySet());
    keys.addAll(is.keySet());
    List<String> details = new ArrayList<>();
    for (String key : keys) {
      String old = was.get(key);
      String young = is.get(key);
      if (old == null) {
        details.add("+ %s: %s".formatted(key, young));
      } else if (young == null) {
        details.add("- %s: %s".formatted(key, old));
      } else if (!old.equals(young)) {
        details.add("~ %s: %s -> %s".formatted(key, old, young));
      }
    }
    return details;
  }

  /** A declaration as key and value; of a list of fields one key a field. */
  private static Map<String, String> flat(@org.jspecify.annotations.Nullable Object declared) {
    Map<String, String> flat = new LinkedHashMap<>();
    if (declared != null) {
      flatten("", Json.mapper().valueToTree(declared), flat);
    }
    return flat;
  }

  private static void flatten(String key, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry ->
              flatten(
                  key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(),
                  entry.getValue(),
                  flat));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode item = node.get(i);
        String name = item.isObject() ? item.path("name").asText() : Integer.toString(i + 1);
        flatten(key + "." + name, item, flat);
      }
    } else if (!node.isNull()) {
      flat.put(key, node.asText());
    }
  }
}
