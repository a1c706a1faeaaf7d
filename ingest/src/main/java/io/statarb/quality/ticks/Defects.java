package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects flawed rows of one kind, symbol and file and makes findings of them: one for each run of
 * rows that lie close together; one for all when there are so many that each alone says nothing.
 */
final class Defects {
  /** Rows this near belong to one run. */
  private static final int NEAR_ROWS = 20;

  private static final long NEAR_NS = 60_000_000_000L;

  /** The very next row may be this much later. */
  private static final long NEXT_NS = 3_600_000_000_000L;

  /** More runs than this are a habit of the source, not events. */
  private static final int MAX_RUNS = 100;

  /** From this share of flawed rows on a series must not be used. */
  static final double FAIL_SHARE = 0.20;

  private static final int SHOWN = 10;

  /** A share is told to six digits: one row in a million. */
  private static final double SHARE_DIGITS = 1e6;

  private final FindingKind kind;
  private final String symbol;
  private final String file;
  private final List<long[]> runs = new ArrayList<>();
  private final List<Map<String, Object>> facts = new ArrayList<>();
  private long rows;
  private long lastRow = Long.MIN_VALUE / 2;

  Defects(FindingKind kind, String symbol, String file) {
    this.kind = kind;
    this.symbol = symbol;
    this.file = file;
  }

  /**
   * Takes a flawed row.
   *
   * @param row its position among the rows of the series
   * @param record its number in the file
   * @param fromNs first moment it concerns
   * @param toNs last one
   * @param fact what was measured; only the first row's of a run is kept
   */
  void add(long row, long record, long fromNs, long toNs, Map<String, Object> fact) {
    rows++;
    long[] last = runs.isEmpty() ? null : runs.getLast();
    long nearNs = row - lastRow <= 1 ? NEXT_NS : NEAR_NS;
    if (last != null && row - lastRow <= NEAR_ROWS && fromNs - last[1] <= nearNs) {
      last[0] = Math.min(last[0], fromNs);
      last[1] = Math.max(last[1], toNs);
      last[3] = record;
      last[4]++;
    } else {
      runs.add(new long[] {fromNs, toNs, record, record, 1});
      facts.add(fact);
    }
    lastRow = row;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /**
   * The findings.
   *
   * @param of all rows of the series in the file
   */
  List<Finding> findings(long of) {
    double share = of == 0 ? 0 : (double) rows / of;
    Verdict verdict =
        kind == FindingKind.LOCKED
            ? Verdict.PASS
            : share > FAIL_SHARE ? Verdict.FAIL : Verdict.WARN;
    List<Finding> findings = new ArrayList<>();
    if (runs.size() > MAX_RUNS) {
      Map<String, Object> evidence = new LinkedHashMap<>();
      evidence.put("rows", rows);
      evidence.put("of_rows", of);
      evidence.put("share", Math.rint(share * SHARE_DIGITS) / SHARE_DIGITS);
      evidence.put("runs", runs.size());
      evidence.put("first_records", runs.stream().limit(SHOWN).map(run -> run[2]).toList());
      evidence.put("file", file);
      long from = runs.stream().mapToLong(run -> run[0]).min().orElseThrow();
      long to = runs.stream().mapToLong(run -> run[1]).max().orElseThrow();
      findings.add(new Finding(symbol, iso(from), iso(to), kind, evidence, verdict));
      return findings;
    }
    for (int i = 0; i < runs.size(); i++) {
      long[] run = runs.get(i);
      Map<String, Object> evidence = new LinkedHashMap<>();
      evidence.put("rows", run[4]);
      evidence.put("record", run[2]);
      if (run[3] != run[2]) {
        evidence.put("last_record", run[3]);
      }
      evidence.putAll(facts.get(i));
      evidence.put("file", file);
      findings.add(new Finding(symbol, iso(run[0]), iso(run[1]), kind, evidence, verdict));
    }
    return findings;
  }

  /** A moment in ISO form, or empty when it is not known. */
  static String iso(long tsNs) {
    return tsNs == Long.MIN_VALUE ? "" : Instant.ofEpochSecond(0, tsNs).toString();
  }
}
