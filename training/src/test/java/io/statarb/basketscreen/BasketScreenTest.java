package io.statarb.basketscreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.cli.Progress;
import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.screen.FalseDiscovery;
import io.statarb.screen.ScreenUniverse;
import io.statarb.screen.Verdict;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.Trend;
import io.statarb.table.Panel;
import io.statarb.training.Seeds;
import io.statarb.unitroot.DickeyFuller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BasketScreenTest {
  private static final int SERIES = 25;
  private static final int WORLDS = 99;

  private static BasketRule sparse(int worlds, long seed) {
    return Worlds.rule(BasketMethod.SPARSE, 5, worlds, seed);
  }

  /** Hedge of two, three and four legs: baskets of three to five. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  @Evidence(of = Estimator.BASKET_SCREEN, kind = Kind.TRUTH)
  void shouldRecoverABasketThatWasPlanted(int hedgeLegs) {
    long seed = Seeds.seed();
    SplittableRandom random = new SplittableRandom(seed + hedgeLegs);
    double[][] logs = Worlds.walks(random, SERIES, 500);
    Map<Integer, Double> all = Map.of(3, 0.7, 8, 0.5, 14, 0.6, 20, -0.5);
    Map<Integer, Double> planted = new TreeMap<>();
    all.keySet().stream()
        .sorted()
        .limit(hedgeLegs)
        .forEach(leg -> planted.put(leg, all.getOrDefault(leg, Double.NaN)));
    Worlds.plant(random, logs, 0, planted, 0.7);

    BasketResult result = Worlds.screen(logs, sparse(WORLDS, seed));

    BasketCandidate basket = Worlds.of(result, "S00");
    assertThat(basket.selected()).as("%s", basket).isTrue();
    // A leg more, of no weight to speak of, may stay by chance.
    assertThat(basket.legs().stream().map(HedgeLeg::name))
        .containsAll(planted.keySet().stream().map("S%02d"::formatted).toList());
    for (HedgeLeg leg : basket.legs()) {
      double truth = planted.getOrDefault(Integer.parseInt(leg.name().substring(1)), 0.0);
      assertThat(leg.hedgeRatio()).isCloseTo(truth, within(5 * leg.standardError()));
      assertThat(leg.standardError()).isBetween(0.0, 0.1);
    }
    // The truth is ln 2 / -ln 0.7 = 1.94 bars.
    assertThat(basket.halfLifeBars()).isCloseTo(1.94, within(4 * basket.residual().halfLifeSe()));
    // Each stock of the basket has one; of others the false discovery rate lets few through.
    assertThat(belongs(result.ranking().getFirst(), planted)).isTrue();
    assertThat(result.selected().stream().filter(found -> !belongs(found, planted)).count())
        .isLessThanOrEqualTo(1);
  }

  private static boolean belongs(BasketCandidate basket, Map<Integer, Double> planted) {
    int y = Integer.parseInt(basket.y().substring(1));
    return y == 0 || planted.containsKey(y);
  }

  @Test
  void shouldFindAStockThatFollowsItsSector() {
    long seed = Seeds.seed();
    SplittableRandom random = new SplittableRandom(seed);
    double[][] logs = Worlds.factorWalks(random, SERIES, 500);
    Worlds.plant(random, logs, 0, Map.of(1, 0.25, 2, 0.25, 3, 0.25, 4, 0.25), 0.8);

    BasketResult result = Worlds.screen(logs, Worlds.rule(BasketMethod.SECTOR, 5, WORLDS, seed));

    BasketCandidate basket = result.ranking().getFirst();
    assertThat(basket.y()).isEqualTo("S00");
    assertThat(basket.selected()).as("%s", basket).isTrue();
    assertThat(basket.hedgeSum()).isCloseTo(1, within(0.1));
    assertThat(basket.legs()).hasSize(4);
  }

  @Test
  void shouldReplicateMostOfTheFactorsOfAStock() {
    long seed = Seeds.seed();
    double[][] logs = Worlds.factorWalks(new SplittableRandom(seed), SERIES, 500);

    BasketResult result = Worlds.screen(logs, Worlds.rule(BasketMethod.EIGEN, 5, 19, seed));

    for (BasketCandidate basket : result.ranking()) {
      assertThat(basket.replicated()).as(basket.y()).isBetween(0.6, 1.0);
      assertThat(basket.legs()).hasSizeBetween(1, 4);
      assertThat(basket.hedgeSum()).isPositive();
    }
  }

  /**
   * The p-values of baskets of walks: each level may be undercut in its share of cases. Cases of a
   * panel are correlated, so that limits are those of whole panels.
   */
  @ParameterizedTest
  @EnumSource(BasketMethod.class)
  @Evidence(of = Estimator.BASKET_SCREEN, kind = Kind.TRUTH)
  void shouldGivePValuesOfTheRightSizeWithoutAnyBasket(BasketMethod method) {
    shouldBeOfTheRightSize("walks", method, random -> Worlds.factorWalks(random, 15, 120));
  }

  /** With the plain days in random order about a third of these would be below 0.1. */
  @ParameterizedTest
  @EnumSource(BasketMethod.class)
  @Evidence(of = Estimator.BASKET_SCREEN, kind = Kind.TRUTH)
  void shouldNotTakeACalmAfterAStormForReversion(BasketMethod method) {
    shouldBeOfTheRightSize("storm", method, random -> Worlds.calmAfterStorm(random, 15, 180));
  }

  private static void shouldBeOfTheRightSize(
      String what, BasketMethod method, Function<SplittableRandom, double[][]> world) {
    long seed = Seeds.seed();
    int panels = 40;
    int withBy = 0;
    double[] shares = new double[panels];
    double[] tails = new double[panels];
    for (int panel = 0; panel < panels; panel++) {
      double[][] logs = world.apply(new SplittableRandom(seed + 1000L * panel));
      BasketResult result =
          Worlds.screen(logs, Worlds.rule(method, 4, 79, seed + 1000L * panel + 500));
      double[] p = result.ranking().stream().mapToDouble(BasketCandidate::pValue).toArray();
      shares[panel] = Arrays.stream(p).filter(value -> value <= 0.1).count() / (double) p.length;
      tails[panel] = Arrays.stream(p).filter(value -> value <= 0.02).count() / (double) p.length;
      withBy += Arrays.stream(FalseDiscovery.BY.adjusted(p)).anyMatch(q -> q <= 0.05) ? 1 : 0;
    }
    System.out.printf(
        "seed=%d %s, %s: p <= 0.1 in %.3f, p <= 0.02 in %.3f, panels with a discovery %d of %d%n",
        seed, what, method.word(), mean(shares), mean(tails), withBy, panels);
    assertThat(mean(shares)).isBetween(0.05, 0.1 + 4 * standardError(shares));
    assertThat(mean(tails)).isLessThan(0.02 + 4 * standardError(tails));
    // 5 % of 40 are 2; more than 6 are less likely than 1 in 200.
    assertThat(withBy).isLessThanOrEqualTo(6);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return StrictMath.sqrt(squares / (values.length - 1) / values.length);
  }

  /**
   * The table of Dickey and Fuller takes most baskets of walks for reverting; the worlds do not.
   */
  @Test
  void shouldNotBelieveTheTableThatDoesNotKnowTheChoice() {
    long seed = Seeds.seed();
    double[][] logs = Worlds.walks(new SplittableRandom(seed), SERIES, 250);

    BasketResult result = Worlds.screen(logs, sparse(WORLDS, seed));

    int believed = 0;
    for (BasketCandidate basket : result.ranking()) {
      DickeyFuller table =
          DickeyFuller.test(result.residual(basket), Trend.C, new LagChoice.Fixed(1));
      assertThat(table.regression().stat()).isCloseTo(basket.residual().statistic(), within(1e-6));
      believed += table.pValue() <= 0.05 ? 1 : 0;
    }
    assertThat(believed).isGreaterThan(SERIES / 2);
    assertThat(result.selected()).isEmpty();
  }

  @Test
  void shouldNotDependOnUnitsOrTheOrderOfColumns() {
    long seed = Seeds.seed();
    double[][] logs = Worlds.factorWalks(new SplittableRandom(seed), 10, 150);
    List<String> names = Worlds.names(10);
    double[][] scaled = new double[10][];
    List<String> reversed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double unit = StrictMath.log(3 + i);
      scaled[9 - i] = Arrays.stream(logs[i]).map(x -> x + unit).toArray();
      reversed.addFirst(names.get(i));
    }
    for (BasketMethod method : BasketMethod.values()) {
      BasketRule rule = Worlds.rule(method, 4, 19, seed);
      BasketResult one = Worlds.screen(logs, rule);
      BasketResult other =
          BasketScreen.run(
              Worlds.universe(reversed, scaled, Worlds.sectors(10)), rule, Progress.quiet());
      for (String name : names) {
        BasketCandidate a = Worlds.of(one, name);
        BasketCandidate b = Worlds.of(other, name);
        assertThat(b.pValue()).as("%s %s", method, name).isEqualTo(a.pValue());
        assertThat(b.residualSd()).isCloseTo(a.residualSd(), within(1e-9));
        assertThat(b.legs()).hasSameSizeAs(a.legs());
        for (HedgeLeg leg : a.legs()) {
          HedgeLeg same =
              b.legs().stream().filter(l -> l.name().equals(leg.name())).findFirst().orElseThrow();
          assertThat(same.hedgeRatio()).isCloseTo(leg.hedgeRatio(), within(1e-8));
        }
      }
    }
  }

  @Test
  void shouldGiveAReasonForEachThatIsLeftOut() {
    long seed = Seeds.seed();
    double[][] logs = Worlds.walks(new SplittableRandom(seed), 11, 150);
    double[][] prices =
        Arrays.stream(logs)
            .map(column -> Arrays.stream(column).map(StrictMath::exp).toArray())
            .toArray(double[][]::new);
    prices[1][70] = Double.NaN;
    Arrays.fill(prices[2], 7);
    ScreenUniverse universe =
        ScreenUniverse.of(
            Panel.of("world", Worlds.names(11), List.of(), prices),
            name -> name.equals("S03") ? Verdict.SERIES_QUARANTINED : null,
            Worlds.sectors(11),
            false);

    BasketResult result =
        BasketScreen.run(universe, Worlds.rule(BasketMethod.SECTOR, 5, 19, seed), Progress.quiet());

    assertThat(Worlds.of(result, "S01").verdict()).isEqualTo(Verdict.SERIES_INCOMPLETE);
    assertThat(Worlds.of(result, "S02").verdict()).isEqualTo(Verdict.NO_REGRESSION);
    assertThat(Worlds.of(result, "S03").verdict()).isEqualTo(Verdict.SERIES_QUARANTINED);
    // The eleventh is alone in its sector.
    assertThat(Worlds.of(result, "S10").verdict()).isEqualTo(Verdict.NO_PEER);
    assertThat(result.ranking()).hasSize(11);
    assertThat(result.tested()).isEqualTo(7);
    assertThat(result.ranking().subList(7, 11)).noneMatch(BasketCandidate::tested);
    assertThat(Worlds.of(result, "S00").legs().stream().map(HedgeLeg::name)).containsExactly("S04");
  }

  @Test
  void shouldRefuseWhatCannotBeScreened() {
    double[][] logs = Worlds.walks(new SplittableRandom(1), 5, 59);
    assertThatThrownBy(() -> Worlds.screen(logs, sparse(19, 1)))
        .hasMessage("the window has 59 bars, a screen of baskets needs at least 60");
    double[][] two = Worlds.walks(new SplittableRandom(1), 2, 80);
    assertThatThrownBy(() -> Worlds.screen(two, sparse(19, 1)))
        .hasMessageContaining("fewer than three series move");
    assertThatThrownBy(() -> sparse(18, 1)).hasMessage("worlds must be 19 to 100000: 18");
  }

  @Test
  void shouldSayWhenWorldsAreTooFewToFindAnything() {
    double[][] logs = Worlds.walks(new SplittableRandom(1), 15, 80);
    BasketResult few = Worlds.screen(logs, sparse(19, 1));
    // BY of the least p-value: 1 / (1 + 19 * 15) * 15 * (1 + 1/2 + ... + 1/15).
    assertThat(few.leastAdjustedPValue()).isCloseTo(15 * 3.318229 / 286, within(1e-6));
    assertThat(new BasketPage(few).html()).contains("so few null worlds");
  }
}
