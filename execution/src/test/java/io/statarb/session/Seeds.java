package io.statarb.session;

import java.util.Random;

/** Seeded randomness: the seed is printed, and {@code -Dseed=N} replays it. */
public final class Seeds {
  private Seeds() {}

  /** The seed given by {@code -Dseed}, or this one. */
  public static long seed(String test, long usual) {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? usual : Long.parseLong(given);
    System.out.println(test + ": seed=" + seed);
    return seed;
  }

  /** A generator with that seed. */
  public static Random random(String test, long usual) {
    return new Random(seed(test, usual));
  }
}
