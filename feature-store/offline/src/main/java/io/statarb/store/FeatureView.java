package io.statarb.store;

import io.statarb.digest.Sha256;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Features that come together from one source.
 *
 * @param name of the view
 * @param entity name of the entity that they are of
 * @param source where facts come from; null for features of code that this store holds no rows of
 * @param ttl greatest age of a fact at the time it is asked for, e.g. {@code 10s}; null for any
 * @param partition {@code day}, {@code month} or {@code year} of a file; null for month
 * @param freshness greatest age of the newest fact that {@code validate} accepts; null for any
 * @param kernels service of the kernels that computes the fields; null for declared fields
 * @param fields its features in order
 */
public record FeatureView(
    String name,
    String entity,
    @Nullable ViewSource source,
    @Nullable String ttl,
    @Nullable String partition,
    @Nullable String freshness,
    @Nullable String kernels,
    List<ViewField> fields) {
  private static final List<String> PARTITIONS = List.of("day", "month", "year");

  /** Checks words, spans and that no field is there twice. */
  public FeatureView {
    fields = List.copyOf(fields);
    Names.check("view", name);
    Names.distinct("view %s: field".formatted(name), fields.stream().map(ViewField::name).toList());
    if (partition != null && !PARTITIONS.contains(partition)) {
      throw new IllegalArgumentException(
          "view %s: partition is none of %s: %s".formatted(name, PARTITIONS, partition));
    }
    if (ttl != null) {
      Durations.ns(ttl);
    }
    if (freshness != null) {
      Durations.ns(freshness);
    }
  }

  /** The field of a name, or null. */
  @Nullable ViewField field(String wanted) {
    return fields.stream().filter(f -> f.name().equals(wanted)).findFirst().orElse(null);
  }

  /** Characters of an ISO date that name a partition. */
  int periodLength() {
    return switch (partition == null ? "month" : partition) {
      case "day" -> "2014-05-07".length();
      case "year" -> "2014".length();
      default -> "2014-05".length();
    };
  }

  /**
   * Digest of what its facts mean: the entity's key and the fields. Facts of another meaning never
   * lie in the same table.
   */
  String layout(Entity of) {
    return Sha256.ofText(
            fields.stream()
                .map(ViewField::meaning)
                .collect(
                    Collectors.joining(
                        "\n",
                        "%s\t%s\t%s\t%d\n"
                            .formatted(name, of.key(), of.type().word(), periodLength()),
                        "\n")))
        .substring(0, 12);
  }
}
