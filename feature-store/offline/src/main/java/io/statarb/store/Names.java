package io.statarb.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which names are allowed: they become columns, folders and keys. */
final class Names {
  /** Columns that every table has besides its fields. */
  static final List<String> RESERVED =
      List.of("entity", "event_ns", "stated_ns", "known_ns", "sequence", "period", "at_ns");

  private static final String FORM = "[a-z][a-z0-9_-]{0,62}";

  private Names() {}

  static void check(String what, String name) {
    if (!name.matches(FORM)) {
      throw new IllegalArgumentException(
          "%s must be lower case letters, digits, _ and -, beginning with a letter: name=%s"
              .formatted(what, name));
    }
  }

  static void distinct(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("%s twice: name=%s".formatted(what, name));
      }
    }
  }
}
