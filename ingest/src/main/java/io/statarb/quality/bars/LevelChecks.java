package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the level of a series: single wrong prices, splits that are not adjusted, days
 * of another series. All are steps of the price that its market does not make; they differ in how
 * the price goes on, and from news in that nobody trades on them more than on other days.
 *
 * <p>The filter of single prices follows C. Brownlees and G. Gallo, "Financial econometric analysis
 * at ultra-high frequency", 2006: a price is an outlier when it is many usual deviations away from
 * its neighbourhood on both sides.
 */
final class LevelChecks {
  /** A single price this many usual changes away, and back, is looked at. */
  private static final double JUMP_SIGMAS = 7;

  private static final double LEAST_JUMP = 0.04;

  /** Without a range that could show that the price was traded, more is asked for. */
  private static final double LEAST_JUMP_OF_CLOSES = 0.08;

  /** Steps this large are looked at. */
  private static final double STEP_SIGMAS = 5;

  private static final double LEAST_STEP = 0.09;

  /** A step is undone within this many bars or not at all. */
  private static final int LONGEST_BLOCK = 40;

  private static final double LEAST_BLOCK = 0.15;

  /** Volume of the day over the usual one, beyond what it settles at: news. */
  private static final double NEWS = 2.5;

  /** No news halves a price without a record volume, so more is believed. */
  private static final double GREAT_NEWS = 6;

  private static final double GREAT_STEP = 0.6;

  /** A wrong price may stand for so many bars; what stands longer is something else. */
  private static final int FEW_BARS = 2;

  /** A fall or rise like this overnight and without news is some corporate action. */
  private static final double LEAST_ACTION = 0.09;

  private static final double ACTION_SIGMAS = 9;

  /** The same on a day that is traded no more than others: then less is enough. */
  private static final double LEAST_CALM_ACTION = 0.075;

  private static final double CALM_ACTION_SIGMAS = 6;

  /** Volume of the day over the usual one up to which a day is calm. */
  private static final double CALM = 1.6;

  /** The same where neither opens nor volumes can show that there was no news. */
  private static final double LEAST_ACTION_OF_CLOSES = 0.45;

  /** Gaps overnight that alternate: so many in a row, so near, are two series. */
  private static final int LEAST_ALTERNATIONS = 4;

  private static final int ALTERNATION_BARS = 15;

  /**
   * Bars over which strict turns are summed up: short ones of a great, long ones of a small gap.
   */
  private static final int[] TURNS = {10, 24, 60};

  /** No single gap counts for more usual ones than this. */
  private static final double MOST_OF_ONE_TURN = 3;

  /** Sum of the gaps of strict turns, in its own sd; of a million windows by chance none. */
  private static final double TURNS_SIGMAS = 6.5;

  /** Of the gaps of turns so much is kept by the closes; opens alone that jitter are not kept. */
  private static final double LEAST_FOLLOWED = 0.6;

  /** A high or low this far from open and close was never traded. */
  private static final double LEAST_FIELD = 0.45;

  /** An open this far from the closes on both sides of it was not the first price of its day. */
  private static final double LEAST_OPEN = 0.15;

  private final Series series;
  private final Findings findings;
  private final boolean[] explained;

  /** Bars of the path without single wrong prices and bars explained before. */
  private final int[] path;

  private final int length;

  LevelChecks(Series series, Findings findings, boolean[] explained) {
    this.series = series;
    this.findings = findings;
    this.explained = explained;
    fields();
    singles();
    path = new int[series.count];
    int n = 0;
    for (int i = 0; i < series.count; i++) {
      if (!explained[i]) {
        path[n++] = i;
      }
    }
    length = n;
  }

  /**
   * Finds all.
   *
   * @param begins bar at which another company begins, whose step is explained, or -1
   */
  void find(int begins) {
    boolean[] paired = new boolean[length];
    List<int[]> blocks = blocks(paired);
    boolean[] mixed = mixed(blocks);
    alternations(mixed);
    for (int[] block : blocks) {
      if (!mixed[block[0]]) {
        single(block);
      }
    }
    for (int k = 1; k < length; k++) {
      boolean great = isStep(k) || Math.abs(step(k)) >= leastAction(path[k]);
      if (!paired[k] && !mixed[k] && great) {
        persistent(k, path[k] == begins);
      }
    }
  }

