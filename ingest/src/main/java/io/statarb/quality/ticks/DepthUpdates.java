package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.NO_UPDATE_ID;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Whether the changes of one symbol's book follow each other by their ids: none missing, none twice
 * and none late. Confined to one thread.
 */
final class DepthUpdates {
  private final Defects gaps;
  private final Defects repeated;
  private final Defects late;

  /** Last update before each gap, with the last one in it. */
  private final NavigableMap<Long, Long> missing = new TreeMap<>();

  /** The earliest that was there in time. */
  private long earliestId = NO_UPDATE_ID;

  private long lastId = NO_UPDATE_ID;
  private long sets;

  DepthUpdates(String symbol, String file) {
    gaps = new Defects(FindingKind.GAP, symbol, file);
    repeated = new Defects(FindingKind.DUPLICATE, symbol, file);
    late = new Defects(FindingKind.OUT_OF_ORDER, symbol, file);
  }

  /** Takes a snapshot, or changes without ids: nothing can be missing before it. */
  void addUnnumbered() {
    sets++;
  }

  /**
   * Takes a set of changes.
   *
   * @param tsNs when
   * @param firstUpdateId first update that it holds, or NO_UPDATE_ID
   * @param lastUpdateId last update that it holds
   * @param previousUpdateId last update of the set before, or NO_UPDATE_ID
   */
  void add(long record, long tsNs, long firstUpdateId, long lastUpdateId, long previousUpdateId) {
    sets++;
    if (lastId != NO_UPDATE_ID && lastUpdateId <= lastId) {
      Defects defects = wasThere(lastUpdateId) ? repeated : late;
      defects.add(
          sets,
          record,
          tsNs,
          tsNs,
          Map.of("last_update_id", lastUpdateId, "after_update_id", lastId));
      return;
    }
    long before = previousUpdateId != NO_UPDATE_ID ? previousUpdateId : firstUpdateId - 1;
    if (lastId != NO_UPDATE_ID && before != lastId) {
      missing.put(lastId, before);
      gaps.add(
          sets,
          record,
          tsNs,
          tsNs,
          Map.of(
              "after_update_id",
              lastId,
              "resumes_after_update_id",
              before,
              "missing_ids",
              before - lastId));
    }
    if (earliestId == NO_UPDATE_ID) {
      earliestId = lastUpdateId;
    }
    lastId = lastUpdateId;
  }

  /** Whether an update is none that was missing. */
  private boolean wasThere(long updateId) {
    Map.Entry<Long, Long> gap = missing.lowerEntry(updateId);
    return updateId >= earliestId && (gap == null || updateId > gap.getValue());
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Defects defects : List.of(gaps, repeated, late)) {
      findings.addAll(defects.findings(sets));
    }
    return findings;
  }
}
