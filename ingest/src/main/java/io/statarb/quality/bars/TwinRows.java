package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that stand under two symbols on the same day. Which of the two is the wrong place is told by
 * the break: the rows fit on to the series they belong to.
 */
final class TwinRows {
  /** Days on which close and volume agree: one is too many for chance. */
  private static final int LEAST_EXACT = 1;

  /** Days on which the volume alone agrees; prices may have been scaled. */
  private static final int LEAST_VOLUMES = 3;

  /** Days on which the closes alone agree, where there is nothing else. */
  private static final int LEAST_CLOSES = 3;

  /** A part of at least so many days at an end of a series is another company, not stray rows. */
  static final int LEAST_PART = 8;

  /** Share of the rows of a span that are common, from which on it is a part and not stray rows. */
  private static final double WHOLE = 0.9;

  /** From this share of common days on it is one series under two symbols. */
  private static final double ALIAS = 0.8;

  /** Bars on either side of common rows to which these may fit. */
  private static final int NEAR = 60;

  /** Change of the log of the usual volume, and width of days, that one company makes; sd. */
  private static final double VOLUME_SD = 0.22;

  private static final double RANGE_SD = 0.18;

  /** Mean step into foreign closes, as a log, without which they are equal by chance. */
  private static final double LEAST_BREAK = 0.02;

  /** Volumes this small are equal by chance. */
  private static final double LEAST_VOLUME = 10_000;

  private final List<Series> panel;
  private final Kinship kinship;

  /** Evidence of one pair of series: positions in each, by day. */
  private static final class Twins {
    final List<int[]> exact = new ArrayList<>();
    final List<int[]> volumes = new ArrayList<>();
    final List<int[]> closes = new ArrayList<>();

    List<int[]> best() {
      if (exact.size() >= LEAST_EXACT) {
        return exact.size() >= volumes.size() ? exact : volumes;
      }
      if (volumes.size() >= LEAST_VOLUMES) {
        return volumes;
      }
      return closes.size() >= LEAST_CLOSES ? closes : List.of();
    }
  }

  TwinRows(List<Series> panel, Kinship kinship) {
    this.panel = panel;
    this.kinship = kinship;
  }

  /**
   * Finds them.
   *
   * @param findings by position in the panel
   * @param explained by position in the panel: bars that are not their own are set
   */
  void find(List<Findings> findings, boolean[][] explained) {
    for (Map.Entry<Long, Twins> entry : twins().entrySet()) {
      int a = (int) (entry.getKey() >>> 32);
      int b = entry.getKey().intValue();
      List<int[]> rows = entry.getValue().best();
      if (!rows.isEmpty()) {
        judge(a, b, rows, findings, explained);
      }
    }
  }

