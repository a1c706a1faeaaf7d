package io.statarb.offline;

import java.util.SplittableRandom;

/** Seeded chance: the seed is printed, and {@code -Dseed=N} replays it. */
public final class Seeds {
  private static final long USUAL = 20140501;

  private Seeds() {}

  public static SplittableRandom random(String test) {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? USUAL : Long.parseLong(given);
    System.out.println(test + ": seed=" + seed);
    return new SplittableRandom(seed);
  }
}
