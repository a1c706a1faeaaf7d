package io.statarb.store;

/**
 * What features are of.
 *
 * @param name e.g. {@code instrument}
 * @param key column that names one, in entity files and, unless a source says otherwise, in sources
 * @param type text or long
 */
public record Entity(String name, String key, FieldType type) {
  /** Checks the words. */
  public Entity {
    Names.check("entity", name);
    if (key.isBlank() || type == FieldType.DOUBLE) {
      throw new IllegalArgumentException(
          "entity %s needs a key, and the type text or long: key=%s type=%s"
              .formatted(name, key, type.word()));
    }
  }
}