  /** One field that is far from all others of its bar and its neighbours, whatever its range. */
  private void fields() {
    for (int i = 0; i < series.count; i++) {
      double open = or(series.open[i], series.close[i]);
      double least = Math.max(LEAST_FIELD, 15 * series.sigma[i]);
      double top = Math.max(open, series.close[i]);
      double bottom = Math.min(open, series.close[i]);
      if (openAlone(i)) {
        field(i, "open", series.open[i]);
      } else if (series.high[i] > 0
          && Math.abs(StrictMath.log(series.high[i] / top)) > least
          && Math.abs(closeMove(i)) < least) {
        field(i, "high", series.high[i]);
      } else if (series.low[i] > 0
          && Math.abs(StrictMath.log(bottom / series.low[i])) > least
          && Math.abs(closeMove(i)) < least) {
        field(i, "low", series.low[i]);
      }
    }
  }

  /** A close that is wrong itself makes its range look wrong. */
  private double closeMove(int i) {
    return i == 0 ? 0 : series.residual[i];
  }

  /** The open is far from the close before and from its own close, on the same side of both. */
  private boolean openAlone(int i) {
    if (i == 0 || !(series.open[i] > 0)) {
      return false;
    }
    double before = series.overnight[i];
    double after = StrictMath.log(series.open[i] / series.close[i]);
    return before * after > 0
        && Math.min(Math.abs(before), Math.abs(after))
            > Math.max(LEAST_OPEN, JUMP_SIGMAS * series.sigma[i]);
  }

  private void field(int i, String field, double value) {
    findings.add(
        FindingKind.ABSURD_JUMP,
        Verdict.WARN,
        series.day[i],
        series.day[i],
        "field",
        field,
        "value",
        value,
        "open",
        or(series.open[i], 0),
        "close",
        series.close[i],
        "usual_change_log",
        Findings.round(series.sigma[i]));
  }

  private static double or(double value, double otherwise) {
    return value > 0 ? value : otherwise;
  }

  private void singles() {
    for (int i = 1; i + 1 < series.count; i++) {
      if (explained[i]) {
        continue;
      }
      double in = series.residual[i];
      double out = series.residual[i + 1];
      double sigma = series.sigma[i];
      double least =
          Math.max(JUMP_SIGMAS * sigma, series.ranged ? LEAST_JUMP : LEAST_JUMP_OF_CLOSES);
      if (Math.abs(in) < least || Math.abs(out) < 0.5 * least || in * out >= 0) {
        continue;
      }
      boolean undone = Math.abs(in + out) < Math.max(0.25 * Math.abs(in), 2.5 * sigma);
      // The bar before and after a wrong one are the same pair of steps seen from the other side.
      boolean bounce =
          i + 2 < series.count && reverses(i + 1, sigma) && Math.abs(out) > 1.5 * Math.abs(in);
      if (undone && !bounce && !alternates(i) && apart(i)) {
        explained[i] = true;
        findings.add(
            FindingKind.ABSURD_JUMP,
            Math.abs(in) > 0.2 ? Verdict.FAIL : Verdict.WARN,
            series.day[i],
            series.day[i],
            "close",
            series.close[i],
            "close_before",
            series.close[i - 1],
            "close_after",
            series.close[i + 1],
            "change_log",
            Findings.round(in),
            "change_back_log",
            Findings.round(out),
            "usual_change_log",
            Findings.round(sigma));
      }
    }
  }

  private boolean reverses(int i, double sigma) {
    double in = series.residual[i];
    double out = series.residual[i + 1];
    return in * out < 0 && Math.abs(in + out) < Math.max(0.25 * Math.abs(in), 2.5 * sigma);
  }

  /** Whether this step is one of several to and fro: those are two series, not one wrong price. */
  private boolean alternates(int i) {
    int more = 0;
    double size = Math.abs(series.residual[i]);
    for (int k = Math.max(1, i - 12); k < Math.min(series.count, i + 13); k++) {
      if (k != i && k != i + 1 && Math.abs(Math.abs(series.residual[k]) - size) < 0.3 * size) {
        more++;
      }
    }
    return more >= 2;
  }

  /** Whether nobody traded between this bar's prices and those of its neighbours. */
  private boolean apart(int i) {
    if (!series.ranged || Double.isNaN(series.high[i]) || Double.isNaN(series.low[i])) {
      return true;
    }
    double top = Math.max(or(series.high[i - 1], 0), or(series.high[i + 1], 0));
    double bottom = Math.min(low(i - 1), low(i + 1));
    boolean closeOutside =
        series.close[i] > series.high[i] * 1.01 || series.close[i] < series.low[i] * 0.99;
    boolean gap = series.low[i] > top || series.high[i] < bottom;
    return closeOutside || gap || closeAlone(i);
  }

