package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.store.Declarations;
import io.statarb.store.FeatureView;
import io.statarb.store.StoreFolder;
import io.statarb.store.StoreRegistry;
import io.statarb.store.ViewField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One feature, view or service in full. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = {
      "Say formula, unit, source, warm-up and missing-value policy of a feature.",
      "Takes the name of a feature of the kernels or of a service. With --store: fields, types, units, source, ttl and entity of a view of a store, of a service, or of",
      "a field of either. With --markdown: the table of docs/features.md."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features describe ofi_10s",
      "  statarb features describe daily_bar --store store --json",
      "  statarb features describe --markdown > docs/features.md"
    })
public final class FeatureDescribeCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Name of a feature, a service, or a view of the store")
  private @Nullable String name;

  @Option(names = "--store", paramLabel = "DIR", description = "Look in this store as well")
  private @Nullable Path store;

  @Option(names = "--markdown", description = "Print all features of the kernels as a table")
  private boolean markdown;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() {
    if (markdown) {
      System.out.print(FeatureCatalogue.markdown(FeatureCatalogue.services(name)));
      return ExitCode.OK;
    }
    if (name == null) {
      throw Refusal.usage("name a feature, a service or a view; `statarb features list` names all");
    }
    List<Map<String, Object>> found = new ArrayList<>(ofStore(name));
    if (found.isEmpty()) {
      found.addAll(ofKernels(name));
    }
    if (found.isEmpty()) {
      throw Refusal.usage(
          "no such feature: name=%s, the nearest is %s; `statarb features list` names all"
              .formatted(name, NearestWord.to(name, names())));
    }
    if (json) {
      System.out.println(Json.text(Map.of("features", found)));
    } else {
      found.forEach(each -> System.out.print(Json.pretty(each)));
    }
    return ExitCode.OK;
  }

  private static List<Map<String, Object>> ofKernels(String name) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (FeatureService service : FeatureCatalogue.services(null)) {
      for (FeatureField field : service.fields()) {
        if (field.name().equals(name) || service.name().equals(name)) {
          found.add(FeatureCatalogue.map(service, field));
        }
      }
    }
    return found;
  }

  private Declarations declarations() {
    return store == null
        ? Declarations.none()
        : StoreRegistry.read(new StoreFolder(store)).declarations();
  }

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (FeatureService service : FeatureCatalogue.services(null)) {
      names.add(service.name());
      names.addAll(service.names());
    }
    for (FeatureView view : declarations().views()) {
      names.add(view.name());
      view.fields().forEach(f -> names.add(f.name()));
    }
    return names;
  }

  /** Fields of the store's declared views: all of a view or service, or those of this name. */
  private List<Map<String, Object>> ofStore(String wanted) {
    Declarations declarations = declarations();
    List<String> views =
        declarations.services().stream()
            .filter(s -> s.name().equals(wanted))
            .flatMap(s -> s.features().stream())
            .map(c -> c.view() + ":" + c.field())
            .toList();
    return declarations.views().stream()
        .filter(view -> view.source() != null)
        .flatMap(view ->
            view.fields().stream()
                .filter(field ->
                    Stream.of(view.name(), field.name(), view.name() + ":" + field.name())
                            .anyMatch(wanted::equals)
                        || views.contains(view.name() + ":" + field.name()))
                .map(field -> map(declarations, view, field)))
        .toList();
  }

  private static Map<String, Object> map(
      Declarations declarations, FeatureView view, ViewField field) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("view", view.name());
    map.put("name", field.name());
    map.put("type", field.type());
    map.put("unit", field.unit());
    map.put("description", field.description());
    map.put("min", field.min());
    map.put("max", field.max());
    map.put("entity", declarations.entityOf(view));
    map.put("ttl", view.ttl());
    map.put("source", view.source());
    map.put(
        "services",
        declarations.services().stream()
            .filter(s ->
                s.features().stream()
                    .anyMatch(c -> c.view().equals(view.name()) && c.field().equals(field.name())))
            .map(s -> s.name() + " " + declarations.schemaHash(s))
            .toList());
    return map;
  }
}
