package io.statarb.leaks;

import io.statarb.store.Declarations;
import io.statarb.store.FeatureView;
import io.statarb.store.ServiceColumn;
import io.statarb.store.StoreService;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Views beside those of a service that show too much of the first one's facts: corrections before
 * they are known, and each fact at the time of the one before. A probe that does not find them is
 * blind.
 *
 * @param original the first view of the service
 */
record PlantedViews(FeatureView original) {
  private static final String IGNORING = "planted_ignoring_knowledge";
  private static final String EARLY = "planted_one_tick_early";

  List<ServiceColumn> columns() {
    String field = original.fields().getFirst().name();
    return List.of(
        new ServiceColumn(IGNORING, field, IGNORING + "-" + field),
        new ServiceColumn(EARLY, field, EARLY + "-" + field));
  }

  /** Declarations with these views and one service that has their columns too. */
  Declarations beside(Declarations declarations, StoreService service) {
    List<FeatureView> views = new ArrayList<>(declarations.views());
    views.add(named(IGNORING));
    views.add(named(EARLY));
    List<ServiceColumn> all = new ArrayList<>(service.features());
    all.addAll(columns());
    return new Declarations(
        declarations.entities(), views, List.of(new StoreService(service.name(), all)));
  }

  private FeatureView named(String name) {
    return new FeatureView(
        name, original.entity(), null, original.ttl(), null, null, null, original.fields());
  }

  /** Whether a view is planted. */
  static boolean isPlanted(FeatureView view) {
    return view.name().equals(IGNORING) || view.name().equals(EARLY);
  }

  /** Facts as a view shows them: one that is not planted shows them as they are. */
  static Dataset<Row> shown(FeatureView view, Dataset<Row> facts) {
    return switch (view.name()) {
      case IGNORING -> ProbeFacts.ignoringKnowledge(facts);
      case EARLY -> ProbeFacts.oneTickEarly(facts);
      default -> facts;
    };
  }
}
