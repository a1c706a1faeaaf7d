package io.statarb.features;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The features that one version of a model needs, in the order of its input columns.
 *
 * @param name name of the service, e.g. {@code fx-pair-v1}
 * @param fields its columns in order
 */
public record FeatureService(String name, List<FeatureField> fields) {
  private static final String COST = "cost_to_cross_bps";

  /** What {@code basket-v1} calls it. */
  private static final String COST_OF_BASKET = "cross_all_legs_bps";

  /** Checks that there are columns and that no name occurs twice. */
  public FeatureService {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (FeatureField field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "feature twice: service=%s name=%s".formatted(name, field.name()));
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("service without features: service=" + name);
    }
  }

  /** Names of the services of pairs and baskets. */
  public static List<String> known() {
    return BasketServices.NAMES;
  }

  /**
   * The service of pairs or baskets of this name as the kernels of this version compute it.
   *
   * @param service name of a known service
   * @return the service
   * @throws IllegalArgumentException if there is none of this name
   */
  public static FeatureService named(String service) {
    return BasketServices.service(service);
  }

  /** Whether it looks at the closes of bars and counts time in bars. */
  public boolean ofBars() {
    return BasketServices.ofBars(name);
  }

  /** Whether it takes baskets of more than two legs. */
  public boolean takesBaskets() {
    return !BasketServices.needsPair(name);
  }

  /**
   * The family of each column of a known service: the kernel that computes it, in words.
   *
   * @return names of families by names of columns, in their order
   */
  public static Map<String, String> familyOf(String service) {
    return BasketServices.familyOf(service);
  }

  /** Number of columns. */
  public int size() {
    return fields.size();
  }

  /** Names of the columns in order. */
  public List<String> names() {
    return fields.stream().map(FeatureField::name).toList();
  }

  /**
   * Position of a column.
   *
   * @param feature name of the column
   * @return its position, from 0
   * @throws IllegalArgumentException if the service has no such column
   */
  public int indexOf(String feature) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(feature)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "no such feature: service=%s name=%s known=%s".formatted(name, feature, names()));
  }

  /**
   * Position of the quoted cost of a round trip over all legs, in bps of the value of Y.
   *
   * @throws IllegalArgumentException if the service has none, so that nothing can be decided on it
   */
  public int costIndex() {
    return indexOf(names().contains(COST_OF_BASKET) ? COST_OF_BASKET : COST);
  }

  /**
   * Sha256 in hex over the service's name and, per column in order, name, unit, formula version
   * and, unless it blocks, what becomes of a missing value. Words for people do not count.
   */
  public String schemaHash() {
    StringBuilder text = new StringBuilder(name).append('\n');
    for (FeatureField field : fields) {
      text.append(field.name())
          .append('\t')
          .append(field.unit())
          .append('\t')
          .append(field.formulaVersion());
      if (field.missing() instanceof MissingPolicy.Degrade) {
        text.append('\t').append(field.missing());
      }
      text.append('\n');
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Invariant: every JDK has SHA-256", e);
    }
  }
}
