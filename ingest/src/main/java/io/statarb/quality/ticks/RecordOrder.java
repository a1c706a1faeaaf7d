package io.statarb.quality.ticks;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the records of a file that is one sequence over all its symbols are in order of time. Of
 * records that cannot all be in place the fewer are wrong: one dated an hour ahead is one defect,
 * not an hour of late records. It is decided within a thousand records, so that a day of a market
 * needs no memory. Confined to one thread.
 */
final class RecordOrder {
  /** Records that a wrong one may be away from its place. */
  private static final int REACH = 1_024;

  private final Placed[] inPlace = new Placed[REACH];
  private int count;
  private final List<Placed> behind = new ArrayList<>();

  private record Placed(SymbolRecords of, long record, long tsNs) {}

  /** The latest time of a record that is in place, or the least of all times. */
  long lastNs() {
    return count == 0 ? Long.MIN_VALUE : last(1).tsNs;
  }

  /** Takes a record of a symbol. */
  void add(SymbolRecords of, long record, long tsNs) {
    Placed next = new Placed(of, record, tsNs);
    if (tsNs >= lastNs()) {
      finish();
      place(next);
    } else if (!behind.isEmpty() && tsNs < behind.getLast().tsNs) {
      late(next, lastNs());
    } else {
      behind.add(next);
      chooseFewer();
    }
  }

  /** No more records follow. */
  void finish() {
    for (Placed one : behind) {
      late(one, lastNs());
    }
    behind.clear();
  }

  /** Once more records follow each other behind some others than these are, these were ahead. */
  private void chooseFewer() {
    long fromNs = behind.getFirst().tsNs;
    int ahead = 0;
    while (ahead < Math.min(count, REACH) && last(ahead + 1).tsNs > fromNs) {
      ahead++;
    }
    if (ahead == REACH) {
      finish();
    } else if (behind.size() > ahead) {
      for (int k = ahead; k > 0; k--) {
        late(last(k), fromNs);
      }
      count -= ahead;
      behind.forEach(this::place);
      behind.clear();
    }
  }

  private void place(Placed one) {
    inPlace[count % REACH] = one;
    count++;
  }

  /** The k-th last of those in place, from 1 on. */
  private Placed last(int k) {
    return inPlace[(count - k) % REACH];
  }

  private static void late(Placed one, long otherNs) {
    one.of.orders.outOfOrder(one.record, one.tsNs, otherNs);
  }
}
