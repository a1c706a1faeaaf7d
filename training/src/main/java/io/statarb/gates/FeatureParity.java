package io.statarb.gates;

import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.features.PairFeatures;
import io.statarb.features.PairLegs;
import io.statarb.instruments.Universe;
import io.statarb.offline.PairRows;
import io.statarb.ticks.ActionFeed;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import java.util.List;

/**
 * Computes the features of a session again from its tape, tick by tick as the live engine does, and
 * compares every bit with the rows of the feature table. A column that was made with a look at
 * later ticks cannot agree.
 *
 * @param compared rows in the table or from the tape
 * @param bitEqual rows that are in both with the same bits
 * @param difference the first row that is not, for people; empty when there is none
 */
public record FeatureParity(long compared, long bitEqual, String difference) {
  /** No row yet. */
  static final FeatureParity NONE = new FeatureParity(0, 0, "");

  /** The same for one pair on one session. */
  static FeatureParity of(
      FeatureService service,
      PairDefinition pair,
      Universe universe,
      String tradeDate,
      TickColumns ticks,
      List<ActionRecord> actions,
      PairRows table) {
    PairLegs legs = PairLegs.of(pair, universe);
    PairFeatures features = PairFeatures.of(service, pair, legs.instruments());
    ActionFeed feed = new ActionFeed(actions, universe.count());
    Comparison comparison = new Comparison(service, pair.name() + " on " + tradeDate, table);
    for (int i = 0; i < ticks.count(); i++) {
      int leg = legs.leg(ticks.instrumentId()[i]);
      if (leg == PairLegs.NONE) {
        continue;
      }
      feed.before(
          ticks.tsNs()[i],
          (of, rebasing, suspended) -> {
            int actionLeg = legs.leg(of);
            if (actionLeg != PairLegs.NONE) {
              features.apply(actionLeg, rebasing, suspended);
            }
          });
      boolean row =
          features.onTick(
              ticks.tsNs()[i],
              leg,
              ticks.bidPxTicks()[i],
              ticks.askPxTicks()[i],
              ticks.condition()[i]);
      if (row) {
        comparison.row(i, ticks.tsNs()[i], features.spread(), features.values());
      }
    }
    return comparison.end();
  }

  /** Both results together. */
  FeatureParity plus(FeatureParity other) {
    return new FeatureParity(
        compared + other.compared,
        bitEqual + other.bitEqual,
        difference.isEmpty() ? other.difference : difference);
  }

  /** Walks the table's rows and the tape's rows, both in order of tickSeq. */
  private static final class Comparison {
    private final List<String> names;
    private final String where;
    private final PairRows table;
    private final int columns;
    private int next;
    private long compared;
    private long bitEqual;
    private String difference = "";

    Comparison(FeatureService service, String where, PairRows table) {
      this.names = service.names();
      this.where = where;
      this.table = table;
      this.columns = service.size();
    }

    void row(long tickSeq, long tsNs, double spread, double[] values) {
      while (next < table.count() && table.tickSeq()[next] < tickSeq) {
        surplus();
      }
      compared++;
      if (next == table.count() || table.tickSeq()[next] > tickSeq) {
        note("row %d at %d ns is missing from the table".formatted(tickSeq, tsNs));
        return;
      }
      if (same(tickSeq, tsNs, spread, values)) {
        bitEqual++;
      }
      next++;
    }

    private boolean same(long tickSeq, long tsNs, double spread, double[] values) {
      if (table.tsNs()[next] != tsNs) {
        note("row %d: ts_ns table=%d tape=%d".formatted(tickSeq, table.tsNs()[next], tsNs));
        return false;
      }
      if (!sameBits(table.spread()[next], spread)) {
        note(
            "row %d at %d ns: spread table=%s tape=%s"
                .formatted(tickSeq, tsNs, table.spread()[next], spread));
        return false;
      }
      for (int j = 0; j < columns; j++) {
        double stored = table.values()[next * columns + j];
        if (!sameBits(stored, values[j])) {
          note(
              "row %d at %d ns: %s table=%s tape=%s"
                  .formatted(tickSeq, tsNs, names.get(j), stored, values[j]));
          return false;
        }
      }
      return true;
    }

    private static boolean sameBits(double a, double b) {
      return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    private void surplus() {
      compared++;
      note("row %d of the table is not on the tape".formatted(table.tickSeq()[next]));
      next++;
    }

    private void note(String text) {
      if (difference.isEmpty()) {
        difference = where + ", " + text;
      }
    }

    FeatureParity end() {
      while (next < table.count()) {
        surplus();
      }
      return new FeatureParity(compared, bitEqual, difference);
    }
  }
}