  /** Whether the open before the close, and the open after it, know nothing of it. */
  private boolean closeAlone(int i) {
    double size = Math.abs(series.residual[i]);
    double back = series.overnight[i + 1];
    double allowed = Math.max(0.2 * size, 2 * series.sigma[i]);
    return Math.abs(series.overnight[i]) < allowed && Math.abs(back + series.residual[i]) < allowed;
  }

  private double low(int i) {
    return series.low[i] > 0 ? series.low[i] : Double.MAX_VALUE;
  }

  /** Change over one step of the path, less the market's. */
  private double step(int k) {
    double sum = 0;
    for (int i = path[k - 1] + 1; i <= path[k]; i++) {
      sum += series.residual[i];
    }
    return sum;
  }

  private boolean isStep(int k) {
    return Math.abs(step(k)) > Math.max(STEP_SIGMAS * series.sigma[path[k]], LEAST_STEP);
  }

  /** Steps that are undone later: {@code {first, behind last}} on the path. */
  private List<int[]> blocks(boolean[] paired) {
    List<int[]> blocks = new ArrayList<>();
    for (int k = 1; k < length; k++) {
      if (paired[k] || !isStep(k)) {
        continue;
      }
      double in = step(k);
      double sum = in;
      for (int j = k + 1; j < length && j <= k + LONGEST_BLOCK; j++) {
        double out = step(j);
        sum += out;
        double noise = 2.5 * series.sigma[path[k]] * Math.sqrt(j - k);
        boolean back =
            Math.abs(sum) < Math.min(0.4 * Math.abs(in), Math.max(0.2 * Math.abs(in), noise));
        if (!paired[j] && isStep(j) && in * out < 0 && back) {
          blocks.add(new int[] {k, j});
          paired[k] = true;
          paired[j] = true;
          break;
        }
      }
    }
    return blocks;
  }

  /** Several blocks of one height near each other are days of another series. */
  private boolean[] mixed(List<int[]> blocks) {
    boolean[] mixed = new boolean[length];
    int from = 0;
    while (from < blocks.size()) {
      int to = from;
      int quiet = isQuiet(blocks.get(from)) ? 1 : 0;
      while (to + 1 < blocks.size()
          && blocks.get(to + 1)[0] - blocks.get(to)[1] <= LONGEST_BLOCK
          && alike(blocks.get(from), blocks.get(to + 1))) {
        to++;
        quiet += isQuiet(blocks.get(to)) ? 1 : 0;
      }
      if (to > from && 2 * quiet > to - from + 1) {
        mixed(blocks.get(from)[0], blocks.get(to)[1], to - from + 1, mixed);
      }
      from = to + 1;
    }
    return mixed;
  }

  /** Whether neither of its steps came with news. */
  private boolean isQuiet(int[] block) {
    return !isNews(path[block[0]], step(block[0])) && !isNews(path[block[1]], step(block[1]));
  }

  private boolean alike(int[] a, int[] b) {
    double first = Math.abs(step(a[0]));
    double second = Math.abs(step(b[0]));
    return Math.abs(first - second) < 0.35 * Math.max(first, second);
  }

  private void mixed(int from, int behind, int times, boolean[] mixed) {
    java.util.Arrays.fill(mixed, from, Math.min(length, behind + 1), true);
    findings.add(
        FindingKind.MIXED_SERIES,
        Verdict.FAIL,
        series.day[path[from]],
        series.day[path[Math.min(length - 1, behind)]],
        "times_to_and_fro",
        times,
        "difference_log",
        Findings.round(Math.abs(step(from))),
        "usual_change_log",
        Findings.round(series.sigma[path[from]]));
  }

