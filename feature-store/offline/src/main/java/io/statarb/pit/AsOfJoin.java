package io.statarb.pit;

/**
 * The join proper, on columns in memory. Rows may come in any order; where those of an entity come
 * in order of time, as they nearly always do, each search goes on where the last one ended, and the
 * whole is a merge, linear in rows and facts and without a sort.
 */
public final class AsOfJoin {
  /** Facts that are looked at one by one before steps double. */
  private static final int NEAR = 8;

  private AsOfJoin() {}

  /**
   * Finds the fact of each row.
   *
   * @param facts of all entities
   * @param entity of each row; one that the facts do not have, e.g. -1, has no fact
   * @param atNs time of each row, UTC ns
   * @param rule which fact is wanted
   */
  public static AsOfMatches match(Facts facts, int[] entity, long[] atNs, AsOfRule rule) {
    if (entity.length != atNs.length) {
      throw new IllegalArgumentException(
          "columns differ in length: entity=%d, atNs=%d".formatted(entity.length, atNs.length));
    }
    Answers answers = Answers.of(facts, rule);
    int[] next = answers.starts.clone();
    int[] matches = new int[atNs.length];
    boolean strict = rule.boundary() == Boundary.STRICT;
    for (int row = 0; row < matches.length; row++) {
      int e = entity[row];
      long at = atNs[row];
      if (e < 0 || e >= facts.entities()) {
        matches[row] = AsOfMatches.NO_ENTITY;
      } else if (strict && at == Long.MIN_VALUE) {
        // Nothing is before the beginning of time.
        matches[row] = facts.isEmpty(e) ? AsOfMatches.NO_ENTITY : AsOfMatches.NOT_YET;
      } else {
        long last = strict ? at - 1 : at;
        int start = answers.starts[e];
        int answer = firstAfter(answers.fromNs, start, answers.starts[e + 1], next[e], last);
        next[e] = answer;
        matches[row] =
            answer == start
                ? absent(facts, e, last)
                : fresh(facts, answers.position(answer - 1), rule.oldestNs(at));
      }
    }
    return new AsOfMatches(matches);
  }

  private static int fresh(Facts facts, int position, long oldestNs) {
    return facts.eventNs()[position] < oldestNs ? AsOfMatches.EXPIRED : facts.source(position);
  }

  private static int absent(Facts facts, int e, long lastNs) {
    if (facts.isEmpty(e)) {
      return AsOfMatches.NO_ENTITY;
    }
    return facts.eventNs()[facts.starts()[e]] > lastNs
        ? AsOfMatches.NOT_YET
        : AsOfMatches.NOT_KNOWN;
  }

  /**
   * The first of ascending instants that is after a limit.
   *
   * @param near where to begin to look
   */
  private static int firstAfter(long[] fromNs, int start, int end, int near, long limit) {
    int low = near;
    int high = near;
    if (near > start && fromNs[near - 1] > limit) {
      low = start;
      high = near - 1;
    } else {
      // One by one while it is near, as a branch that always goes the same way costs nothing.
      for (int close = Math.min(end, near + NEAR); high < close; high++) {
        if (fromNs[high] > limit) {
          return high;
        }
      }
      low = high;
      // Then in steps that double: not many for one far away.
      for (int step = 1; high < end && fromNs[high] <= limit; step <<= 1) {
        low = high + 1;
        high = low + Math.min(step, end - low);
      }
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (fromNs[middle] <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
