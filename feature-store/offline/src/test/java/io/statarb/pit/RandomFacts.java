package io.statarb.pit;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Facts and rows drawn from a seed, with everything that makes a join go wrong: few entities and
 * instants, so that ties are common; corrections that come late; rows of unknown entities; columns
 * in and out of order.
 */
final class RandomFacts {
  final int entities;
  final int[] entity;
  final long[] eventNs;
  final long @Nullable [] knownNs;
  final long @Nullable [] sequence;
  final int[] rowEntity;
  final long[] rowNs;
  final AsOfRule rule;

  RandomFacts(SplittableRandom random) {
    int instants = 1 + random.nextInt(40);
    entities = 1 + random.nextInt(4);
    entity = new int[random.nextInt(30)];
    eventNs = new long[entity.length];
    long[] known = new long[entity.length];
    boolean sorted = random.nextBoolean();
    int delay = random.nextInt(3) * instants / 2;
    for (int i = 0; i < entity.length; i++) {
      entity[i] = sorted ? i * entities / entity.length : random.nextInt(entities);
      long after = sorted && i > 0 && entity[i] == entity[i - 1] ? eventNs[i - 1] : 0;
      eventNs[i] = sorted ? after + random.nextInt(3) : random.nextInt(instants);
      // Now and then known before it happens, e.g. an announced dividend.
      known[i] =
          eventNs[i]
              + (random.nextInt(4) == 0 ? random.nextInt(delay + 1) : 0)
              - (random.nextInt(8) == 0 ? 2 : 0);
    }
    knownNs = random.nextInt(3) == 0 ? null : known;
    sequence = random.nextInt(3) == 0 ? random.longs(entity.length, 0, 3).toArray() : null;
    rowEntity = new int[random.nextInt(20)];
    rowNs = new long[rowEntity.length];
    boolean inTime = random.nextBoolean();
    for (int row = 0; row < rowEntity.length; row++) {
      rowEntity[row] = random.nextInt(entities + 2) - 1;
      rowNs[row] =
          inTime ? (long) row * instants / rowNs.length : random.nextInt(instants + 4) - 2L;
    }
    rule = rule(random, instants);
  }

  private static AsOfRule rule(SplittableRandom random, int instants) {
    AsOfRule rule = AsOfRule.LATEST;
    if (random.nextBoolean()) {
      rule = rule.with(Boundary.STRICT);
    }
    if (random.nextInt(3) == 0) {
      rule = rule.asKnownAt(random.nextInt(instants));
    }
    return random.nextBoolean()
        ? rule.withTtl(java.time.Duration.ofNanos(random.nextInt(instants)))
        : rule;
  }

  Facts facts() {
    return Facts.of(entities, entity, eventNs, knownNs, sequence);
  }

  NaiveAsOfJoin naive() {
    return new NaiveAsOfJoin(entity, eventNs, knownNs, sequence);
  }
}
