package io.statarb.pit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The facts that can be an answer, each with the instant from which on it is the answer until the
 * next one takes over; by entity, instants ascending. Finding the answer at a time is then finding
 * the last instant that is not after it.
 *
 * <p>Without a cut a fact is visible from the later of its event time and its knowledge time on,
 * and of all visible facts the one last in order is wanted. So a fact that does not become visible
 * before one that is further on in order is never the answer, and what is left, when all such are
 * dropped, becomes visible in order. One pass with a stack drops them: each new fact removes those
 * on top of it that are not visible earlier. That takes time linear in the number of facts, however
 * late they come.
 *
 * <p>With a cut the facts known by then are left, and each answers from its event time on.
 */
final class Answers {
  final long[] fromNs;
  final int[] starts;

  /** Place of each answer in the facts; null where the answers are all facts. */
  final int @Nullable [] positions;

  private Answers(long[] fromNs, int[] starts, int @Nullable [] positions) {
    this.fromNs = fromNs;
    this.starts = starts;
    this.positions = positions;
  }

  static Answers of(Facts facts, AsOfRule rule) {
    if (rule.asKnownAtNs().isPresent()) {
      return knownBy(facts, rule.asKnownAtNs().getAsLong());
    }
    long[] knownNs = facts.knownNs();
    if (knownNs == null) {
      return new Answers(facts.eventNs(), facts.starts(), null);
    }
    return facts.hasLateKnowledge()
        ? undominated(facts, knownNs)
        : new Answers(visible(facts, knownNs), facts.starts(), null);
  }

  /** Place of an answer in the facts. */
  int position(int answer) {
    return positions == null ? answer : positions[answer];
  }

  private static long[] visible(Facts facts, long[] knownNs) {
    long[] eventNs = facts.eventNs();
    long[] visible = new long[eventNs.length];
    for (int i = 0; i < visible.length; i++) {
      visible[i] = Math.max(eventNs[i], knownNs[i]);
    }
    return visible;
  }

  private static Answers undominated(Facts facts, long[] knownNs) {
    long[] eventNs = facts.eventNs();
    int[] factStarts = facts.starts();
    long[] fromNs = new long[eventNs.length];
    int[] positions = new int[eventNs.length];
    int[] starts = new int[factStarts.length];
    int top = 0;
    for (int e = 0; e + 1 < factStarts.length; e++) {
      for (int i = factStarts[e]; i < factStarts[e + 1]; i++) {
        long visible = Math.max(eventNs[i], knownNs[i]);
        while (top > starts[e] && fromNs[top - 1] >= visible) {
          top--;
        }
        fromNs[top] = visible;
        positions[top++] = i;
      }
      starts[e + 1] = top;
    }
    return new Answers(fromNs, starts, positions);
  }

  private static Answers knownBy(Facts facts, long cutNs) {
    long[] eventNs = facts.eventNs();
    long[] knownNs = facts.knownNs() == null ? eventNs : facts.knownNs();
    int[] factStarts = facts.starts();
    int[] positions = new int[eventNs.length];
    int[] starts = new int[factStarts.length];
    int count = 0;
    for (int e = 0; e + 1 < factStarts.length; e++) {
      for (int i = factStarts[e]; i < factStarts[e + 1]; i++) {
        if (knownNs[i] <= cutNs) {
          positions[count++] = i;
        }
      }
      starts[e + 1] = count;
    }
    long[] fromNs = new long[count];
    Arrays.setAll(fromNs, answer -> eventNs[positions[answer]]);
    return new Answers(fromNs, starts, positions);
  }
}
