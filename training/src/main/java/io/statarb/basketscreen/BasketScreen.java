package io.statarb.basketscreen;

import io.statarb.baskets.Returns;
import io.statarb.cli.Progress;
import io.statarb.reversion.Samples;
import io.statarb.screen.FalseDiscovery;
import io.statarb.screen.ScreenUniverse;
import io.statarb.screen.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes, tests and judges a basket for each stock of a universe by each method of the rule.
 *
 * <p>The statistic is the augmented Dickey-Fuller t of the residual. As the basket was chosen for
 * looking good, no table of it holds; its law under the null of no basket is simulated instead, by
 * making and testing all baskets again in each of {@link ShuffledWorlds}. The false discovery rate
 * is controlled over the baskets of all stocks and methods, before anything else is asked of them.
 */
public final class BasketScreen {
  /** Fewest bars of a window, as of a screen of pairs. */
  private static final int MIN_BARS = 60;

  private final ScreenUniverse universe;
  private final BasketRule rule;
  private final Progress progress;
  private final List<String> names;
  private final List<String> sectors;
  private final double[][] logs;
  private final VolatilityPath volatility;
  private final double[][] standardised;
  private final Peers peers;
  private int factors;

  private BasketScreen(ScreenUniverse universe, BasketRule rule, Progress progress) {
    this.universe = universe;
    this.rule = rule;
    this.progress = progress;
    this.names = universe.names().stream().filter(this::movesAndCounts).toList();
    this.sectors = names.stream().map(this::sector).toList();
    this.logs = names.stream().map(this::logs).toArray(double[][]::new);
    double[][] returns = Arrays.stream(logs).map(Samples::differences).toArray(double[][]::new);
    this.volatility = VolatilityPath.of(returns);
    this.standardised = volatility.standardised(returns);
    this.peers = new Peers(sectors, universe.withinSectors());
  }

  /**
   * Runs the screen.
   *
   * @param universe closes of the formation window and of no other day, one column a stock, which
   *     of them are left out and why, and the sectors; with {@code withinSectors} hedges are of the
   *     stock's own sector
   * @param rule methods, most legs, thresholds, null worlds and seed
   * @return a candidate for each stock and method, the best first
   * @throws IllegalArgumentException when the window has fewer than 60 bars, fewer than three
   *     stocks are whole, or the sector method has no sectors
   */
  public static BasketResult run(ScreenUniverse universe, BasketRule rule, Progress progress) {
    int bars = universe.panel().rows();
    if (bars < MIN_BARS) {
      throw new IllegalArgumentException(
          "the window has %d bars, a screen of baskets needs at least %d"
              .formatted(bars, MIN_BARS));
    }
    if (rule.methods().contains(BasketMethod.SECTOR) && universe.sectors().isEmpty()) {
      throw new IllegalArgumentException("method sector needs the sectors of the stocks");
    }
    BasketScreen screen = new BasketScreen(universe, rule, progress);
    if (screen.names.size() < 3) {
      throw new IllegalArgumentException(
          "fewer than three series move and have a price on each of the %d days of the window"
              .formatted(bars));
    }
    return screen.screen();
  }

  private BasketResult screen() {
    List<BasketCandidate> candidates = new ArrayList<>();
    Map<BasketMethod, NullTable> worlds = new EnumMap<>(BasketMethod.class);
    for (BasketMethod method : rule.methods()) {
      HedgeMethod hedges = hedges(method);
      NullTable nulls = nulls(method, hedges);
      worlds.put(method, nulls);
      candidates.addAll(candidates(method, hedges, nulls));
    }
    return new BasketResult(universe, rule, names, judged(candidates), worlds, factors);
  }

  private HedgeMethod hedges(BasketMethod method) {
    return switch (method) {
      case EIGEN -> {
        EigenHedges hedges = new EigenHedges(standardised, peers, rule);
        factors = hedges.factors();
        yield hedges;
      }
      case SECTOR -> new SectorHedges(new Returns(standardised), peers, rule);
      case SPARSE -> new SparseHedges(peers, rule);
    };
  }

