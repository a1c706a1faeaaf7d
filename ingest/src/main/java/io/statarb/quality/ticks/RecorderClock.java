package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the clock of a recorder agrees with its source's, from receive time less event time: that
 * difference is the clocks' offset plus a latency, and the latency is never below 0. So the lower
 * envelope of the differences shows the clocks. A line under all differences that comes nearest to
 * them on average, which is an edge of their lower convex hull, gives offset and drift (S. B. Moon,
 * P. Skelly and D. Towsley, "Estimation and removal of clock skew from network delay measurements",
 * 1999); where the envelope steps, the parts are judged on their own.
 *
 * <p>A constant offset ahead of the source looks the same as a longer way; it is reported from the
 * latency on that no distance on earth explains.
 */
final class RecorderClock {
  /** Event times are whole ms: less than this below 0 is rounding. */
  private static final long ROUNDING_NS = 1_500_000L;

  /** Halfway round the earth in glass takes 100 ms; nets that are worse take 250. */
  private static final long LONGEST_WAY_NS = 250_000_000L;

  /** Least step of the envelope that is reported. */
  private static final long MIN_STEP_NS = 10_000_000L;

  private static final int WINDOW = 100;
  private static final int MIN_ROWS = 300;

  /** A step must be this many times the usual difference of neighbouring windows. */
  private static final double STEP_SPREADS = 8;

  private static final int SIDE = 4;

  /** A step holds for so many windows; congestion does not. */
  private static final int LONG_SIDE = 40;

  /** Nothing waits in a queue for longer than this. */
  private static final long NO_CONGESTION_NS = 3_000_000_000L;

  private static final double MIN_DRIFT_PPM = 20;

  private final String symbol;
  private final String file;
  private final long[] recvNs;
  private final long[] differenceNs;

