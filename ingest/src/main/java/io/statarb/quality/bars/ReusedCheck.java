package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One symbol, first of one company and then of another. The place may be a gap without bars or a
 * step of the price, but two companies can also cost the same; the proof is in what does not depend
 * on the level: how much is traded, how wide the days are, and with whom the series moves. Each
 * gives odds between another company and the same one, and between another company and the same one
 * behind a split that prices lack. What is usual is measured on the panel itself ({@link Habits},
 * {@link Kinship}).
 */
final class ReusedCheck {
  /** Bars on each side without which nothing can be said. */
  private static final int LEAST_BARS = 20;

  /** The same behind a gap, which says something by itself. */
  private static final int LEAST_BARS_AT_A_GAP = 5;

  private static final int LEAST_GAP = 8;

  /** A gap of fewer days is a place to look at, but no more than that. */
  private static final int SHORT_GAP = 2;

  /** Places of a series whose kinship is looked at, as that takes long. */
  private static final int CANDIDATES = 10;

  /** Bars from one look at the kinship alone to the next. */
  private static final int GRID = 60;

  /** Kinship lost, in sd, from which on all places near by are candidates as well. */
  private static final double LEAST_LOSS = 4;

  private static final int NEAR_LOSS = 45;

  private static final int AROUND = 5;

  /** Bars on either side on which the habits of a bar rest. */
  private static final int BESIDE = 15;

  /** Decides among equals only. */
  private static final double SLIGHTLY = 0.01;

  /** Steps up to these are usual; beyond them they decay with the second, as a log price. */
  private static final double LEAST_STEP = 0.04;

  private static final double STEP_SIGMAS = 3.5;
  private static final double QUIET_STEP = 0.03;
  private static final double QUIET_SIGMAS = 2.5;

  /** Sd of the log of the ratio of any two prices of a panel. */
  private static final double ANY_TWO_PRICES = 1;

  private static final double MOST_FOR_STEP = 5;
  private static final double FOR_A_GAP = 3;

  /** Usual changes from which on a step begins to tell what day it was, and tells it. */
  private static final double LEAST_OF_A_DAY = 2;

  private static final double WHOLE_DAY = 3.5;

  /**
   * Log odds by how much more the day of a step is traded, and how much wider it is, than the days
   * behind it, as a log. Measured on 500 US stocks: 0.73 +- 0.28 on days whose news moves the
   * price, 0.02 +- 0.27 on the first day of another company.
   */
  private static final double AS_AFTER = 3.6;

  private static final double BY_EXCESS = -9;

  /** Log odds by the usual changes that a step makes after its open. */
  private static final double AT_THE_OPEN = 3;

  private static final double BY_CHANGE_IN_DAY = -2;

  private static final double MOST_FOR_DAY = 4;

  /** The same on days with great news. */
  private static final double MOST_FOR_NEWS = 8;

  /** Habits change together and with the price, so that each of them counts for less. */
  private static final double WEIGHT_OF_HABITS = 0.65;

  /** By how much a split that prices lack is more usual than another company, as log odds. */
  private static final double SPLIT_BEFORE_OTHER = 1.5;

  /** A spin-off or a wrong factor makes any step from this size on. */
  private static final double GREAT_STEP = 0.08;

  private static final double GREAT_SIGMAS = 9;

  /** Mean size of such a step, and by how much another company is more usual, as log odds. */
  private static final double MEAN_ACTION = 0.3;

  private static final double OTHER_BEFORE_ACTION = 2.2;

  /** A factor may be wrong by anything. */
  private static final double MOST_BEHIND_ACTION = 3;

  /** Log odds that are enough, as several places of each series are looked at. */
  private static final double ENOUGH = 5;

  /** A company that is bought, or whose market changes, loses habits and kin without a step. */
  private static final double ENOUGH_IF_QUIET = 8;

  /** Log odds from which on the other reading is named as well. */
  private static final double DOUBTFUL = 3.2;

  /** The same where a step is no news and has to be explained by something. */
  private static final double DOUBTFUL_IF_GREAT = -1;

  /** Both are for a panel of so many series; fewer have fewer chances to be named by mistake. */
  private static final double MANY_SERIES = 500;

  /** How much of the log of their number counts: most of the odds are of one series alone. */
  private static final double BY_SERIES = 0.25;

  /** Median days between the bars of a daily series. */
  private static final double DAILY = 3;

  private final List<Series> panel;
  private final MarketPath market;
  private final Habits habits;
  private final Kinship kinship;

  /**
   * What was measured at one bar.
   *
   * @param gap days of the market without a bar before it
   * @param volume change of the log of the usual volume
   * @param range change of the log of the usual width of a day
   * @param odds log odds of another company by all
   */
  private record Place(int bar, int gap, double volume, double range, double odds) {
    Place with(double more) {
      return new Place(bar, gap, volume, range, odds + more);
    }
  }

  ReusedCheck(List<Series> panel, MarketPath market, Kinship kinship, Habits habits) {
    this.panel = panel;
    this.market = market;
    this.kinship = kinship;
    this.habits = habits;
  }

