package io.statarb.quality.bars;

import io.statarb.quality.bars.LevelPath.Block;
import java.util.List;

/**
 * What is wrong with the level of a series: single wrong prices, splits that are not adjusted, days
 * of another series. All are steps of the price that its market does not make; they differ in how
 * the price goes on, and from news in that nobody trades on them more than on other days. What one
 * check explains, the next does not see. Stateless.
 */
final class LevelChecks {
  private LevelChecks() {}

  /**
   * Finds all.
   *
   * @param explained bars that something else explains
   * @param begins bar at which another company begins, whose step is explained, or -1
   */
  static void find(Series series, Findings findings, boolean[] explained, int begins) {
    new SinglePrices(series, findings, explained).find();
    LevelPath path = new LevelPath(series, explained);
    News news = new News(series);
    List<Block> blocks = path.blocks();
    boolean[] mixed = new MixedDays(path, news, findings).find(blocks);
    new CorporateActions(path, news, findings).find(blocks, mixed, begins);
  }
}