  /** Series of nearly one price are told by gaps that alternate, bar by bar. */
  private void alternations(boolean[] mixed) {
    double[] gaps = new double[length];
    double[] sizes = new double[length];
    double[] usual = new double[length];
    double[] ofGaps = new double[length];
    double[] ofSteps = new double[length];
    for (int k = 1; k < length; k++) {
      double overnight = path[k] == path[k - 1] + 1 ? series.overnight[path[k]] : Double.NaN;
      gaps[k] = Double.isNaN(overnight) ? step(k) : overnight;
      sizes[k] = Math.abs(gaps[k]);
    }
    for (int k = 1; k < length; k++) {
      double median = 1.4826 * Series.median(sizes, Math.max(1, k - 120), k + 120);
      usual[k] = Math.max(0.002, Math.min(median, series.sigma[path[k]]));
      ofGaps[k] = ofGaps[k - 1] + turn(k, gaps[k], usual[k]);
      ofSteps[k] = ofSteps[k - 1] + turn(k, step(k), usual[k]);
    }
    for (int bars : TURNS) {
      turns(ofGaps, ofSteps, bars, mixed);
    }
    int start = -1;
    int last = -1;
    int times = 0;
    for (int k = 1; k < length; k++) {
      double change = step(k);
      boolean kept = change * gaps[k] > 0 && Math.abs(change) > 0.5 * sizes[k];
      double least = Math.max(0.012, Math.max(4 * usual[k], 3 * series.sigma[path[k]]));
      if (mixed[k] || !kept || sizes[k] < least) {
        continue;
      }
      boolean follows =
          last > 0
              && k - last <= ALTERNATION_BARS
              && gaps[k] * gaps[last] < 0
              && Math.abs(sizes[k] - sizes[last]) < 0.35 * sizes[last] + 2 * usual[k];
      if (!follows) {
        alternation(start, last, times, mixed);
        start = k;
        times = 0;
      } else {
        times++;
      }
      last = k;
    }
    alternation(start, last, times, mixed);
  }

  /**
   * Two series that take turns bar by bar: the gaps, each against the one before, add up, be each
   * of them no larger than usual, and the closes follow them.
   *
   * @param ofGaps gaps in usual ones, signed by turns, summed up from the beginning
   * @param ofSteps the same of the closes
   */
  private void turns(double[] ofGaps, double[] ofSteps, int bars, boolean[] mixed) {
    double least = TURNS_SIGMAS * Math.sqrt(bars);
    int from = -1;
    for (int k = bars; k <= length; k++) {
      double gaps = k < length ? ofGaps[k] - ofGaps[k - bars] : 0;
      double steps = k < length ? ofSteps[k] - ofSteps[k - bars] : 0;
      if (Math.abs(gaps) > least && steps / gaps > LEAST_FOLLOWED) {
        from = from < 0 ? k - bars + 1 : from;
      } else if (from >= 0) {
        if (!mixed[from]) {
          mixed(from, k - 1, k - from, mixed);
        }
        from = -1;
      }
    }
  }

  /** A change in usual ones, with the sign that turns about give it. */
  private static double turn(int k, double change, double usual) {
    double size = Math.clamp(change / usual, -MOST_OF_ONE_TURN, MOST_OF_ONE_TURN);
    return k % 2 == 0 ? size : -size;
  }

  private void alternation(int start, int last, int times, boolean[] mixed) {
    if (times >= LEAST_ALTERNATIONS) {
      mixed(start, last, times, mixed);
    }
  }

  /** One block: a split on some days only, or a part of another series. */
  private void single(int[] block) {
    double in = step(block[0]);
    int first = path[block[0]];
    int behind = path[block[1]];
    double least = Math.max(10 * series.sigma[first], LEAST_BLOCK);
    double out = step(block[1]);
    double within = Series.median(series.traded, first, behind);
    if (Math.abs(in) < least || isNews(first, in, within) || isNews(behind, out, within)) {
      return;
    }
    if (!isOvernight(block[0], in) || !isOvernight(block[1], out)) {
      return;
    }
    int[] ratio = SplitRatios.nearest(in);
    double effect = SplitRatios.effect(ratio);
    double off = Math.abs(in - effect);
    double wide = tolerance(first, effect);
    // What is undone by less or more than it was is two prices and no ratio.
    boolean split = off < wide && Math.abs(out + effect) < 2 * wide;
    if (block[1] - block[0] <= FEW_BARS) {
      block(FindingKind.ABSURD_JUMP, Verdict.FAIL, block, in, split ? ratio : null);
      return;
    }
    if (split) {
      block(FindingKind.UNADJUSTED_SPLIT, Verdict.FAIL, block, in, ratio);
    }
    // Any two prices may be near some ratio; a split hits it as exactly as its day allows.
    if (!split || off > series.sigma[first]) {
      block(FindingKind.MIXED_SERIES, split ? Verdict.WARN : Verdict.FAIL, block, in, null);
    }
  }

