package io.statarb.store;

import java.util.List;

/**
 * The columns that one version of a model needs, in order.
 *
 * @param name of the service
 * @param features its columns
 */
public record StoreService(String name, List<ServiceColumn> features) {
  /** Checks that there are columns, each once. */
  public StoreService {
    features = List.copyOf(features);
    Names.check("service", name);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("service without features: service=" + name);
    }
    Names.distinct(
        "service %s: column (rename one with `view:field as name`)".formatted(name),
        features.stream().map(ServiceColumn::name).toList());
  }

  /** Names of the views it takes columns of, each once, in order. */
  List<String> views() {
    return features.stream().map(ServiceColumn::view).distinct().toList();
  }
}
