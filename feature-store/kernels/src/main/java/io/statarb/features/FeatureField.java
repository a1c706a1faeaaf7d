package io.statarb.features;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One column of a feature service.
 *
 * @param name name in snake case, unique in its service
 * @param unit unit of the values, e.g. {@code bps}; {@code 1} for a pure number
 * @param formula the formula in words and signs
 * @param source paper that the formula is from, or {@link #ELEMENTARY}
 * @param warmUp what must have been seen before there is a value
 * @param missing what becomes of a row without a value
 * @param formulaVersion raised whenever the formula changes the values; part of the schema hash
 */
public record FeatureField(
    String name,
    String unit,
    String formula,
    String source,
    String warmUp,
    MissingPolicy missing,
    int formulaVersion) {
  /** Source of a formula that needs none. */
  public static final String ELEMENTARY = "elementary";

  /** Warm-up of a value that needs none. */
  public static final String NO_WARM_UP = "no warm-up";

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
    if (formula.isBlank() || source.isBlank() || warmUp.isBlank()) {
      throw new IllegalArgumentException(
          "formula, source and warm-up must be given: name=%s formula=%s source=%s warmUp=%s"
              .formatted(name, formula, source, warmUp));
    }
  }

  /**
   * A field whose formula is elementary and in its given version, that needs no warm-up and blocks.
   *
   * @param name name in snake case
   * @param unit unit of the values
   * @param formula the formula in words and signs
   * @param formulaVersion version of the formula
   */
  public FeatureField(String name, String unit, String formula, int formulaVersion) {
    this(name, unit, formula, ELEMENTARY, NO_WARM_UP, MissingPolicy.BLOCK, formulaVersion);
  }

  /**
   * The same in its first version.
   *
   * @param name name in snake case
   * @param unit unit of the values
   * @param formula the formula in words and signs
   */
  public FeatureField(String name, String unit, String formula) {
    this(name, unit, formula, 1);
  }

  /** The same field with the paper that it is from. */
  public FeatureField from(String paper) {
    return new FeatureField(name, unit, formula, paper, warmUp, missing, formulaVersion);
  }

  /** The same field with its warm-up in words, e.g. {@code warm after 20 s}. */
  public FeatureField warming(String words) {
    return new FeatureField(name, unit, formula, source, words, missing, formulaVersion);
  }

  /** The same field, which takes this value where it has none and marks the row. */
  public FeatureField degradingTo(double neutral) {
    return new FeatureField(
        name, unit, formula, source, warmUp, new MissingPolicy.Degrade(neutral), formulaVersion);
  }

  /** Formula, source and warm-up in one line, for people. */
  public String description() {
    return Stream.of(formula, source, warmUp)
        .filter(part -> !part.equals(ELEMENTARY))
        .collect(Collectors.joining("; "));
  }
}
