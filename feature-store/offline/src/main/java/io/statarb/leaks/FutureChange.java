package io.statarb.leaks;

/** What is done to all that became known after a cut. */
public enum FutureChange {
  /** It is not there. */
  TRUNCATED("not there"),
  /** It becomes known one tick later. */
  LATER_BY_A_TICK("known one tick later"),
  /** It becomes known one day later. */
  LATER_BY_A_DAY("known one day later");

  static final long DAY_NS = 86_400_000_000_000L;

  private final String words;

  FutureChange(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
