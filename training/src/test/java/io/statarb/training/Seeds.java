package io.statarb.training;

/** The seed of a test, printed so that {@code -Dseed=N} replays it. */
public final class Seeds {
  private Seeds() {}

  /** The seed given, or the usual one. */
  public static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given == null || given.isBlank() ? 20140501L : Long.parseLong(given);
    System.out.println("seed=" + seed);
    return seed;
  }
}
