package io.statarb.screen;

import io.statarb.cli.Progress;
import io.statarb.cointegration.EngleGranger;
import io.statarb.cointegration.Johansen;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.Kpss;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Judges pairs that were tested: the first reason against each, the dear tests only on those that
 * are left.
 */
final class Selection {
  private static final double BPS = 1e4;
  private static final double JOHANSEN_P = 0.05;
  private static final double KPSS_P = 0.01;

  private final ScreenRule rule;
  private final PairStatistics pairs;
  private final SeriesTable logs;
  private final List<Integer> eligible;

  Selection(ScreenRule rule, PairStatistics pairs, SeriesTable logs, List<Integer> eligible) {
    this.rule = rule;
    this.pairs = pairs;
    this.logs = logs;
    this.eligible = eligible;
  }

  void judge(Progress progress) {
    double[] q = rule.fdr() == FalseDiscovery.BH ? pairs.qBh : pairs.qBy;
    for (int pair = 0; pair < pairs.pairs(); pair++) {
      if (pairs.verdict[pair] == Verdict.SELECTED) {
        pairs.verdict[pair] = judge(pair, q[pair]);
      }
      if ((pair & 0xFFF) == 0) {
        progress.update("judge pairs", pair, pairs.pairs());
      }
    }
    progress.update("judge pairs", pairs.pairs(), pairs.pairs());
  }

  /** Comparisons are written so that NaN speaks against the pair. */
  private Verdict judge(int pair, double q) {
    if (!(q <= rule.fdrLevel())) {
      return Verdict.NOT_COINTEGRATED;
    }
    if (!(pairs.hedgeRatio[pair] > 0)) {
      return Verdict.HEDGE_RATIO_NOT_POSITIVE;
    }
    double halfLife = pairs.halfLife[pair];
    if (Double.isNaN(halfLife)) {
      return Verdict.NO_REVERSION;
    }
    if (halfLife < rule.minHalfLifeBars()) {
      return Verdict.HALF_LIFE_TOO_SHORT;
    }
    if (halfLife > rule.maxHalfLifeBars()) {
      return Verdict.HALF_LIFE_TOO_LONG;
    }
    if (!(BPS * pairs.spreadSd[pair] >= rule.minSdToCost() * rule.costBps())) {
      return Verdict.SPREAD_BELOW_COST;
    }
    SeriesTable legs = legs(pair);
    if (!stable(legs)) {
      return Verdict.UNSTABLE;
    }
    return dear(pair, legs);
  }

  /** Log prices of y and x. */
  private SeriesTable legs(int pair) {
    int y = Collections.binarySearch(eligible, pairs.y(pair));
    int x = Collections.binarySearch(eligible, pairs.x(pair));
    return logs.select(List.of(y, x));
  }

  /** Whether each part of the window has a hedge ratio above 0 and a spread that comes back. */
  private boolean stable(SeriesTable legs) {
    int parts = rule.subWindows();
    for (int part = 0; parts > 1 && part < parts; part++) {
      int from = (int) ((long) legs.rows() * part / parts);
      int to = (int) ((long) legs.rows() * (part + 1) / parts);
      SeriesTable window =
          SeriesTable.of(
              legs.names(),
              new double[][] {
                Arrays.copyOfRange(legs.column(0), from, to),
                Arrays.copyOfRange(legs.column(1), from, to)
              },
              List.of());
      try {
        EngleGranger test = EngleGranger.test(window, 0, rule.trend(), new LagChoice.Fixed(1));
        if (!(test.pValue() <= rule.subWindowP()) || !(test.hedgeRatios().getFirst() > 0)) {
          return false;
        }
      } catch (IllegalArgumentException tooLittle) {
        return false;
      }
    }
    return true;
  }

  private Verdict dear(int pair, SeriesTable legs) {
    if (Johansen.test(legs, Trend.C, 1).trace().getFirst().pValue() > JOHANSEN_P) {
      return Verdict.JOHANSEN_DISAGREES;
    }
    double[] spread = new double[legs.rows()];
    for (int t = 0; t < spread.length; t++) {
      spread[t] = legs.column(0)[t] - pairs.hedgeRatio[pair] * legs.column(1)[t];
    }
    if (Kpss.test(spread, Trend.C, new Kpss.Lags.Auto()).pValue() <= KPSS_P) {
      return Verdict.KPSS_DISAGREES;
    }
    return Verdict.SELECTED;
  }
}