  /** Looks at one series; returns the bar at which another company begins, or -1. */
  int find(int at, Findings findings, boolean[] explained) {
    Place best = null;
    for (Place place : places(at, explained)) {
      double lost = kinship.lost(at, place.bar);
      double ofKin = kinship.odds(at, place.bar, lost);
      Place whole = place.with(ofKin);
      if (whole.gap >= LEAST_GAP) {
        // Whoever comes back after long is to be looked at in any case.
        report(at, whole, findings);
      } else if (whole.odds >= doubtful(panel.get(at), place.bar)
          && (ofKin >= DOUBTFUL
              || place.gap >= SHORT_GAP
              || !isBesideGreat(panel.get(at), place.bar))
          && (best == null || whole.odds > best.odds)) {
        best = whole;
      }
    }
    if (best != null) {
      report(at, best, findings);
    }
    return best != null && best.odds >= enough(panel.get(at), best.bar) ? best.bar : -1;
  }

  /** All gaps, then the likeliest other places, apart from each other. */
  private List<Place> places(int at, boolean[] explained) {
    Series series = panel.get(at);
    List<Place> gaps = new ArrayList<>();
    List<Place> others = new ArrayList<>();
    boolean[] likeliest = likeliest(at);
    for (int i = LEAST_BARS_AT_A_GAP; i <= series.count - LEAST_BARS_AT_A_GAP; i++) {
      if (explained[i]) {
        continue;
      }
      int gap = missing(series, i);
      if (gap >= LEAST_GAP || (gap >= SHORT_GAP && isAmongBars(series, i))) {
        gaps.add(place(at, i));
      } else if (likeliest[i]) {
        others.add(place(at, i));
      }
    }
    others.sort(Comparator.comparingDouble(Place::odds).reversed());
    int loss = greatestLoss(at);
    for (int k = 0; k < others.size(); k++) {
      if (k < CANDIDATES || Math.abs(others.get(k).bar - loss) < NEAR_LOSS) {
        gaps.add(others.get(k));
      }
    }
    return gaps;
  }

  /** Bar of a coarse grid at which most of the kinship is lost, far away when hardly any is. */
  private int greatestLoss(int at) {
    int bar = -NEAR_LOSS;
    double most = LEAST_LOSS;
    for (int i = GRID / 2; i < panel.get(at).count; i += GRID) {
      double lost = kinship.lost(at, i);
      if (lost > most) {
        most = lost;
        bar = i;
      }
    }
    return bar;
  }

  /** Log odds of another company by the step of each bar; among equals by its size. */
  private double[] steps(int at) {
    Series series = panel.get(at);
    double[] odds = new double[series.count];
    for (int i = 1; i < series.count; i++) {
      double size = Math.abs(series.residual[i]) / series.sigma[i];
      odds[i] = ofStep(series, i, 0) + ofDay(at, i) + SLIGHTLY * size;
    }
    return odds;
  }

