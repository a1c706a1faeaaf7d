package io.statarb.pit;

import org.jspecify.annotations.Nullable;

/** The definition of the join, word by word: looks at every fact for every row. */
final class NaiveAsOfJoin {
  private final int[] entity;
  private final long[] eventNs;
  private final long @Nullable [] knownNs;

  private final long @Nullable [] sequence;

  NaiveAsOfJoin(
      int[] entity, long[] eventNs, long @Nullable [] knownNs, long @Nullable [] sequence) {
    this.sequence = sequence;
    this.entity = entity;
    this.eventNs = eventNs;
    this.knownNs = knownNs;
  }

  private long knownNs(int fact) {
    return knownNs == null ? eventNs[fact] : knownNs[fact];
  }

  /** The fact of a row, or -1. */
  int fact(int rowEntity, long atNs, AsOfRule rule) {
    int best = -1;
    for (int fact = 0; fact < eventNs.length; fact++) {
      if (entity[fact] == rowEntity
          && happened(fact, atNs, rule)
          && known(fact, atNs, rule)
          && young(fact, atNs, rule)
          && (best < 0 || !outranks(best, fact))) {
        best = fact;
      }
    }
    return best;
  }

  /** Why a row has no fact. */
  Absence absence(int rowEntity, long atNs, AsOfRule rule) {
    boolean ofEntity = false;
    boolean happened = false;
    boolean known = false;
    for (int fact = 0; fact < eventNs.length; fact++) {
      if (entity[fact] == rowEntity) {
        ofEntity = true;
        happened |= happened(fact, atNs, rule);
        known |= happened(fact, atNs, rule) && known(fact, atNs, rule);
      }
    }
    if (!ofEntity) {
      return Absence.NO_ENTITY;
    }
    if (!happened) {
      return Absence.NOT_YET;
    }
    return known ? Absence.EXPIRED : Absence.NOT_KNOWN;
  }

  private boolean happened(int fact, long atNs, AsOfRule rule) {
    return rule.boundary() == Boundary.STRICT ? eventNs[fact] < atNs : eventNs[fact] <= atNs;
  }

  private boolean known(int fact, long atNs, AsOfRule rule) {
    if (rule.asKnownAtNs().isPresent()) {
      return knownNs(fact) <= rule.asKnownAtNs().getAsLong();
    }
    return rule.boundary() == Boundary.STRICT ? knownNs(fact) < atNs : knownNs(fact) <= atNs;
  }

  private boolean young(int fact, long atNs, AsOfRule rule) {
    return rule.ttlNs() == AsOfRule.NO_TTL || atNs - eventNs[fact] <= rule.ttlNs();
  }

  /** Whether the first is to be preferred to the second, which stands later. */
  private boolean outranks(int first, int second) {
    if (eventNs[first] != eventNs[second]) {
      return eventNs[first] > eventNs[second];
    }
    if (knownNs(first) != knownNs(second)) {
      return knownNs(first) > knownNs(second);
    }
    return sequence != null && sequence[first] > sequence[second];
  }
}
