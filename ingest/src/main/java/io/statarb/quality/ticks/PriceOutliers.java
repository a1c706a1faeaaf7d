package io.statarb.quality.ticks;

import io.statarb.quality.FindingKind;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The prices among the good rows of a file that those around them cannot explain: single ones by
 * {@link JumpCheck}, whole stretches by {@link LevelCheck}. Confined to one thread.
 */
final class PriceOutliers {
  private static final double QUOTE_GAMMA = 8e-4;

  /** Trades alternate between bid and ask and walk the book. */
  private static final double TRADE_GAMMA = 15e-4;

  /** A price that moved by fewer of its own steps is no outlier. */
  private static final int GAMMA_STEPS = 6;

  private final PriceRows rows;

  /** Places of the good rows, in order of time. */
  private final int[] good;

  private final boolean[] outlying;
  private final Defects jumps;
  private final Defects levels;

  /**
   * Judges them.
   *
   * @param good places of the rows that have no other defect, in order of time
   */
  PriceOutliers(PriceRows rows, int[] good, String file) {
    this.rows = rows;
    this.good = good;
    outlying = new boolean[good.length];
    jumps = new Defects(FindingKind.ABSURD_JUMP, rows.symbol, file);
    levels = new Defects(FindingKind.ABSURD_JUMP, rows.symbol, file);
    findJumps();
    findLevels();
  }

  /** Prices away from their neighbours. */
  Defects jumps() {
    return jumps;
  }

  /** Stretches at another level than most of the file. */
  Defects levels() {
    return levels;
  }

  /** Whether the k-th good row is of either kind. */
  boolean outlying(int k) {
    return outlying[k];
  }

  private void findJumps() {
    double[] bid = deviations(rows.bidE9);
    double[] ask = rows.trades ? bid : deviations(rows.askE9);
    for (int k = 0; k < good.length; k++) {
      outlying[k] = bid[k] != 0 || ask[k] != 0;
    }
    judgeEnds();
    for (int k = 0; k < good.length; k++) {
      if (outlying[k]) {
        double deviation = Math.abs(bid[k]) > Math.abs(ask[k]) ? bid[k] : ask[k];
        add(jumps, good[k], "deviation_bps", deviation);
      }
    }
  }

  /**
   * Takes the first or last rows of a file from the jumps when what they seem to jump from is at
   * another level than most of the file: then it is wrong, and they are not.
   */
  private void judgeEnds() {
    int count = good.length;
    int head = 0;
    while (head < count && outlying[head]) {
      head++;
    }
    int tail = count;
    while (tail > head && outlying[tail - 1]) {
      tail--;
    }
    if (head == 0 && tail == count) {
      return;
    }
    boolean[] within = outlying.clone();
    Arrays.fill(within, 0, head, false);
    Arrays.fill(within, tail, count, false);
    double[] offsets = offsets(within);
    for (int k = 0; k < head; k++) {
      outlying[k] = offsets[k] != 0 || offsets[head] == 0;
    }
    for (int k = tail; k < count; k++) {
      outlying[k] = offsets[k] != 0 || offsets[tail - 1] == 0;
    }
  }

  private void findLevels() {
    double[] offsets = offsets(outlying);
    for (int k = 0; k < good.length; k++) {
      if (offsets[k] != 0) {
        outlying[k] = true;
        add(levels, good[k], "level_bps", offsets[k]);
      }
    }
  }

  private void add(Defects defects, int row, String what, double log) {
    Map<String, Object> evidence = rows.prices(row);
    evidence.put(what, Math.rint(log * 1e5) / 10);
    defects.add(row, rows.record[row], rows.tsNs[row], rows.tsNs[row], evidence);
  }

  /** How far each good row is from the level of most; 0 for those that are left out. */
  private double[] offsets(boolean[] leftOut) {
    int[] kept = IntStream.range(0, good.length).filter(k -> !leftOut[k]).toArray();
    long[] tsNs = new long[kept.length];
    double[] log = new double[kept.length];
    for (int n = 0; n < kept.length; n++) {
      int row = good[kept[n]];
      tsNs[n] = rows.tsNs[row];
      log[n] = StrictMath.log((rows.bidE9[row] / 2.0) + (rows.askE9[row] / 2.0));
    }
    double[] ofKept = LevelCheck.offsets(tsNs, log, leastDeviation(rows.bidE9));
    double[] offsets = new double[good.length];
    for (int n = 0; n < kept.length; n++) {
      offsets[kept[n]] = ofKept[n];
    }
    return offsets;
  }

  private double[] deviations(long[] px) {
    double[] log = new double[good.length];
    for (int k = 0; k < good.length; k++) {
      log[k] = StrictMath.log((double) px[good[k]]);
    }
    return new JumpCheck(leastDeviation(px), rows.trades).deviations(log, good.length);
  }

  /** Least deviation that counts: prices on a coarse grid move by whole steps of it. */
  private double leastDeviation(long[] px) {
    long step = Long.MAX_VALUE;
    for (int k = 1; k < good.length; k++) {
      if (px[good[k]] != px[good[k - 1]]) {
        step = Math.min(step, Math.abs(px[good[k]] - px[good[k - 1]]));
      }
    }
    double steps =
        step == Long.MAX_VALUE ? 0 : (double) GAMMA_STEPS * step / px[good[good.length / 2]];
    return Math.max(rows.trades ? TRADE_GAMMA : QUOTE_GAMMA, steps);
  }
}