  /**
   * Takes the messages that have both times, in the order of the file.
   *
   * @param symbol symbol or symbols of the capture
   */
  RecorderClock(String symbol, String file, long[] recvNs, long[] eventNs) {
    this.symbol = symbol;
    this.file = file;
    this.recvNs = recvNs;
    this.differenceNs = new long[recvNs.length];
    for (int i = 0; i < recvNs.length; i++) {
      differenceNs[i] = recvNs[i] - eventNs[i];
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    int n = recvNs.length;
    if (n == 0) {
      return findings;
    }
    List<Integer> cuts = n < MIN_ROWS ? List.of() : steps();
    int from = 0;
    for (int cut = 0; cut <= cuts.size(); cut++) {
      int to = cut == cuts.size() ? n : cuts.get(cut);
      judge(from, to, cut > 0, findings);
      from = to;
    }
    return findings;
  }

  private void judge(int from, int to, boolean afterStep, List<Finding> findings) {
    Envelope envelope = Envelope.of(recvNs, differenceNs, from, to);
    long spanNs = recvNs[to - 1] - recvNs[from];
    Envelope first = Envelope.of(recvNs, differenceNs, from, (from + to) / 2);
    Envelope second = Envelope.of(recvNs, differenceNs, (from + to) / 2, to);
    double driftPpm = envelope.slope() * 1e6;
    boolean drifts =
        to - from >= MIN_ROWS
            && Math.abs(driftPpm) >= MIN_DRIFT_PPM
            && Math.abs(envelope.slope()) * spanNs >= MIN_STEP_NS
            && agree(driftPpm, first.slope() * 1e6)
            && agree(driftPpm, second.slope() * 1e6);
    long floorNs = lowest(from, to);
    boolean negative = floorNs < -ROUNDING_NS;
    boolean far = floorNs > LONGEST_WAY_NS && to - from >= MIN_ROWS;
    if (!negative && !far && !drifts && !afterStep) {
      return;
    }
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("offset_seconds", seconds(envelope.middleNs()));
    evidence.put("least_receive_minus_event_seconds", seconds(floorNs));
    evidence.put("median_receive_minus_event_seconds", seconds(median(from, to)));
    evidence.put("negative_latencies", negatives(from, to));
    evidence.put("messages", to - from);
    evidence.put("drift_ppm", Math.rint(driftPpm * 10) / 10);
    evidence.put("drifts", drifts);
    evidence.put(
        "offset_uncertainty_seconds",
        seconds(Math.abs(first.middleNs() - second.middleNs()) / 2 + 1_000_000));
    if (afterStep) {
      evidence.put(
          "step_seconds",
          seconds(floorNs - lowest(Math.max(0, from - Math.min(from, 20 * WINDOW)), from)));
    }
    evidence.put("fix", fix(envelope, floorNs, drifts, far));
    evidence.put("file", file);
    boolean warnOnly = far && !negative && !afterStep && floorNs < 1_000_000_000L;
    findings.add(
        new Finding(
            symbol,
            // From the first to the last moment by either clock; a step is where its clock was.
            Defects.iso(
                afterStep
                    ? recvNs[from]
                    : Math.min(recvNs[from], recvNs[from] - differenceNs[from])),
            Defects.iso(Math.max(recvNs[to - 1], recvNs[to - 1] - differenceNs[to - 1])),
            FindingKind.CLOCK_MISALIGNMENT,
            evidence,
            warnOnly ? Verdict.WARN : Verdict.FAIL));
  }

  private static boolean agree(double ppm, double otherPpm) {
    return ppm * otherPpm > 0
        && Math.abs(otherPpm) > Math.abs(ppm) / 3
        && Math.abs(otherPpm) < Math.abs(ppm) * 3;
  }

  private static String fix(Envelope envelope, long floorNs, boolean drifts, boolean far) {
    String fix =
        String.format(
            Locale.ROOT,
            "add %+.3f s to the receive times, or order by event time%s",
            -seconds(drifts ? envelope.middleNs() : floorNs),
            far ? ": less whatever the way takes" : "");
    return drifts
        ? String.format(
            Locale.ROOT, "%s; and %+.1f ppm of the time since", fix, -envelope.slope() * 1e6)
        : fix;
  }

  /** Rows before which the envelope steps. */
  private List<Integer> steps() {
    int windows = recvNs.length / WINDOW;
    long[] floor = new long[windows];
    for (int w = 0; w < windows; w++) {
      floor[w] = lowest(w * WINDOW, w == windows - 1 ? recvNs.length : (w + 1) * WINDOW);
    }
    long[] moves = new long[Math.max(0, windows - 1)];
    for (int w = 1; w < windows; w++) {
      moves[w - 1] = Math.abs(floor[w] - floor[w - 1]);
    }
    Arrays.sort(moves);
    long usual = moves.length == 0 ? 0 : moves[moves.length / 2];
    double least = Math.max(MIN_STEP_NS, STEP_SPREADS * usual);
    List<Integer> cuts = new ArrayList<>();
    int w = SIDE;
    while (w + SIDE <= windows) {
      // Against the latency of a busy moment: the level must hold on both sides.
      long before = lowestOf(floor, w - SIDE, w);
      long after = lowestOf(floor, w, w + SIDE);
      long beforeHigh = highestOf(floor, w - SIDE, w);
      long afterHigh = highestOf(floor, w, w + SIDE);
      boolean up =
          after - beforeHigh > least
              && (after - beforeHigh > NO_CONGESTION_NS
                  || lowestOf(floor, w, Math.min(windows, w + LONG_SIDE)) > before + least);
      boolean down =
          before - afterHigh > least
              && (before - afterHigh > NO_CONGESTION_NS
                  || lowestOf(floor, Math.max(0, w - LONG_SIDE), w) > after + least);
      if (up || down) {
        cuts.add(exact((w - 1) * WINDOW, Math.min(recvNs.length, (w + 1) * WINDOW), before, after));
        w += SIDE;
      } else {
        w++;
      }
    }
    return cuts;
  }

  /**
   * The first row behind a step: no row is below the envelope of its own side, so the lower side
   * begins at the first, or ends at the last, that the higher one does not allow.
   */
  private int exact(int from, int to, long before, long after) {
    long higher = Math.max(before, after) - ROUNDING_NS;
    int cut = to;
    if (after < before) {
      for (int i = to - 1; i >= from; i--) {
        cut = differenceNs[i] < higher ? i : cut;
      }
    } else {
      cut = from;
      for (int i = from; i < to; i++) {
        cut = differenceNs[i] < higher ? i + 1 : cut;
      }
    }
    return Math.clamp(cut, 1, recvNs.length - 1);
  }

  private long lowest(int from, int to) {
    return lowestOf(differenceNs, from, to);
  }

  private static long lowestOf(long[] values, int from, int to) {
    long low = Long.MAX_VALUE;
    for (int i = from; i < to; i++) {
      low = Math.min(low, values[i]);
    }
    return low;
  }

  private static long highestOf(long[] values, int from, int to) {
    long high = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      high = Math.max(high, values[i]);
    }
    return high;
  }

  private long median(int from, int to) {
    long[] part = Arrays.copyOfRange(differenceNs, from, to);
    Arrays.sort(part);
    return part[part.length / 2];
  }

  private int negatives(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += differenceNs[i] < 0 ? 1 : 0;
    }
    return count;
  }

  private static double seconds(long ns) {
    return Math.rint(ns / 1e6) / 1e3;
  }
}
