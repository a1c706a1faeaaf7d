package io.statarb.screen;

import io.statarb.bench.BenchSetup;
import io.statarb.bench.Benchmark;
import io.statarb.cli.Progress;
import io.statarb.statistics.SeriesTable;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** In how many worlds without any relation the screen finds one: not speed but honesty. */
public final class NullWorldsBenchmark implements Benchmark {
  private static final long WORLDS = 1_000;
  private static final long SERIES = 20;
  private static final long BARS = 252;

  private final SortedMap<String, String> notes = new TreeMap<>();

  /** For the service loader. */
  public NullWorldsBenchmark() {}

  @Override
  public String name() {
    return "null-worlds";
  }

  @Override
  public String describe() {
    return "Worlds of unrelated walks, Gaussian and of shuffled real returns, in which the screen selects a pair";
  }

  @Override
  public SortedMap<String, String> notes() {
    return notes;
  }

  @Override
  public SortedMap<String, Double> run(BenchSetup setup, Progress progress) {
    int worlds = (int) setup.option("worlds", WORLDS);
    int series = (int) setup.option("series", SERIES);
    int bars = (int) setup.option("days", BARS);
    Path given = setup.data();
    Path folder = given == null ? setup.home().resolve("ingest/samples/us-equities-daily") : given;
    ScreenRule rule = ScreenRule.DEFAULT;
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("worlds", (double) worlds);
    // Five percent and two standard errors of a share of so many worlds.
    figures.put(
        "limit_share",
        rule.fdrLevel() + 2 * StrictMath.sqrt(rule.fdrLevel() * (1 - rule.fdrLevel()) / worlds));
    put(
        figures,
        "walks",
        NullWorlds.screen(series, bars, worlds, null, rule, setup.seed(), progress));
    double[][] returns = returns(DailyCloses.read(folder, bars + 1));
    put(
        figures,
        "shuffled",
        NullWorlds.screen(series, bars, worlds, returns, rule, setup.seed() + 1, progress));
    notes.put(
        "worlds",
        "%d series of %d days each, all pairs, level 5 %%; a world counts when some pair passes"
            .formatted(series, bars));
    notes.put("default", "the screen's own method is " + rule.fdr());
    return figures;
  }

  private static void put(SortedMap<String, Double> figures, String kind, NullWorlds found) {
    figures.put(kind + "_with_bh", (double) found.withBh());
    figures.put(kind + "_with_by", (double) found.withBy());
    figures.put(kind + "_selected", (double) found.selected());
    figures.put(kind + "_share_by", found.withBy() / (double) found.worlds());
    figures.put(kind + "_share_bh", found.withBh() / (double) found.worlds());
  }

  private static double[][] returns(SeriesTable logs) {
    double[][] returns = new double[logs.width()][logs.rows() - 1];
    for (int i = 0; i < returns.length; i++) {
      double[] column = logs.column(i);
      for (int t = 0; t < returns[i].length; t++) {
        returns[i][t] = column[t + 1] - column[t];
      }
    }
    return returns;
  }
}