  private NullTable nulls(BasketMethod method, HedgeMethod hedges) {
    ShuffledWorlds shuffled = new ShuffledWorlds(logs, standardised, volatility, rule.seed());
    double[][] stats = new double[rule.worlds()][];
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, stats.length)
        .parallel()
        .forEach(world -> {
          stats[world] = stats(hedges, shuffled.world(world));
          progress.update("null worlds of " + method.word(), done.incrementAndGet(), stats.length);
        });
    return new NullTable(stats);
  }

  private double[] stats(HedgeMethod hedges, double[][] world) {
    HedgeMethod.InWorld inWorld = hedges.in(world);
    double[] stats = new double[world.length];
    for (int y = 0; y < stats.length; y++) {
      Hedge hedge = inWorld.hedge(y);
      stats[y] = hedge == null ? Double.NaN : stat(hedge.spread(world, y));
    }
    return stats;
  }

  private double stat(double[] spread) {
    try {
      return ResidualFigures.adf(spread, rule.lags()).stat();
    } catch (IllegalArgumentException nothingToTest) {
      return Double.NaN;
    }
  }

  private List<BasketCandidate> candidates(
      BasketMethod method, HedgeMethod hedges, NullTable nulls) {
    HedgeMethod.InWorld observed = hedges.in(logs);
    List<BasketCandidate> candidates = new ArrayList<>();
    for (String name : universe.names()) {
      int y = names.indexOf(name);
      Verdict excluded = universe.excluded().get(name);
      if (excluded != null || y < 0) {
        candidates.add(untested(name, method, excluded == null ? Verdict.NO_REGRESSION : excluded));
      } else if (!hedges.hasPeer(y)) {
        candidates.add(untested(name, method, Verdict.NO_PEER));
      } else {
        candidates.add(candidate(method, observed.hedge(y), y, nulls));
      }
    }
    return candidates;
  }

  private BasketCandidate untested(String name, BasketMethod method, Verdict verdict) {
    return new BasketCandidate(
        name,
        method,
        sector(name),
        List.of(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        ResidualFigures.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        verdict);
  }

  private BasketCandidate candidate(
      BasketMethod method, @Nullable Hedge hedge, int y, NullTable nulls) {
    if (hedge == null) {
      return untested(names.get(y), method, Verdict.NO_REGRESSION);
    }
    double[] residual = hedge.spread(logs, y);
    double intercept = Samples.mean(residual);
    for (int t = 0; t < residual.length; t++) {
      residual[t] -= intercept;
    }
    ResidualFigures figures;
    try {
      figures = ResidualFigures.of(residual, rule.lags(), rule.subWindows());
    } catch (IllegalArgumentException nothingToTest) {
      return untested(names.get(y), method, Verdict.NO_REGRESSION);
    }
    List<HedgeLeg> legs = legs(method, hedge, figures);
    double pValue = nulls.pValue(y, figures.statistic());
    return new BasketCandidate(
        names.get(y),
        method,
        sectors.get(y),
        legs,
        intercept,
        hedge.rSquared(),
        hedge.replicated(),
        figures,
        pValue,
        nulls.ownPValue(y, figures.statistic()),
        Double.NaN,
        Double.NaN,
        rule.costPerLegBps()
            * (1 + legs.stream().mapToDouble(leg -> Math.abs(leg.hedgeRatio())).sum()),
        Double.isNaN(pValue) ? Verdict.NO_REGRESSION : Verdict.SELECTED);
  }

  private List<HedgeLeg> legs(BasketMethod method, Hedge hedge, ResidualFigures figures) {
    // Returns are not autocorrelated to speak of; residuals of log prices are.
    double factor = method == BasketMethod.EIGEN ? 1 : figures.longRunFactor();
    List<HedgeLeg> legs = new ArrayList<>();
    for (int i = 0; i < hedge.legs().size(); i++) {
      legs.add(
          new HedgeLeg(
              names.get(hedge.legs().get(i)),
              hedge.ratios().get(i),
              factor * hedge.errors().get(i)));
    }
    return legs;
  }

  private List<BasketCandidate> judged(List<BasketCandidate> candidates) {
    double[] pValues = candidates.stream().mapToDouble(BasketCandidate::pValue).toArray();
    double[] bh = FalseDiscovery.BH.adjusted(pValues);
    double[] by = FalseDiscovery.BY.adjusted(pValues);
    double[] q = rule.fdr() == FalseDiscovery.BH ? bh : by;
    List<BasketCandidate> judged = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      BasketCandidate candidate = candidates.get(i);
      judged.add(
          candidate.judged(
              bh[i],
              by[i],
              candidate.selected()
                  ? BasketJudge.verdict(candidate, q[i], rule)
                  : candidate.verdict()));
    }
    return judged;
  }

  /** Whether a series takes part and moves at all. */
  private boolean movesAndCounts(String name) {
    return !universe.excluded().containsKey(name)
        && !Samples.constant(Samples.differences(logs(name)));
  }

  private double[] logs(String name) {
    return Arrays.stream(universe.panel().column(name)).map(StrictMath::log).toArray();
  }

  private String sector(String name) {
    return universe.sectors().getOrDefault(name, "");
  }
}
