package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Days of another company within a series, at nearly its price: no step is large, but the price
 * leaves with one open and with another is back where its own would be by then; in between another
 * number of shares is traded and the days are of another width; and neither gap is traded as news
 * is. None of this is proof by itself: each gives log odds between another company and the same
 * one. Stretches near each other add up when each begins where the other company was left. Confined
 * to one thread.
 */
final class ForeignStretch {
  private static final int MOST_BARS = 60;

  /** Bars between two stretches that belong together. */
  private static final int LONGEST_BREAK = 40;

  /** Bars of all stretches that belong together and those between. */
  private static final int MOST_BARS_IN_ALL = 120;

  /** Usual gaps from which on an open may be the first of either company; less finds no more. */
  private static final double GAPS = 2;

  /**
   * How far another company's price is, as a log: half of them are near, as exponential with this
   * mean, and half are anywhere, as half of a normal distribution with this sd.
   */
  private static final double NEAR_PRICE = 0.05;

  private static final double ANY_PRICE = 1;

  /** No gap tells more than this: great ones are mostly news. */
  private static final double MOST_FOR_GAP = 6;

  /**
   * Variance of the change of the log of the volume against the bars around, whatever the number of
   * bars, and what is added for one bar; the same for the width of days. About twice the sd of 500
   * US stocks on any days, as news changes both for a while.
   */
  private static final double STEADY_VOLUME = 0.04;

  private static final double VOLUME_OF_A_BAR = 0.25;
  private static final double STEADY_RANGE = 0.02;
  private static final double RANGE_OF_A_BAR = 0.2;

  /** Sd of the same changes where rows of another of these stocks are put in. */
  private static final double OTHER_VOLUME = 1.2;

  private static final double OTHER_RANGE = 0.36;

  /**
   * By how much the day of a gap is traded more than those behind it, as a log: of these stocks'
   * own gaps of three usual ones and more, and of first days of another one's rows.
   */
  private static final Contrast DAY = new Contrast(0.4, 0.53, 0, 0.31);

  /** Degrees of freedom of gaps: of real ones six in a thousand are more than eight usual ones. */
  private static final double FREEDOM = 3;

  /** Log of the middle of the density of a t distribution with these. */
  private static final double LOG_MIDDLE = StrictMath.log(2 / (Math.PI * Math.sqrt(3)));

  /** Log of the number of stretches of a series that are looked at, and of those near another. */
  private static final double AMONG_MANY = 7;

  private static final double AMONG_FEW = 3;

  /**
   * Log odds that are enough: a series of a delivery is seldom mixed. The likeliest stretch of each
   * of 500 US stocks over five years, in which none is known, has 3.5 at most.
   */
  private static final double ENOUGH = 4;

  private final int at;
  private final Series series;
  private final Habits habits;
  private final Findings findings;
  private final boolean[] explained;

  /**
   * Bars from one on and before another.
   *
   * @param first first bar of the first stretch that belongs to it
   * @param times number of stretches
   * @param odds log odds of another company by all of them
   */
  private record Stretch(int first, int times, int from, int behind, double odds) {}

  /**
   * Of one series.
   *
   * @param at its place in the panel
   * @param explained bars that something else explains; those of another company are set
   */
  ForeignStretch(int at, Series series, Habits habits, Findings findings, boolean[] explained) {
    this.at = at;
    this.series = series;
    this.habits = habits;
    this.findings = findings;
    this.explained = explained;
  }

  /** Finds all, the likeliest first. */
  void find() {
    if (!series.ranged || !series.volumed) {
      return;
    }
    Stretch next = likeliest();
    while (next != null) {
      Arrays.fill(explained, next.first, next.behind, true);
      report(next);
      next = likeliest();
    }
  }

  private @Nullable Stretch likeliest() {
    int[] places =
        IntStream.range(1, series.count).filter(i -> !explained[i] && isPlace(i)).toArray();
    List<Stretch> known = new ArrayList<>();
    Stretch best = null;
    for (int b = 1; b < places.length; b++) {
      for (int a = b - 1; a >= 0 && places[b] - places[a] <= MOST_BARS; a--) {
        if (findings.tellsOfStretch(series.day[places[a]], series.day[places[b]])) {
          continue;
        }
        Stretch stretch = stretch(places[a], places[b], known);
        known.add(stretch);
        if (stretch.odds > (best == null ? ENOUGH : best.odds)) {
          best = stretch;
        }
      }
    }
    return best;
  }