  private Map<Long, Twins> twins() {
    TreeMap<Long, Twins> twins = new TreeMap<>();
    TreeMap<Integer, List<int[]>> byDay = new TreeMap<>();
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      for (int i = 0; i < series.count; i++) {
        byDay.computeIfAbsent(series.day[i], day -> new ArrayList<>()).add(new int[] {s, i});
      }
    }
    for (List<int[]> rows : byDay.values()) {
      day(rows, twins);
    }
    return twins;
  }

  private void day(List<int[]> rows, Map<Long, Twins> twins) {
    Map<Double, List<int[]>> byVolume = new HashMap<>();
    Map<Double, List<int[]>> byClose = new HashMap<>();
    for (int[] row : rows) {
      Series series = panel.get(row[0]);
      double volume = series.volume[row[1]];
      if (volume >= LEAST_VOLUME) {
        meet(row, byVolume.computeIfAbsent(volume, v -> new ArrayList<>()), twins);
      } else if (!series.volumed) {
        meet(row, byClose.computeIfAbsent(series.close[row[1]], c -> new ArrayList<>()), twins);
      }
    }
  }

  private void meet(int[] row, List<int[]> others, Map<Long, Twins> twins) {
    for (int[] other : others) {
      Series a = panel.get(other[0]);
      Series b = panel.get(row[0]);
      Twins pair = twins.computeIfAbsent(((long) other[0] << 32) | row[0], key -> new Twins());
      int[] both = {other[1], row[1]};
      boolean sameClose = Double.compare(a.close[other[1]], b.close[row[1]]) == 0;
      if (!b.volumed) {
        pair.closes.add(both);
      } else if (sameClose) {
        pair.exact.add(both);
        pair.volumes.add(both);
      } else {
        pair.volumes.add(both);
      }
    }
    others.add(row);
  }

  private void judge(
      int a, int b, List<int[]> rows, List<Findings> findings, boolean[][] explained) {
    Series left = panel.get(a);
    Series right = panel.get(b);
    int commonDays = Math.min(left.count, right.count);
    if (rows.size() > ALIAS * commonDays && !partsFirst(left, right, rows)) {
      findings
          .get(b)
          .add(
              FindingKind.DUPLICATE,
              Verdict.WARN,
              right.day[rows.getFirst()[1]],
              right.day[rows.getLast()[1]],
              "same_rows_as",
              left.symbol,
              "days",
              rows.size());
      return;
    }
    double breakLeft = breaks(left, common(left, rows, 0));
    double breakRight = breaks(right, common(right, rows, 1));
    int side = misfit(b, rows, 1) >= misfit(a, rows, 0) ? 1 : 0;
    Series wrong = side == 1 ? right : left;
    Series owner = side == 1 ? left : right;
    int wrongAt = side == 1 ? b : a;
    double found = Math.max(breakLeft, breakRight);
    if (!wrong.volumed && found < Math.max(4 * wrong.sigma[rows.getFirst()[side]], LEAST_BREAK)) {
      // Closes of two decimals meet by chance; foreign ones do not fit on.
      return;
    }
    int from = rows.getFirst()[side];
    int to = rows.getLast()[side];
    boolean atAnEnd = from == 0 || to == wrong.count - 1;
    boolean whole = rows.size() >= WHOLE * (to - from + 1);
    FindingKind kind =
        atAnEnd && whole && rows.size() >= LEAST_PART
            ? FindingKind.REUSED_TICKER
            : FindingKind.MIXED_SERIES;
    findings
        .get(wrongAt)
        .add(
            kind,
            Verdict.FAIL,
            wrong.day[from],
            wrong.day[to],
            "same_rows_as",
            owner.symbol,
            "days",
            rows.size(),
            "bars_of_span",
            to - from + 1,
            "break_log",
            Findings.round(side == 1 ? breakRight : breakLeft),
            "break_log_of_owner",
            Findings.round(side == 1 ? breakLeft : breakRight));
    for (int[] row : rows) {
      explained[wrongAt][row[side]] = true;
    }
  }

  /** Whether the two part company for good, before the first common row or behind the last. */
  private static boolean partsFirst(Series left, Series right, List<int[]> rows) {
    int[] first = rows.getFirst();
    int[] last = rows.getLast();
    boolean whole = rows.size() >= 0.98 * (last[0] - first[0] + 1);
    int before = Math.min(first[0], first[1]);
    int behind = Math.min(left.count - last[0], right.count - last[1]) - 1;
    return whole && Math.max(before, behind) >= LEAST_PART;
  }

  private static boolean[] common(Series series, List<int[]> rows, int side) {
    boolean[] common = new boolean[series.count];
    for (int[] row : rows) {
      common[row[side]] = true;
    }
    return common;
  }

  /** How badly the common rows fit to the others: their prices, their volumes and their width. */
  private double misfit(int at, List<int[]> rows, int side) {
    Series series = panel.get(at);
    boolean[] common = common(series, rows, side);
    int from = Math.max(0, rows.getFirst()[side] - NEAR);
    int to = Math.min(series.count, rows.getLast()[side] + 1 + NEAR);
    double[] volumes = new double[series.count];
    double[] ranges = new double[series.count];
    for (int i = from; i < to; i++) {
      volumes[i] = StrictMath.log(series.volume[i]);
      ranges[i] = StrictMath.log(StrictMath.log(series.high[i] / series.low[i]));
    }
    return surprise(breaks(series, common) / series.sigma[rows.getFirst()[side]])
        + surprise(apart(volumes, common, from, to) / VOLUME_SD)
        + surprise(apart(ranges, common, from, to) / RANGE_SD)
        + kinLost(at, rows, side);
  }

  /**
   * Log odds that a series becomes another where rows begin, or end, that are a whole part of it.
   */
  private double kinLost(int at, List<int[]> rows, int side) {
    Series series = panel.get(at);
    int from = rows.getFirst()[side];
    int behind = rows.getLast()[side] + 1;
    boolean part = rows.size() >= WHOLE * (behind - from);
    if (!part || (from == 0) == (behind == series.count)) {
      return 0;
    }
    int bar = from == 0 ? behind : from;
    return kinship.odds(at, bar, kinship.lost(at, bar));
  }

  /** Of a deviation in sd, slower than its square: habits do change now and then. */
  private static double surprise(double deviation) {
    return Double.isNaN(deviation) ? 0 : StrictMath.log(1 + deviation * deviation / 8);
  }

  /** Distance of the medians of the common rows and of the others near them. */
  private static double apart(double[] values, boolean[] common, int from, int to) {
    double[] inside = new double[to - from];
    double[] outside = new double[to - from];
    for (int i = from; i < to; i++) {
      double value = Double.isFinite(values[i]) ? values[i] : Double.NaN;
      inside[i - from] = common[i] ? value : Double.NaN;
      outside[i - from] = common[i] ? Double.NaN : value;
    }
    return Series.median(inside, 0, inside.length) - Series.median(outside, 0, outside.length);
  }

  /** Mean size of the steps into and out of the common rows. */
  private static double breaks(Series series, boolean[] common) {
    double sum = 0;
    int n = 0;
    for (int i = 1; i < series.count; i++) {
      if (common[i] != common[i - 1]) {
        sum += Math.abs(series.residual[i]);
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }
}
