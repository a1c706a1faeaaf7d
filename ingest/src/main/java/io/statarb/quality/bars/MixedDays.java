package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import io.statarb.quality.bars.LevelPath.Block;
import java.util.Arrays;
import java.util.List;

/**
 * Days of another series: steps to and fro, of one height and without news. Owns which bars of the
 * path are told of as such.
 */
final class MixedDays {
  /** Bars between two stretches that belong together. */
  private static final int LONGEST_BREAK = 40;

  private final LevelPath path;
  private final News news;
  private final Findings findings;
  private final boolean[] mixed;

  MixedDays(LevelPath path, News news, Findings findings) {
    this.path = path;
    this.news = news;
    this.findings = findings;
    mixed = new boolean[path.length()];
  }

  /** Finds all; tells which bars of the path are of such days. */
  boolean[] find(List<Block> blocks) {
    ofBlocks(blocks);
    new Alternations(path, this).find();
    return mixed.clone();
  }

  /** Whether a bar of the path is told of already. */
  boolean told(int k) {
    return mixed[k];
  }

  /** Several blocks of one height near each other are days of another series. */
  private void ofBlocks(List<Block> blocks) {
    int from = 0;
    while (from < blocks.size()) {
      int to = from;
      int quiet = isQuiet(blocks.get(from)) ? 1 : 0;
      while (to + 1 < blocks.size()
          && blocks.get(to + 1).first() - blocks.get(to).behind() <= LONGEST_BREAK
          && alike(blocks.get(from), blocks.get(to + 1))) {
        to++;
        quiet += isQuiet(blocks.get(to)) ? 1 : 0;
      }
      if (to > from && 2 * quiet > to - from + 1) {
        tell(blocks.get(from).first(), blocks.get(to).behind(), to - from + 1);
      }
      from = to + 1;
    }
  }

  /** Whether neither of its steps came with news. */
  private boolean isQuiet(Block block) {
    return !isNews(block.first()) && !isNews(block.behind());
  }

  private boolean isNews(int k) {
    return news.isNews(path.bar(k), path.step(k));
  }

  private boolean alike(Block a, Block b) {
    double first = Math.abs(path.step(a.first()));
    double second = Math.abs(path.step(b.first()));
    return Math.abs(first - second) < 0.35 * Math.max(first, second);
  }

  /**
   * Tells of a stretch.
   *
   * @param behind first bar of the path behind it
   * @param times number of times that the price goes to and fro
   */
  void tell(int from, int behind, int times) {
    Arrays.fill(mixed, from, Math.min(path.length(), behind + 1), true);
    findings.add(
        FindingKind.MIXED_SERIES,
        Verdict.FAIL,
        path.day(from),
        path.day(Math.min(path.length() - 1, behind)),
        "times_to_and_fro",
        times,
        "difference_log",
        Findings.round(Math.abs(path.step(from))),
        "usual_change_log",
        Findings.round(path.sigma(from)));
  }
}
