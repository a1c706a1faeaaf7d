package io.statarb.store;

import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentServices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The services that the kernels compute, as views and services that nobody has to declare. */
public final class BuiltIns {
  private static final Entity INSTRUMENT = new Entity("instrument", "instrument", FieldType.TEXT);
  private static final Entity PAIR = new Entity("pair", "pair", FieldType.TEXT);
  private static final Entity BASKET = new Entity("basket", "basket", FieldType.TEXT);

  private BuiltIns() {}

  /** All services of the kernels. */
  public static List<FeatureService> services() {
    return Stream.concat(
            FeatureService.known().stream().map(FeatureService::named),
            InstrumentServices.known().stream().map(InstrumentServices::named))
        .toList();
  }

  /** The service of the kernels of a name, or null. */
  static @Nullable FeatureService service(String name) {
    return services().stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }

  /** The fields that the kernels compute for a service. */
  static List<ViewField> fields(FeatureService service) {
    return service.fields().stream().map(BuiltIns::field).toList();
  }

  private static ViewField field(FeatureField field) {
    return new ViewField(
        field.name(),
        FieldType.DOUBLE,
        field.unit(),
        null,
        null,
        null,
        field.formula(),
        field.formulaVersion());
  }

  /**
   * Adds what the code defines to what a file declares: the usual entities, and for each service of
   * the kernels its view, unless a declared view holds its rows, and the service itself.
   */
  static Declarations complete(
      List<Entity> entities, List<FeatureView> views, List<StoreService> services) {
    List<Entity> allEntities = new ArrayList<>(entities);
    for (Entity usual : List.of(INSTRUMENT, PAIR, BASKET)) {
      if (entities.stream().noneMatch(e -> e.name().equals(usual.name()))) {
        allEntities.add(usual);
      }
    }
    List<FeatureView> allViews = new ArrayList<>(views);
    List<StoreService> allServices = new ArrayList<>(services);
    for (FeatureService code : services()) {
      if (services.stream().anyMatch(s -> s.name().equals(code.name()))) {
        throw new IllegalArgumentException(
            "service %s is one of the code and cannot be declared".formatted(code.name()));
      }
      FeatureView view = viewOf(code, views);
      if (!allViews.contains(view)) {
        allViews.add(view);
      }
      allServices.add(
          new StoreService(
              code.name(),
              code.names().stream().map(f -> new ServiceColumn(view.name(), f, f)).toList()));
    }
    return new Declarations(allEntities, allViews, allServices);
  }

  private static FeatureView viewOf(FeatureService code, List<FeatureView> views) {
    List<FeatureView> holding =
        views.stream().filter(v -> code.name().equals(v.kernels())).toList();
    if (holding.size() > 1) {
      throw new IllegalArgumentException(
          "views %s and %s both hold the rows of %s"
              .formatted(holding.get(0).name(), holding.get(1).name(), code.name()));
    }
    return holding.isEmpty()
        ? new FeatureView(
            code.name(), entity(code), null, null, null, null, code.name(), fields(code))
        : holding.getFirst();
  }

  private static String entity(FeatureService code) {
    if (InstrumentServices.known().contains(code.name())) {
      return INSTRUMENT.name();
    }
    return code.name().startsWith("basket") ? BASKET.name() : PAIR.name();
  }
}
