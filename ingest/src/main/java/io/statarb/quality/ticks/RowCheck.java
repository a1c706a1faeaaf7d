package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the quotes or the trades of one symbol in one file, row by row and against the rows around
 * them; what is left is good. Confined to one thread.
 */
final class RowCheck {
  private static final int LEAST_SAMPLES = 3;

  private final PriceRows rows;
  private final String file;
  private final Defects crossed;
  private final Defects locked;
  private final Defects oneSided;
  private final Defects nonPositive;
  private final Defects repeated;
  private final Defects late;
  private int[] good = new int[0];

  RowCheck(PriceRows rows, String file) {
    this.rows = rows;
    this.file = file;
    crossed = defects(FindingKind.CROSSED);
    locked = defects(FindingKind.LOCKED);
    oneSided = defects(FindingKind.ONE_SIDED);
    nonPositive = defects(FindingKind.NON_POSITIVE);
    repeated = defects(FindingKind.DUPLICATE);
    late = defects(FindingKind.OUT_OF_ORDER);
  }

  private Defects defects(FindingKind kind) {
    return new Defects(kind, rows.symbol, file);
  }

  /** What is wrong. */
  List<Finding> findings() {
    return findings(null);
  }

  /**
   * What is wrong.
   *
   * @param history takes the good rows, and when the others were; or null
   */
  List<Finding> findings(@Nullable QuoteHistory history) {
    List<Finding> findings = new ArrayList<>();
    if (rows.count == 0 || sampled()) {
      return findings;
    }
    judge();
    PriceOutliers outliers = new PriceOutliers(rows, good, file);
    for (Defects defects :
        List.of(
            crossed,
            locked,
            oneSided,
            nonPositive,
            repeated,
            late,
            outliers.jumps(),
            outliers.levels())) {
      findings.addAll(defects.findings(rows.count));
    }
    if (history != null) {
      keep(outliers, history);
    }
    return findings;
  }

  /** Positions of the rows that are in place and have prices that can be used, once judged. */
  int[] good() {
    return good;
  }

  /** Whether all rows are at whole minutes: bars, for which other rules hold. */
  private boolean sampled() {
    for (int i = 0; i < rows.count; i++) {
      if (rows.tsNs[i] == MarketDataSink.UNKNOWN_TIME || rows.tsNs[i] % 60_000_000_000L != 0) {
        return false;
      }
    }
    return rows.count >= LEAST_SAMPLES;
  }

  private void judge() {
    boolean[] out = OrderCheck.outOfPlace(rows.tsNs, rows.count);
    int[] repeats = OrderCheck.repeats(rows, out);
    boolean[] frozen = frozen();
    good = new int[rows.count];
    int goods = 0;
    for (int i = 0; i < rows.count; i++) {
      boolean usable = judgePrices(i);
      if (repeats[i] >= 0) {
        // Of many that repeat a dead price it is said once, for all of them.
        if (!frozen[i]) {
          add(repeated, i, Map.of("repeats_record", rows.record[repeats[i]]));
        }
      } else if (out[i]) {
        addLate(i);
      } else if (usable) {
        good[goods] = i;
        goods++;
      }
    }
    good = Arrays.copyOf(good, goods);
  }

  /** Judges a row by itself; tells whether it has two prices that can be used. */
  private boolean judgePrices(int i) {
    boolean usable = rows.positive(i) && rows.twoSided(i) && !rows.empty(i);
    if (!rows.positive(i) || (rows.trades && rows.empty(i))) {
      add(nonPositive, i, rows.prices(i));
    } else if (!usable) {
      add(oneSided, i, rows.prices(i));
    } else if (!rows.trades && rows.bidE9[i] > rows.askE9[i]) {
      add(crossed, i, rows.prices(i));
    } else if (!rows.trades && rows.bidE9[i] == rows.askE9[i]) {
      add(locked, i, rows.prices(i));
    }
    return usable;
  }

  private void add(Defects defects, int i, Map<String, Object> fact) {
    defects.add(i, rows.record[i], rows.tsNs[i], rows.tsNs[i], fact);
  }

  private void addLate(int i) {
    long ts = rows.tsNs[i];
    long other = rows.tsNs[i > 0 ? i - 1 : 1];
    late.add(
        i,
        rows.record[i],
        Math.min(ts, other),
        Math.max(ts, other),
        Map.of("seconds_from_row_before", (ts - other) / 1e9));
  }

  /** Rows in stretches in which prices and sizes stay the same over many rows and seconds. */
  private boolean[] frozen() {
    boolean[] frozen = new boolean[rows.count];
    int start = 0;
    for (int i = 1; i <= rows.count; i++) {
      boolean same =
          i < rows.count
              && rows.bidE9[i] == rows.bidE9[start]
              && rows.askE9[i] == rows.askE9[start]
              && rows.sizes[i] == rows.sizes[start];
      if (!same) {
        if (i - start > SilenceCheck.FROZEN_ROWS
            && rows.tsNs[i - 1] - rows.tsNs[start] >= SilenceCheck.FROZEN_NS) {
          Arrays.fill(frozen, start, i, true);
        }
        start = i;
      }
    }
    return frozen;
  }

  private void keep(PriceOutliers outliers, QuoteHistory history) {
    long[] ts = new long[good.length];
    long[] mid2 = new long[good.length];
    int[] spread = new int[good.length];
    int[] record = new int[good.length];
    boolean[] kept = new boolean[rows.count];
    int n = 0;
    for (int k = 0; k < good.length; k++) {
      int i = good[k];
      if (!outliers.outlying(k) && rows.tsNs[i] != MarketDataSink.UNKNOWN_TIME) {
        ts[n] = rows.tsNs[i];
        mid2[n] = rows.bidE9[i] + rows.askE9[i];
        spread[n] = Long.hashCode((rows.askE9[i] - rows.bidE9[i]) * 31 + rows.sizes[i]);
        record[n] = (int) Math.min(Integer.MAX_VALUE, rows.record[i]);
        kept[i] = true;
        n++;
      }
    }
    history.add(file, ts, mid2, spread, record, n);
    for (int i = 0; i < rows.count; i++) {
      if (!kept[i] && rows.tsNs[i] != MarketDataSink.UNKNOWN_TIME) {
        history.addFlawed(file, rows.record[i], rows.tsNs[i]);
      }
    }
  }
}
