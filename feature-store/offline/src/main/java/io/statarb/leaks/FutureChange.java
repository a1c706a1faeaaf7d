package io.statarb.leaks;

import java.util.List;

/** With what a value is compared: itself when all that became known after a cut is changed. */
public enum FutureChange {
  /** It is not there. */
  TRUNCATED("when the future after %s is not there"),
  /** It becomes known one tick later. */
  LATER_BY_A_TICK("when the future after %s is known one tick later"),
  /** It becomes known one day later. */
  LATER_BY_A_DAY("when the future after %s is known one day later"),
  /** What came at the very moment of the cut, but after the row in order, is not there either. */
  TRUNCATED_WITHIN_A_MOMENT("when what came after it, also at the same moment %s, is not there"),
  /** Nothing is changed: the value is what the definition of the join says. */
  BY_DEFINITION("by the definition of the join at %s");

  /** Changes of all that becomes known later than a cut. */
  static final List<FutureChange> OF_ALL_LATER =
      List.of(TRUNCATED, LATER_BY_A_TICK, LATER_BY_A_DAY);

  static final long DAY_NS = 86_400_000_000_000L;

  private final String words;

  FutureChange(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
