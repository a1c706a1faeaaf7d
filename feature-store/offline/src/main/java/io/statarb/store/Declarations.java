package io.statarb.store;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.features.FeatureService;
import java.util.List;
import java.util.function.Function;

/**
 * All that is declared: the words of a repo file, those of the code among them.
 *
 * @param entities what features are of
 * @param views where they come from
 * @param services which of them a model needs
 */
public record Declarations(
    List<Entity> entities, List<FeatureView> views, List<StoreService> services) {
  /** Copies the lists and checks that every word that is used is declared once. */
  public Declarations {
    entities = List.copyOf(entities);
    views = List.copyOf(views);
    services = List.copyOf(services);
    Names.distinct("entity", entities.stream().map(Entity::name).toList());
    Names.distinct("view", views.stream().map(FeatureView::name).toList());
    Names.distinct("service", services.stream().map(StoreService::name).toList());
    for (FeatureView view : views) {
      find("view %s: entity".formatted(view.name()), view.entity(), entities, Entity::name);
    }
    for (StoreService service : services) {
      for (ServiceColumn column : service.features()) {
        String where = "service %s: ".formatted(service.name());
        FeatureView view = find(where + "view", column.view(), views, FeatureView::name);
        find(
            where + "field of view " + view.name(), column.field(), view.fields(), ViewField::name);
      }
    }
  }

  /** Nothing. */
  public static Declarations none() {
    return new Declarations(List.of(), List.of(), List.of());
  }

  /**
   * The view of a name.
   *
   * @throws Refusal if there is none
   */
  public FeatureView view(String name) {
    return asked("view", name, views, FeatureView::name);
  }

  /**
   * The service of a name.
   *
   * @throws Refusal if there is none
   */
  public StoreService service(String name) {
    return asked("service", name, services, StoreService::name);
  }

  /** The entity that a view is of. */
  public Entity entityOf(FeatureView view) {
    return find("entity", view.entity(), entities, Entity::name);
  }

  /** The part that a service needs. */
  public Declarations only(StoreService service) {
    List<FeatureView> used = service.views().stream().map(this::view).toList();
    return new Declarations(
        used.stream().map(this::entityOf).distinct().toList(), used, List.of(service));
  }

  /**
   * Sha256 over what a model sees of a service: per column in order its name, the view, what the
   * values mean (name, type, unit, formula version), whose they are, and how old they may be. The
   * services of the kernels keep the hash that bundles carry.
   */
  public String schemaHash(StoreService service) {
    FeatureService code = BuiltIns.service(service.name());
    if (code != null) {
      return code.schemaHash();
    }
    StringBuilder text = new StringBuilder(service.name()).append('\n');
    for (ServiceColumn column : service.features()) {
      FeatureView view = view(column.view());
      ViewField field = find("field", column.field(), view.fields(), ViewField::name);
      Entity entity = entityOf(view);
      text.append(
          "%s\t%s\t%s\t%s\t%s\t%d\n"
              .formatted(
                  column.name(),
                  view.name(),
                  field.meaning(),
                  entity.key(),
                  entity.type().word(),
                  view.ttl() == null ? -1 : Durations.ns(view.ttl())));
    }
    return Sha256.ofText(text.toString());
  }

  private static <T> T asked(String what, String name, List<T> all, Function<T, String> nameOf) {
    try {
      return find(what, name, all, nameOf);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T find(String what, String name, List<T> all, Function<T, String> nameOf) {
    return all.stream()
        .filter(each -> nameOf.apply(each).equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = all.stream().map(nameOf).toList();
          return new IllegalArgumentException(
              names.isEmpty()
                  ? "%s %s is not declared; none is".formatted(what, name)
                  : "%s %s is not declared; the nearest is %s"
                      .formatted(what, name, NearestWord.to(name, names)));
        });
  }
}