  private void block(
      FindingKind kind, Verdict verdict, int[] block, double in, int @Nullable [] ratio) {
    int first = path[block[0]];
    findings.add(
        kind,
        verdict,
        series.day[first],
        series.day[path[block[1] - 1]],
        "change_log",
        Findings.round(in),
        "undone_after_bars",
        block[1] - block[0],
        "ratio",
        ratio == null ? "none" : ratio[0] + ":" + ratio[1],
        "volume_over_usual",
        Findings.round(series.spike(first)));
  }

  private void persistent(int k, boolean reused) {
    int i = path[k];
    double change = step(k);
    int[] ratio = SplitRatios.nearest(change);
    double allowed = tolerance(i, SplitRatios.effect(ratio));
    double off = Math.abs(change - SplitRatios.effect(ratio));
    if (!stays(k, change) || isNews(i, change) || !isOvernight(k, change)) {
      return;
    }
    boolean split = off < allowed && overnightFits(i, SplitRatios.effect(ratio), allowed);
    if (!split && (reused || Math.abs(change) < leastAction(i))) {
      return;
    }
    findings.add(
        FindingKind.UNADJUSTED_SPLIT,
        split && !reused ? Verdict.FAIL : Verdict.WARN,
        series.day[i],
        series.day[i],
        "ratio",
        split ? ratio[0] + ":" + ratio[1] : "none that is usual: a spin-off or a wrong factor",
        "price_factor",
        Findings.round(StrictMath.exp(change)),
        "overnight_log",
        Findings.round(number(series.overnight[i], change)),
        "off_ratio_log",
        Findings.round(off),
        "usual_change_log",
        Findings.round(series.sigma[i]),
        "volume_over_usual",
        Findings.round(series.spike(i)),
        "volume_after_over_before",
        Findings.round(settled(i)));
  }

  private double leastAction(int i) {
    if (!series.volumed || !series.ranged) {
      return LEAST_ACTION_OF_CLOSES;
    }
    return series.spike(i) < CALM
        ? Math.max(LEAST_CALM_ACTION, CALM_ACTION_SIGMAS * series.sigma[i])
        : Math.max(LEAST_ACTION, ACTION_SIGMAS * series.sigma[i]);
  }

  private static double number(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  /** How far a day's own change may carry a price from the exact ratio. */
  private double tolerance(int i, double effect) {
    boolean great = Math.abs(effect) > GREAT_STEP;
    double own = Math.min(0.09, Math.max(great ? 0.06 : 0.03, 3 * series.sigma[i]));
    return Math.min(own, 0.15 * Math.abs(effect));
  }

  private boolean overnightFits(int i, double effect, double allowed) {
    double overnight = series.overnight[i];
    return Double.isNaN(overnight) || Math.abs(overnight - effect) < 1.5 * allowed;
  }

  /** A split and another series begin with the open; news may take the day. */
  private boolean isOvernight(int k, double change) {
    double overnight = path[k] == path[k - 1] + 1 ? series.overnight[path[k]] : Double.NaN;
    return Double.isNaN(overnight)
        || Math.abs(overnight - change)
            < Math.max(0.25 * Math.abs(change), 2 * series.sigma[path[k]]);
  }

  /** Whether the new level is kept for as many as five bars. */
  private boolean stays(int k, double change) {
    double sum = change;
    int n = 0;
    double kept = 0;
    for (int j = k + 1; j < length && j <= k + 5; j++) {
      sum += step(j);
      kept += sum / change;
      n++;
    }
    return n == 0 || kept / n > 0.6;
  }

  private double settled(int i) {
    return Series.median(series.traded, i + 1, i + 21) / Series.median(series.traded, i - 20, i);
  }

  private boolean isNews(int i, double change) {
    return isNews(i, change, Double.NaN);
  }

  /**
   * Whether a day is traded more than others.
   *
   * @param other usual volume of what the day may belong to, NaN when not known
   */
  private boolean isNews(int i, double change, double other) {
    double spike = series.spike(i);
    if (!series.volumed || Double.isNaN(spike)) {
      return false;
    }
    double excess = spike / Math.max(1, number(settled(i), 1));
    excess = Math.min(excess, number(series.traded[i] / other, excess));
    return excess > (Math.abs(change) > GREAT_STEP ? GREAT_NEWS : NEWS);
  }
}
