package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

  /** Places of a series whose kinship is looked at, as that takes long. */
  private static final int CANDIDATES = 10;

  /** Bars from one look at the kinship alone to the next. */
  private static final int GRID = 60;

  /** Kinship lost, in sd, from which on all places near by are candidates as well. */
  private static final double LEAST_LOSS = 4;

  private static final int NEAR_LOSS = 45;

  private static final int AROUND = 5;

  /** Steps up to these are usual; beyond them they decay with the second, as a log price. */
  private static final double LEAST_STEP = 0.04;

  private static final double STEP_SIGMAS = 3.5;
  private static final double QUIET_STEP = 0.03;
  private static final double QUIET_SIGMAS = 2.5;

  /** Sd of the log of the ratio of any two prices of a panel. */
  private static final double ANY_TWO_PRICES = 1;

  private static final double MOST_FOR_STEP = 5;
  private static final double FOR_A_GAP = 3;

  /** Volume of the day over the usual one that comes with news. */
  private static final double NEWS = 2.5;

  /** By how much a split that prices lack is more usual than another company, as log odds. */
  private static final double SPLIT_BEFORE_OTHER = 1.5;

  /** A spin-off or a wrong factor makes any step from this size on. */
  private static final double GREAT_STEP = 0.08;

  private static final double GREAT_SIGMAS = 9;

  private static final double ACTION_BEFORE_OTHER = -1;

  /** Log odds that are enough, as several places of each series are looked at. */
  private static final double ENOUGH = 3.5;

  /** Log odds from which on the other reading is named as well. */
  private static final double DOUBTFUL = 2;

  /** The same when the step has to be explained by something. */
  private static final double DOUBTFUL_IF_GREAT = -3;

  /** Habits change by themselves now and then, somewhere among all days without a step. */
  private static final double DOUBTFUL_IF_QUIET = 6;

  /** A young company changes its habits and keeps its kin; with that lost, less is enough. */
  private static final double DOUBTFUL_IF_KIN_IS_LOST = 3;

  private static final double KIN_IS_LOST = 1;

  private static final double ENOUGH_IF_QUIET = 5;

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
   * @param great whether its step has to be explained by something
   * @param kin log odds of another company by kinship, 0 while it was not looked at
   * @param odds log odds of another company by all
   */
  private record Place(
      int bar, int gap, double volume, double range, boolean great, double kin, double odds) {
    Place withKin(double more) {
      return new Place(bar, gap, volume, range, great, more, odds + more);
    }
  }

  ReusedCheck(List<Series> panel, MarketPath market) {
    this.panel = panel;
    this.market = market;
    habits = new Habits(panel, market);
    kinship = new Kinship(panel, market);
  }

  /** Looks at one series; returns the bar at which another company begins, or -1. */
  int find(int at, Findings findings, boolean[] explained) {
    Place best = null;
    for (Place place : places(at, explained)) {
      Place whole = place.withKin(kinship.odds(at, place.bar, kinship.lost(at, place.bar)));
      if (whole.gap >= LEAST_GAP) {
        // Whoever comes back after long is to be looked at in any case.
        report(at, whole, findings);
      } else if (whole.odds >= doubtful(panel.get(at), whole)
          && (best == null || whole.odds > best.odds)) {
        best = whole;
      }
    }
    if (best != null) {
      report(at, best, findings);
    }
    return best != null && best.odds >= enough(panel.get(at), best) ? best.bar : -1;
  }

  /** All gaps, then the likeliest other places, apart from each other. */
  private List<Place> places(int at, boolean[] explained) {
    Series series = panel.get(at);
    List<Place> gaps = new ArrayList<>();
    List<Place> others = new ArrayList<>();
    for (int i = LEAST_BARS_AT_A_GAP; i <= series.count - LEAST_BARS_AT_A_GAP; i++) {
      if (explained[i]) {
        continue;
      }
      if (missing(series, i) >= LEAST_GAP) {
        gaps.add(place(at, i));
      } else if (i >= LEAST_BARS && i <= series.count - LEAST_BARS && isLargestAround(series, i)) {
        if (!isStep(series, i) || (overnight(series, i) && !isNews(series, i))) {
          others.add(place(at, i));
        }
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

  /** Another company begins with a step, be it small: no other place nearby is looked at. */
  private static boolean isLargestAround(Series series, int i) {
    for (int k = Math.max(1, i - AROUND); k <= Math.min(series.count - 1, i + AROUND); k++) {
      if (k != i && Math.abs(series.residual[k]) > Math.abs(series.residual[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStep(Series series, int i) {
    return Math.abs(series.residual[i]) > usualStep(series, i);
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

  private Place place(int at, int i) {
    Series series = panel.get(at);
    int gap = missing(series, i);
    double volume = habits.volumeChange(at, i);
    double range = habits.rangeChange(at, i);
    double step = series.residual[i];
    double ofVolume = habits.oddsOfVolume(volume);
    double odds =
        Math.min(ofStep(series, i, gap) + ofVolume, behindSplit(series, i, volume, ofVolume));
    boolean great = Math.abs(step) > Math.max(GREAT_STEP, GREAT_SIGMAS * series.sigma[i]);
    if (great) {
      double rest = Math.min(ofVolume, habits.oddsOfVolume(volume + step));
      odds = Math.min(odds, rest - ACTION_BEFORE_OTHER);
    }
    odds += habits.oddsOfRange(range) + (gap >= LEAST_GAP ? FOR_A_GAP : 0);
    return new Place(i, gap, volume, range, great, 0, odds);
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
        + Math.min(ofVolume, habits.oddsOfVolume(volume + step));
  }

  /** Whether the day is traded more than the days before and after it. */
  private static boolean isNews(Series series, int i) {
    double before = Series.median(series.volume, i - 20, i);
    double after = Series.median(series.volume, i + 1, i + 61);
    return series.volume[i] > NEWS * Math.max(before, after);
  }

  /** Another company begins with the open. */
  private static boolean overnight(Series series, int i) {
    double overnight = series.overnight[i];
    double step = series.residual[i];
    return Double.isNaN(overnight)
        || Math.abs(overnight - step) < Math.max(0.25 * Math.abs(step), 3 * series.sigma[i]);
  }

  private static double doubtful(Series series, Place place) {
    if (place.great) {
      return DOUBTFUL_IF_GREAT;
    }
    if (isStep(series, place.bar)) {
      return DOUBTFUL;
    }
    return place.kin > KIN_IS_LOST ? DOUBTFUL_IF_KIN_IS_LOST : DOUBTFUL_IF_QUIET;
  }

  private static double enough(Series series, Place place) {
    return isStep(series, place.bar) || place.gap >= LEAST_GAP ? ENOUGH : ENOUGH_IF_QUIET;
  }

  private void report(int at, Place place, Findings findings) {
    Series series = panel.get(at);
    int i = place.bar;
    double lost = kinship.lost(at, i);
    findings.add(
        FindingKind.REUSED_TICKER,
        // A step that may be a split as well, and whoever comes back after long, is to be looked
        // at.
        place.odds < enough(series, place) ? Verdict.WARN : Verdict.FAIL,
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
