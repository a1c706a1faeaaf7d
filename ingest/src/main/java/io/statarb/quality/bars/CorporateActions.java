package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import io.statarb.quality.bars.LevelPath.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits, spin-offs and other factors that prices lack: from one day on for good, or on some days
 * only. They differ from news in that nobody trades on them more than on other days.
 */
final class CorporateActions {
  private static final double LEAST_BLOCK = 0.15;

  /** A wrong price may stand for so many bars; what stands longer is something else. */
  private static final int FEW_BARS = 2;

  private static final double GREAT_STEP = 0.6;

  private static final double LOG_TEN = StrictMath.log(10);

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

  private final LevelPath path;
  private final Series series;
  private final News news;
  private final Findings findings;

  CorporateActions(LevelPath path, News news, Findings findings) {
    this.path = path;
    this.series = path.series();
    this.news = news;
    this.findings = findings;
  }

  /**
   * Finds all.
   *
   * @param mixed bars of the path that are days of another series
   * @param begins bar at which another company begins, whose step is explained, or -1
   */
  void find(List<Block> blocks, boolean[] mixed, int begins) {
    boolean[] paired = new boolean[path.length()];
    for (Block block : blocks) {
      paired[block.first()] = true;
      paired[block.behind()] = true;
      if (!mixed[block.first()]) {
        single(block);
      }
    }
    for (int k = 1; k < path.length(); k++) {
      boolean great = path.isStep(k) || Math.abs(path.step(k)) >= leastAction(path.bar(k));
      if (!paired[k] && !mixed[k] && great) {
        persistent(k, path.bar(k) == begins);
      }
    }
  }

  /** One block: a split on some days only, or a part of another series. */
  private void single(Block block) {
    double in = path.step(block.first());
    int first = path.bar(block.first());
    int behind = path.bar(block.behind());
    double least = Math.max(10 * series.sigma[first], LEAST_BLOCK);
    double out = path.step(block.behind());
    double within = Series.median(series.traded, first, behind);
    if (Math.abs(in) < least
        || news.isNews(first, in, within)
        || news.isNews(behind, out, within)) {
      return;
    }
    if (!path.isOvernight(block.first(), in) || !path.isOvernight(block.behind(), out)) {
      return;
    }
    int[] ratio = SplitRatios.nearest(in);
    double effect = SplitRatios.effect(ratio);
    double off = Math.abs(in - effect);
    double wide = tolerance(first, effect);
    // What is undone by less or more than it was is two prices and no ratio.
    boolean split = off < wide && Math.abs(out + effect) < 2 * wide;
    if (isUnit(first, in, out) || block.behind() - block.first() <= FEW_BARS) {
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

  /** A power of ten that is taken back is no split but another unit, as pence for pounds. */
  private boolean isUnit(int i, double in, double out) {
    double places = Math.rint(in / LOG_TEN);
    double wide = tolerance(i, places * LOG_TEN);
    return places != 0
        && Math.abs(in - places * LOG_TEN) < wide
        && Math.abs(out + places * LOG_TEN) < 2 * wide;
  }

  private void block(
      FindingKind kind, Verdict verdict, Block block, double in, int @Nullable [] ratio) {
    int first = path.bar(block.first());
    findings.add(
        kind,
        verdict,
        series.day[first],
        series.day[path.bar(block.behind() - 1)],
        "change_log",
        Findings.round(in),
        "undone_after_bars",
        block.behind() - block.first(),
        "ratio",
        ratio == null ? "none" : ratio[0] + ":" + ratio[1],
        "volume_over_usual",
        Findings.round(series.spike(first)));
  }

  private void persistent(int k, boolean reused) {
    int i = path.bar(k);
    double change = path.step(k);
    int[] ratio = SplitRatios.nearest(change);
    double allowed = tolerance(i, SplitRatios.effect(ratio));
    double off = Math.abs(change - SplitRatios.effect(ratio));
    if (!path.stays(k, change) || news.isNews(i, change) || !path.isOvernight(k, change)) {
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
        Findings.round(News.number(series.overnight[i], change)),
        "off_ratio_log",
        Findings.round(off),
        "usual_change_log",
        Findings.round(series.sigma[i]),
        "volume_over_usual",
        Findings.round(series.spike(i)),
        "volume_after_over_before",
        Findings.round(news.settled(i)));
  }

  private double leastAction(int i) {
    if (!series.volumed || !series.ranged) {
      return LEAST_ACTION_OF_CLOSES;
    }
    return series.spike(i) < CALM
        ? Math.max(LEAST_CALM_ACTION, CALM_ACTION_SIGMAS * series.sigma[i])
        : Math.max(LEAST_ACTION, ACTION_SIGMAS * series.sigma[i]);
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
}