  /** Another company begins with a step, be it small: the likeliest bars, none near another. */
  private boolean[] likeliest(int at) {
    double[] steps = steps(at);
    boolean[] near = new boolean[steps.length];
    boolean[] chosen = new boolean[steps.length];
    IntStream.range(LEAST_BARS, steps.length - LEAST_BARS + 1)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -steps[i]))
        .forEach(i -> {
          if (!near[i]) {
            chosen[i] = true;
            Arrays.fill(near, i - AROUND, Math.min(near.length, i + AROUND + 1), true);
          }
        });
    return chosen;
  }

  private static double usualStep(Series series, int i) {
    return Math.max(STEP_SIGMAS * series.sigma[i], LEAST_STEP);
  }

  /** Days of the market, or of the series' own rhythm, between a bar and the one before it. */
  private int missing(Series series, int i) {
    int days = series.day[i] - series.day[i - 1];
    if (series.rhythm > DAILY) {
      return (int) (days / series.rhythm) - 1;
    }
    return market.crowd() ? market.daysBetween(series.day[i - 1], series.day[i]) : days * 5 / 7 - 1;
  }

  private static boolean isAmongBars(Series series, int i) {
    return i >= LEAST_BARS && i <= series.count - LEAST_BARS;
  }

  private Place place(int at, int i) {
    Series series = panel.get(at);
    int gap = missing(series, i);
    double volume = habits.volumeChange(at, i);
    double range = habits.rangeChange(at, i);
    double step = series.residual[i];
    double ofVolume = ofVolume(volume);
    double odds =
        Math.min(
            ofStep(series, i, gap) + ofDay(at, i) + ofVolume,
            behindSplit(series, i, volume, ofVolume));
    if (isGreat(series, i)) {
      odds = Math.min(odds, Math.min(ofVolume, ofVolume(volume + step)) + behindAction(step));
    }
    odds += WEIGHT_OF_HABITS * habits.oddsOfRange(range) + ofGap(gap);
    return new Place(i, gap, volume, range, odds);
  }

  /** A short gap tells less, as rows may be lost. */
  private static double ofGap(int gap) {
    return gap < SHORT_GAP ? 0 : FOR_A_GAP * Math.min(1, (double) gap / LEAST_GAP);
  }

  private double ofVolume(double change) {
    return WEIGHT_OF_HABITS * habits.oddsOfVolume(change);
  }

  /** In one company exponential, in two the distance of any two prices. */
  private static double ofStep(Series series, int i, int gap) {
    double step = Math.abs(series.residual[i]);
    double sigma = series.sigma[i] * Math.sqrt(Math.max(1, gap));
    double scale = Math.max(QUIET_STEP, QUIET_SIGMAS * sigma);
    double same = -Math.max(0, step - usualStep(series, i)) / scale - StrictMath.log(scale);
    return Math.clamp(anyTwoPrices(step) - same, -MOST_FOR_STEP, MOST_FOR_STEP);
  }

  /** Log density of the log of the ratio of any two prices. */
  private static double anyTwoPrices(double step) {
    double z = step / ANY_TWO_PRICES;
    return -0.5 * z * z - StrictMath.log(ANY_TWO_PRICES * Math.sqrt(2 * Math.PI));
  }

  /** The ratio that prices lack is often one that volumes have, and then explains their change. */
  private double behindSplit(Series series, int i, double volume, double ofVolume) {
    double step = series.residual[i];
    double sd = 1.2 * series.sigma[i];
    double z = (step - SplitRatios.effect(SplitRatios.nearest(step))) / sd;
    double split =
        -StrictMath.log(SplitRatios.count() * sd * Math.sqrt(2 * Math.PI))
            - 2.5 * StrictMath.log(1 + z * z / 4);
    return anyTwoPrices(step)
        - split
        - SPLIT_BEFORE_OTHER
        + Math.min(ofVolume, ofVolume(volume + step));
  }

  /** A spin-off or a wrong factor hits no ratio; the larger a step is, the less it is one. */
  private static double behindAction(double step) {
    double action = -Math.abs(step) / MEAN_ACTION - StrictMath.log(MEAN_ACTION);
    return Math.min(MOST_BEHIND_ACTION, anyTwoPrices(step) - action + OTHER_BEFORE_ACTION);
  }

  /** Whether a step has to be explained by something. */
  private static boolean isGreat(Series series, int i) {
    return Math.abs(series.residual[i]) > Math.max(GREAT_STEP, GREAT_SIGMAS * series.sigma[i]);
  }

  /**
   * Whether habits that change here may be those of a great step near by, as of a split with its
   * volumes; kin does not change with it.
   */
  private static boolean isBesideGreat(Series series, int i) {
    int to = Math.min(series.count, i + BESIDE + 1);
    return !isGreat(series, i)
        && IntStream.range(Math.max(1, i - BESIDE), to).anyMatch(j -> isGreat(series, j));
  }

  /**
   * Another company begins with an open, and its first day is one as those behind it; news is
   * traded more than what follows, and its day has just begun with the open.
   */
  private double ofDay(int at, int i) {
    Series series = panel.get(at);
    double sigmas = Math.abs(series.residual[i]) / series.sigma[i];
    double share = Math.clamp((sigmas - LEAST_OF_A_DAY) / (WHOLE_DAY - LEAST_OF_A_DAY), 0, 1);
    double inDay = Math.abs(series.residual[i] - series.overnight[i]) / series.sigma[i];
    return share
        * (bounded(AS_AFTER + BY_EXCESS * habits.excess(at, i), MOST_FOR_NEWS)
            + bounded(AT_THE_OPEN + BY_CHANGE_IN_DAY * inDay, MOST_FOR_DAY));
  }

  /** Log odds of what tells little by itself, 0 where it is not known. */
  private static double bounded(double odds, double mostAgainst) {
    return Double.isNaN(odds) ? 0 : Math.clamp(odds, -mostAgainst, MOST_FOR_DAY);
  }

  private double doubtful(Series series, int i) {
    double chances = BY_SERIES * StrictMath.log(panel.size() / MANY_SERIES);
    return chances + (isGreat(series, i) ? DOUBTFUL_IF_GREAT : DOUBTFUL);
  }

  private static double enough(Series series, int i) {
    return isQuiet(series, i) ? ENOUGH_IF_QUIET : ENOUGH;
  }

  private static boolean isQuiet(Series series, int i) {
    return Math.abs(series.residual[i]) <= usualStep(series, i);
  }

  private void report(int at, Place place, Findings findings) {
    Series series = panel.get(at);
    int i = place.bar;
    double lost = kinship.lost(at, i);
    findings.add(
        FindingKind.REUSED_TICKER,
        // A step that may be a split as well, and whoever comes back after long, is to be looked
        // at.
        place.odds < enough(series, i) ? Verdict.WARN : Verdict.FAIL,
        series.day[i],
        series.day[series.count - 1],
        "new_company_from",
        series.date(i),
        "market_days_without_a_bar",
        place.gap,
        "step_log",
        Findings.round(series.residual[i]),
        "usual_change_log",
        Findings.round(series.sigma[i]),
        "volume_change_log",
        Findings.round(place.volume),
        "range_change_log",
        Findings.round(place.range),
        "kinship_lost_sd",
        Double.isNaN(lost) ? "not known" : (Object) Findings.round(lost),
        "log_odds",
        Findings.round(place.odds));
  }
}
