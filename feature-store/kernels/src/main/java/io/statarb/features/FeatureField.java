package io.statarb.features;

/**
 * One column of a feature service.
 *
 * @param name name in snake case, unique in its service
 * @param unit unit of the values, e.g. {@code bps}; {@code 1} for a pure number
 * @param description formula, source and warm-up, for people
 * @param formulaVersion raised whenever the formula changes the values; part of the schema hash
 */
public record FeatureField(String name, String unit, String description, int formulaVersion) {
  /** Checks the name, which becomes a column of tables and files. */
  public FeatureField {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("feature name must be snake case: name=" + name);
    }
    if (unit.isBlank() || formulaVersion < 1) {
      throw new IllegalArgumentException(
          "unit must be given and formula version at least 1: name=%s unit=%s formulaVersion=%d"
              .formatted(name, unit, formulaVersion));
    }
  }

  /**
   * A field whose formula is in its first version.
   *
   * @param name name in snake case
   * @param unit unit of the values
   * @param description formula, source and warm-up
   */
  public FeatureField(String name, String unit, String description) {
    this(name, unit, description, 1);
  }
}
