package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.NO_UPDATE_ID;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Whether the changes of one symbol's book follow each other by their ids: none missing, none twice
 * and none late. Confined to one thread.
 */
final class DepthUpdates {
  private final Defects gaps;
  private final Defects repeated;
  private final Defects late;
  private final Defects wrongTimes;
  private final MissingIds missing = new MissingIds();

  /** The earliest that was there in time. */
  private long earliestId = NO_UPDATE_ID;

  private long lastId = NO_UPDATE_ID;
  private long sets;

  /** Times and records of the sets that are in their place by their ids, and their positions. */
  private long[] tsNs = new long[16];

  private long[] records = new long[16];
  private long[] rows = new long[16];
  private int inPlace;

  /** Where a set of changes stands to those before it. */
  enum Place {
    FOLLOWS,
    BEHIND_A_GAP,
    PAST
  }

  DepthUpdates(String symbol, String file) {
    gaps = new Defects(FindingKind.GAP, symbol, file);
    repeated = new Defects(FindingKind.DUPLICATE, symbol, file);
    late = new Defects(FindingKind.OUT_OF_ORDER, symbol, file);
    wrongTimes = new Defects(FindingKind.OUT_OF_ORDER, symbol, file);
  }

  /** Takes a whole book: nothing can be missing before it. */
  void addWhole() {
    sets++;
  }

  /** Takes changes without ids: whether any are missing before it cannot be told. */
  void addUnnumbered(long record, long ts) {
    sets++;
    keep(record, ts);
  }

  private void keep(long record, long ts) {
    if (inPlace == records.length) {
      records = Arrays.copyOf(records, inPlace * 2);
      rows = Arrays.copyOf(rows, inPlace * 2);
      tsNs = Arrays.copyOf(tsNs, inPlace * 2);
    }
    records[inPlace] = record;
    rows[inPlace] = sets;
    tsNs[inPlace] = ts;
    inPlace++;
  }

  /** Sets of changes and snapshots. */
  long count() {
    return sets;
  }

  /**
   * Takes a set of changes.
   *
   * @param ts when
   * @param firstUpdateId first update that it holds, or NO_UPDATE_ID
   * @param lastUpdateId last update that it holds
   * @param previousUpdateId last update of the set before, or NO_UPDATE_ID
   */
  Place add(long record, long ts, long firstUpdateId, long lastUpdateId, long previousUpdateId) {
    sets++;
    long before = previousUpdateId != NO_UPDATE_ID ? previousUpdateId : firstUpdateId - 1;
    if (lastId != NO_UPDATE_ID && lastUpdateId <= lastId) {
      boolean wasThere = lastUpdateId >= earliestId && !missing.lacks(lastUpdateId);
      Defects defects = wasThere ? repeated : late;
      defects.add(
          sets, record, ts, ts, Map.of("last_update_id", lastUpdateId, "after_update_id", lastId));
      missing.fill(before, lastUpdateId);
      return Place.PAST;
    }
    boolean follows = lastId == NO_UPDATE_ID || before == lastId;
    if (!follows) {
      missing.add(lastId, before, sets, record, ts);
    }
    if (earliestId == NO_UPDATE_ID) {
      earliestId = lastUpdateId;
    }
    lastId = lastUpdateId;
    keep(record, ts);
    return follows ? Place.FOLLOWS : Place.BEHIND_A_GAP;
  }

  /** Finds sets whose ids follow and whose times do not. */
  private void judgeTimes() {
    boolean[] out = OrderCheck.outOfPlace(tsNs, inPlace);
    for (int i = 0; i < inPlace; i++) {
      if (out[i]) {
        long other = tsNs[i > 0 ? i - 1 : 1];
        wrongTimes.add(
            rows[i],
            records[i],
            Math.min(tsNs[i], other),
            Math.max(tsNs[i], other),
            Map.of("seconds_from_set_before", (tsNs[i] - other) / 1e9));
      }
    }
  }

  List<Finding> findings() {
    missing.giveTo(gaps, "update");
    judgeTimes();
    List<Finding> findings = new ArrayList<>();
    for (Defects defects : List.of(gaps, repeated, late, wrongTimes)) {
      findings.addAll(defects.findings(sets));
    }
    return findings;
  }
}
