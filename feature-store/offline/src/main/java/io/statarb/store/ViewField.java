package io.statarb.store;

import org.jspecify.annotations.Nullable;

/**
 * A column of a view.
 *
 * @param name of the feature
 * @param type of its values
 * @param unit e.g. {@code USD} or {@code bps}; {@code 1} for a pure number
 * @param column column of the source; null if it is named like the field
 * @param min least value that is plausible, null for any
 * @param max greatest value that is plausible, null for any
 * @param description what it is, in words
 * @param formulaVersion raised whenever the meaning changes without the unit
 */
public record ViewField(
    String name,
    FieldType type,
    String unit,
    @Nullable String column,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable String description,
    @Nullable Integer formulaVersion) {
  /** Checks name, unit and range. */
  public ViewField {
    Names.check("field", name);
    if (Names.RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "field %s has a name that every table uses itself: %s".formatted(name, Names.RESERVED));
    }
    if (unit.isBlank()) {
      throw new IllegalArgumentException("field %s needs a unit; 1 is one".formatted(name));
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException(
          "field %s has min above max: min=%s max=%s".formatted(name, min, max));
    }
    if (type == FieldType.TEXT && (min != null || max != null)) {
      throw new IllegalArgumentException("field %s is text and has no range".formatted(name));
    }
  }

  String sourceColumn() {
    return column == null ? name : column;
  }

  /** Name, type, unit and version, tab between: what its values mean. */
  String meaning() {
    return "%s\t%s\t%s\t%d"
        .formatted(name, type.word(), unit, formulaVersion == null ? 1 : formulaVersion);
  }
}