  /**
   * By itself, or with one before it if that is likelier.
   *
   * @param known those before it, by their ends
   */
  private Stretch stretch(int from, int behind, List<Stretch> known) {
    double own = odds(from, behind);
    Stretch best = new Stretch(from, 1, from, behind, own + ofEntry(from) - AMONG_MANY);
    for (int k = known.size() - 1; k >= 0 && from - known.get(k).behind <= LONGEST_BREAK; k--) {
      Stretch before = known.get(k);
      if (before.behind < from && behind - before.first <= MOST_BARS_IN_ALL) {
        double odds = before.odds + own + ofReturn(before.behind, from) - AMONG_FEW;
        if (odds > best.odds) {
          best = new Stretch(before.first, before.times + 1, from, behind, odds);
        }
      }
    }
    return best;
  }

  /** Whether the price leaves with an open, and for the day. */
  private boolean isPlace(int i) {
    double gap = series.overnight[i];
    return Math.abs(gap) > GAPS * series.gap[i] && gap * series.residual[i] > 0;
  }

  /** By all but the first gap. */
  private double odds(int from, int behind) {
    return ofExit(from, behind)
        + ofHabits(from, behind)
        + ofDay(from, behind)
        + ofDay(behind, series.count);
  }

  /** By the first gap: another company's price is anywhere. */
  private double ofEntry(int i) {
    double size = Math.abs(series.overnight[i]);
    double near = StrictMath.exp(-size / NEAR_PRICE) / NEAR_PRICE;
    double z = size / ANY_PRICE;
    double any = StrictMath.exp(-z * z / 2) * Math.sqrt(2 / Math.PI) / ANY_PRICE;
    // Of either sign, and of either kind.
    return bounded(StrictMath.log((near + any) / 4) - usualGap(i));
  }

  /** By the last gap: it leads to where the own price would be after so many days. */
  private double ofExit(int from, int behind) {
    double away = series.overnight[behind];
    for (int i = from; i < behind; i++) {
      away += series.residual[i];
    }
    double own = series.sigma[from] * series.sigma[from] * (behind - from);
    double sd = Math.sqrt(series.gap[behind] * series.gap[behind] + own);
    return bounded(logDensity(away, sd) - usualGap(behind));
  }

  /** By the first gap of one more stretch: it leads to where the other price would be by now. */
  private double ofReturn(int left, int from) {
    double apart = series.overnight[from] + series.overnight[left];
    double moves = 2 * series.sigma[from] * series.sigma[from] * (from - left);
    double sd = Math.sqrt(series.gap[from] * series.gap[from] + moves);
    return bounded(logDensity(apart, sd) - usualGap(from));
  }

  private double usualGap(int i) {
    return logDensity(series.overnight[i], series.gap[i]);
  }

  private static double bounded(double odds) {
    return Math.clamp(odds, -MOST_FOR_GAP, MOST_FOR_GAP);
  }

  private double ofHabits(int from, int behind) {
    int bars = behind - from;
    return contrast(STEADY_VOLUME + VOLUME_OF_A_BAR / bars, OTHER_VOLUME)
            .logOdds(habits.volumeWithin(at, from, behind))
        + contrast(STEADY_RANGE + RANGE_OF_A_BAR / bars, OTHER_RANGE)
            .logOdds(habits.rangeWithin(at, from, behind));
  }

  private static Contrast contrast(double variance, double other) {
    return new Contrast(0, Math.sqrt(variance), 0, Math.sqrt(variance + other * other));
  }

  /** News is traded more than what follows it. */
  private double ofDay(int i, int end) {
    return DAY.logOdds(habits.volumeExcess(at, i, end));
  }

  /** Of a t distribution with {@link #FREEDOM}. */
  private static double logDensity(double value, double sd) {
    double z = value / sd;
    return LOG_MIDDLE
        - StrictMath.log(sd)
        - 0.5 * (FREEDOM + 1) * StrictMath.log(1 + z * z / FREEDOM);
  }

  private void report(Stretch stretch) {
    int from = stretch.from;
    int behind = stretch.behind;
    findings.add(
        FindingKind.MIXED_SERIES,
        Verdict.WARN,
        series.day[stretch.first],
        series.day[behind - 1],
        "stretches_of_another_company",
        stretch.times,
        "gap_in_log",
        Findings.round(series.overnight[stretch.first]),
        "gap_out_log",
        Findings.round(series.overnight[behind]),
        "usual_gap_log",
        Findings.round(series.gap[from]),
        "volume_change_of_last_log",
        Findings.round(habits.volumeWithin(at, from, behind)),
        "range_change_of_last_log",
        Findings.round(habits.rangeWithin(at, from, behind)),
        "log_odds",
        Findings.round(stretch.odds));
  }
}
