package io.statarb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.ModelCertificate;
import io.statarb.cli.Refusal;
import io.statarb.gates.BundleEvidence;
import io.statarb.gates.Evidence;
import io.statarb.gates.FeatureParity;
import io.statarb.gates.PromotionGate;
import io.statarb.ledger.Trial;
import io.statarb.scoring.OnnxScorer;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.validation.TradeSample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class PairTrainerTest {
  private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

  @AfterAll
  static void stopThePool() {
    POOL.shutdownNow();
  }

  private static Strategy strategy(String... sets) {
    return Settings.load(
            null,
            Map.of(),
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                        "training.max_rows=3000",
                        "training.boosting_trees=[10,20]",
                        "entry.z=1.5",
                        "exit.stop_z=20"),
                    Arrays.stream(sets))
                .toList())
        .strategy();
  }

  private static PairTrainer trainer(Strategy strategy, SpreadWorld world) {
    return new PairTrainer(
        strategy, SpreadWorld.SERVICE, "Y-X", 0.1, world.sessions(), 1, "version", POOL);
  }

  private static TrainedModel train(SpreadWorld world, String... sets) {
    return trainer(strategy(sets), world).train(world.sample());
  }

  @Test
  void shouldFindTheSkillThereIsWhenTheSpreadReverts() {
    TrainedModel model = train(SpreadWorld.of(Seeds.seed()));

    // The best forecast of an AR(1) has R squared (1 - phi^60) / 2 = 0.23 of the change over 60
    // steps.
    assertThat(model.metrics().get("validation_r2")).isBetween(0.12, 0.34);
    assertThat(model.metrics().get("validation_ic")).isBetween(0.35, 0.6);
    assertThat(model.metrics().get("validation_net_bps")).isPositive();
    assertThat(model.entryScore()).isPositive();
    // 2 ridges and 2 boostings on 2 folds.
    assertThat(model.trials()).hasSize(8);
    assertThat(model.trials().stream().map(Trial::settings).distinct()).hasSize(8);
  }

  @Test
  void shouldShowNoSkillWhenTheSpreadIsARandomWalk() {
    long seed = Seeds.seed();
    int rounds = 12;
    double[] ic = new double[rounds];
    TradeSample trades = new TradeSample();
    for (int round = 0; round < rounds; round++) {
      SpreadWorld world = SpreadWorld.of(seed + 100 + round, 3000, 1.0, 0.2);
      TrainedModel model = train(world, "training.models=[ridge]", "training.ridge_lambdas=[10.0]");
      ic[round] = model.metrics().getOrDefault("validation_ic", Double.NaN);
      trades.addAll(model.validationTrades());
    }
    double mean = Arrays.stream(ic).average().orElseThrow();
    double variance = Arrays.stream(ic).map(v -> (v - mean) * (v - mean)).sum() / (rounds - 1);
    double se = StrictMath.sqrt(variance / rounds);

    // Within two standard errors over independent worlds; one seed in twenty lies outside by luck.
    assertThat(Math.abs(mean)).as("mean=%s se=%s", mean, se).isLessThan(2 * se);
    assertThat(trades.meanGrossBps())
        .isLessThan(3 * trades.sdNetBps() / StrictMath.sqrt(trades.count()));
  }

  @Test
  void shouldShowNoSkillWhenLabelsAreShuffled() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    SpreadSample sample = SpreadWorld.of(Seeds.seed()).sample();
    Labels labels = Labels.of(sample, SpreadWorld.HORIZON_NS, 1);
    int[] train = PairTrainer.rowsWhere(sample, labels, 0, 2);
    int[] validation = PairTrainer.rowsWhere(sample, labels, 2, 3);
    double[] shuffled = shuffle(labels.values(train), random);
    double[] validationLabels = shuffle(labels.values(validation), random);
    List<SpreadModel> models =
        List.of(
            RidgeModel.fit(sample.rows(train), shuffled, 10),
            BoostedModel.fit(
                    sample.rows(train), shuffled, List.of(new Candidate.Boosting(20, 6, 0.1)), 1)
                .getFirst());

    for (SpreadModel model : models) {
      double ic = correlation(model, sample, validation, validationLabels);
      // Shuffling makes rows independent, so the standard error of a correlation of 0 is 1 /
      // sqrt(n).
      assertThat(Math.abs(ic)).isLessThan(2 / StrictMath.sqrt(validation.length));
    }
  }

  /** TRN-04: the whole search, by the gates that decide how far a bundle may go. */
  @Test
  void shouldNotPassTheMeritGatesWhenLabelsAreShuffled() {
    long seed = Seeds.seed();
    int rounds = 8;
    double[] z = new double[rounds];
    // With its labels a model passes, so that it is the labels that are missed.
    assertThat(meritFailed(train(SpreadWorld.of(seed, 16_000, 0.99, 0.2)))).isEmpty();
    for (int round = 0; round < rounds; round++) {
      SpreadWorld world = SpreadWorld.of(seed + 200 + round);
      TrainedModel skilled = train(world);
      TrainedModel useless = train(world.withShuffledRows(seed + round));

      assertThat(meritFailed(skilled)).doesNotContain("validation_net_bps");
      assertThat(meritFailed(useless))
          .as("seed=%d", seed + round)
          .contains("validation_net_bps", "deflated_sharpe");
      // Of rows dealt anew the standard error of a correlation of 0 is 1 / sqrt(n).
      z[round] =
          useless.metrics().getOrDefault("validation_ic", Double.NaN)
              * StrictMath.sqrt(useless.metrics().getOrDefault("validation_rows", Double.NaN));
    }

    assertThat(Arrays.stream(z).average().orElseThrow())
        .as(Arrays.toString(z))
        .isBetween(-2 / StrictMath.sqrt(rounds), 2 / StrictMath.sqrt(rounds));
  }

  private static List<String> meritFailed(TrainedModel model) {
    ModelCertificate certificate =
        new ModelCertificate("Y-X", "any", 100, 40, 60, 0, 0, model.entryScore());
    Evidence evidence =
        new Evidence(
            0,
            "",
            new FeatureParity(5000, 5000, ""),
            new BundleEvidence(
                List.of("Y-X"), List.of(certificate), 1, 1, List.of(model.metrics())),
            "",
            List.of(),
            List.of("Y-X"),
            model.trials().size(),
            model.trials());
    return PromotionGate.judge(strategy("gates.min_validation_round_trips=10"), evidence).stream()
        .filter(verdict -> !verdict.passed())
        .peek(verdict -> assertThat(verdict.kind()).isEqualTo(GateVerdict.Kind.MERIT))
        .map(GateVerdict::name)
        .toList();
  }

  private static double[] shuffle(double[] values, SplittableRandom random) {
    double[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double held = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = held;
    }
    return shuffled;
  }

  private static double correlation(
      SpreadModel model, SpreadSample sample, int[] rows, double[] labels) {
    double[] sums = new double[5];
    for (int i = 0; i < rows.length; i++) {
      double score = model.score(sample.row(rows[i]));
      sums[0] += score;
      sums[1] += labels[i];
      sums[2] += score * score;
      sums[3] += labels[i] * labels[i];
      sums[4] += score * labels[i];
    }
    return new FoldResult(0, rows.length, 0, 1, sums, new TradeSample()).informationCoefficient();
  }

  @Test
  void shouldRefuseAColumnThatHoldsTheFuture() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed()).withPlantedFuture("noise_b");

    assertThatThrownBy(() -> train(world))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("noise_b")
        .hasMessageContaining("future");
  }

  @Test
  void shouldGiveTheSameBytesWhenTrainedAgainElsewhere() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed());
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    for (String family : List.of("ridge", "gradient-boosting")) {
      String models = "training.models=[" + family + "]";
      TrainedModel here = train(world, models);
      try {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        TrainedModel there = train(world, models);
        assertThat(there.onnx()).isEqualTo(here.onnx());
        assertThat(there.entryScore()).isEqualTo(here.entryScore());
        assertThat(there.metrics()).isEqualTo(here.metrics());
        assertThat(there.trials()).isEqualTo(here.trials());
      } finally {
        TimeZone.setDefault(zone);
        Locale.setDefault(locale);
      }
    }
  }

  @Test
  void shouldScoreAsTheLibraryDoesWhenExported() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed()).withConstant("noise_a");
    for (String family : List.of("ridge", "gradient-boosting")) {
      TrainedModel model = train(world, "training.models=[" + family + "]");
      double[] row = new double[SpreadWorld.SERVICE.size()];
      try (OnnxScorer scorer = OnnxScorer.of(model.onnx(), row.length)) {
        int above = 0;
        for (int i = 0; i < model.validationRows().rows(); i++) {
          model.validationRows().copyRow(i, row);
          double score = scorer.score(row);
          double smile = model.validationRows().prediction(i);
          assertThat(Math.abs(score) >= model.entryScore())
              .isEqualTo(Math.abs(smile) >= model.entryScore());
          above += Math.abs(smile) >= model.entryScore() ? 1 : 0;
        }
        assertThat(above).isBetween(1, model.validationRows().rows() - 1);
      }
    }
  }

  @Test
  void shouldUseOnlyRowsWhoseFeaturesAreAllKnown() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed()).withHoles("noise_a");

    TrainedModel model = train(world);

    // A third of 4,000 rows of the last session has a hole.
    assertThat(model.validationRows().rows()).isBetween(2660, 2670);
  }

  @Test
  void shouldNotLookAtTheValidatedSessionWhenFitting() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed());
    String[] sets = {"training.models=[ridge]", "training.ridge_lambdas=[1.0]"};
    TrainedModel before = train(world, sets);
    TrainedModel after = train(world.withLouderSession(2), sets);

    // The first fold trains on session 0 and validates session 1: nothing of session 2 may show.
    assertThat(after.trials().getFirst()).isEqualTo(before.trials().getFirst());
    assertThat(after.trials().getLast()).isNotEqualTo(before.trials().getLast());
  }

  @Test
  void shouldRefuseInOneSentenceWhenThereAreTooFewRows() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed(), 150, 0.9, 0.2);

    assertThatThrownBy(() -> train(world))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Y-X")
        .hasMessageContaining("rows=");
  }

  @Test
  void shouldPreferGainsOverFitWhenEnoughTradesSpeak() {
    FoldResult gains = result(0.9, 20, 1.0);
    FoldResult fits = result(0.5, 20, -1.0);
    FoldResult lucky = result(0.9, 2, 9.0);

    assertThat(PairTrainer.best(List.of(fits, gains))).isEqualTo(1);
    assertThat(PairTrainer.best(List.of(lucky, fits))).isEqualTo(1);
    assertThat(PairTrainer.best(List.of(lucky, result(0.5, 0, 0)))).isEqualTo(1);
    assertThat(PairTrainer.best(List.of(gains, gains))).isZero();
  }

  private static FoldResult result(double meanSquaredError, int trades, double netBps) {
    TradeSample sample = new TradeSample();
    for (int i = 0; i < trades; i++) {
      sample.add(netBps, 0);
    }
    return new FoldResult(1000, 100, 100 * meanSquaredError, 100, new double[5], sample);
  }
}
