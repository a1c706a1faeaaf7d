package io.statarb.store;

import java.util.List;

/**
 * What applying a repo file does to one entity, view or service.
 *
 * @param kind {@code entity}, {@code view} or {@code service}
 * @param name its name
 * @param action what happens to it
 * @param details what differs, one fact each: key or field, before, after
 * @param before schema hash of a service before, layout of a view's table; empty if there was none
 * @param after the same afterwards
 */
public record Change(
    String kind, String name, Action action, List<String> details, String before, String after) {
  /** Copies the list. */
  public Change {
    details = List.copyOf(details);
  }

  /** What may happen. */
  public enum Action {
    /** It was not there. */
    ADDED,
    /** It is declared otherwise. */
    CHANGED,
    /** It is declared no more. */
    REMOVED,
    /** Nothing. */
    UNCHANGED
  }
}
