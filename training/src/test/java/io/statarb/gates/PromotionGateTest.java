package io.statarb.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.ModelCertificate;
import io.statarb.ledger.Trial;
import io.statarb.selection.ChosenPair;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PromotionGateTest {
  private static final Strategy STRATEGY =
      Settings.load(null, Map.of(), List.of("gates.min_parity_rows=500")).strategy();
  private static final FeatureParity EQUAL = new FeatureParity(1000, 1000, "");
  private static final ModelCertificate CERTIFICATE =
      new ModelCertificate("A-B", "ridge", 100, 40, 60, 1e-9, 0, 0.2);

  private static SortedMap<String, Double> metrics(double trips, double mean, double sd) {
    return new TreeMap<>(
        Map.of(
            "validation_round_trips", trips,
            "validation_net_bps", mean,
            "validation_net_sd_bps", sd,
            "validation_net_skewness", 0.0,
            "validation_net_kurtosis", 3.0));
  }

  private static List<Trial> trials(double... sharpes) {
    List<Trial> trials = new ArrayList<>();
    for (double sharpe : sharpes) {
      trials.add(
          new Trial(
              "fit",
              "version",
              "setting " + trials.size(),
              1,
              new TreeMap<>(Map.of("validation_sharpe", sharpe, "validation_round_trips", 50.0))));
    }
    return trials;
  }

  private static BundleEvidence bundle(ModelCertificate certificate, SortedMap<String, Double> m) {
    return new BundleEvidence(List.of("A-B"), List.of(certificate), 1000, 1000, List.of(m));
  }

  private static Evidence good() {
    return evidence(0.1, EQUAL, bundle(CERTIFICATE, metrics(400, 0.5, 1.0)), List.of("A-B"));
  }

  private static Evidence evidence(
      double share, FeatureParity parity, @Nullable BundleEvidence bundle, List<String> accepted) {
    return new Evidence(
        share,
        "EURUSD.FXCM on 2014-05-01",
        parity,
        bundle,
        bundle == null ? "the bundle does not open: manifest.sig" : "",
        List.of(),
        accepted,
        6,
        trials(0.1, -0.1, 0.2, 0.05, 0.0, -0.2));
  }

  private static List<String> failed(Evidence evidence) {
    return PromotionGate.judge(STRATEGY, evidence).stream()
        .filter(verdict -> !verdict.passed())
        .map(GateVerdict::name)
        .toList();
  }

  @Test
  void shouldFailOnMeritAloneWhenAChosenPairDoesNotStandAtTheFalseDiscoveryRate() {
    ChosenPair stands =
        new ChosenPair("A.US", List.of("B.US"), List.of(), "Energy", 1e-7, 0.01, true, 9, 0.05);
    ChosenPair ranked =
        new ChosenPair("C.US", List.of("D.US"), List.of(), "Energy", 1e-3, 1.0, false, 9, 0.05);
    assertThat(failed(chosen(stands))).isEmpty();
    assertThat(failed(chosen(stands, ranked))).containsExactly("false_discovery_rate");
    GateVerdict verdict = PromotionGate.judge(STRATEGY, chosen(stands, ranked)).getLast();
    assertThat(verdict.kind()).isEqualTo(GateVerdict.Kind.MERIT);
    assertThat(verdict.value()).isEqualTo(1.0);
    assertThat(verdict.detail()).endsWith("1 of 2 stand");
  }

  private static Evidence chosen(ChosenPair... pairs) {
    Evidence good = good();
    return new Evidence(
        good.quarantinedShare(),
        good.quarantinedSeries(),
        good.parity(),
        good.bundle(),
        good.bundleRefusal(),
        List.of(pairs),
        good.acceptedPairs(),
        good.distinctTrials(),
        good.trials());
  }

  @Test
  void shouldPassEveryGateWhenAllIsGood() {
    List<GateVerdict> verdicts = PromotionGate.judge(STRATEGY, good());

    assertThat(verdicts).allMatch(GateVerdict::passed);
    assertThat(verdicts.stream().map(GateVerdict::name))
        .containsExactly(
            "data_quality",
            "parity_last_training_date",
            "signature",
            "golden_vectors",
            "export_certificate",
            "completeness",
            "validation_round_trips",
            "validation_net_bps",
            "deflated_sharpe");
  }

  @Test
  void shouldFailOnlyTheGateConcernedWhenOneThingIsWrong() {
    BundleEvidence fine = bundle(CERTIFICATE, metrics(400, 0.5, 1.0));
    List<String> pairs = List.of("A-B");

    assertThat(failed(evidence(0.21, EQUAL, fine, pairs))).containsExactly("data_quality");
    assertThat(failed(evidence(Double.NaN, EQUAL, fine, pairs))).containsExactly("data_quality");
    assertThat(failed(evidence(0, new FeatureParity(1000, 999, "row 7"), fine, pairs)))
        .containsExactly("parity_last_training_date");
    assertThat(failed(evidence(0, new FeatureParity(499, 499, ""), fine, pairs)))
        .containsExactly("parity_last_training_date");
    assertThat(failed(evidence(0, EQUAL, fine, List.of("A-B", "C-D"))))
        .containsExactly("completeness");
    ModelCertificate flips = new ModelCertificate("A-B", "ridge", 100, 40, 60, 0.1, 1, 0.2);
    assertThat(failed(evidence(0, EQUAL, bundle(flips, metrics(400, 0.5, 1)), pairs)))
        .containsExactly("export_certificate");
    ModelCertificate oneSide = new ModelCertificate("A-B", "ridge", 100, 100, 0, 0, 0, 0.2);
    assertThat(failed(evidence(0, EQUAL, bundle(oneSide, metrics(400, 0.5, 1)), pairs)))
        .containsExactly("export_certificate");
  }

  @Test
  void shouldFailEveryGateOfTheBundleWhenItDoesNotOpen() {
    List<GateVerdict> verdicts =
        PromotionGate.judge(STRATEGY, evidence(0, EQUAL, null, List.of("A-B")));

    assertThat(verdicts.stream().filter(v -> !v.passed()).map(GateVerdict::name))
        .containsExactly(
            "signature",
            "golden_vectors",
            "export_certificate",
            "completeness",
            "validation_round_trips",
            "validation_net_bps",
            "deflated_sharpe");
    assertThat(verdicts.get(2).detail()).contains("manifest.sig");
  }

  @Test
  void shouldFailOnMeritOnlyWhenTheStrategyLoses() {
    Evidence loses =
        evidence(0, EQUAL, bundle(CERTIFICATE, metrics(400, -0.5, 1.0)), List.of("A-B"));

    assertThat(PromotionGate.judge(STRATEGY, loses).stream().filter(v -> !v.passed()))
        .allMatch(verdict -> verdict.kind() == GateVerdict.Kind.MERIT)
        .hasSize(2);
  }

  @Test
  void shouldFailOnMeritWhenNothingTraded() {
    Evidence idle =
        evidence(0, EQUAL, bundle(CERTIFICATE, metrics(0, Double.NaN, Double.NaN)), List.of("A-B"));

    assertThat(failed(idle))
        .containsExactly("validation_round_trips", "validation_net_bps", "deflated_sharpe");
  }

  @Test
  void shouldNotLetTrialsWithAHandfulOfTradesSetTheSpreadOfSharpeRatios() {
    List<Trial> trials = trials(0.1, -0.1, 0.3);
    double variance = PromotionGate.trialVariance(trials);
    trials.add(
        new Trial(
            "fit",
            "version",
            "two trades",
            1,
            new TreeMap<>(Map.of("validation_sharpe", -50.0, "validation_round_trips", 2.0))));

    assertThat(variance).isCloseTo(0.04, within(1e-12));
    assertThat(PromotionGate.trialVariance(trials)).isEqualTo(variance);
    assertThat(PromotionGate.trialVariance(trials(0.1))).isNaN();
  }

  @Test
  void shouldAskMoreOfTheSharpeRatioWhenMoreWasTried() {
    Evidence few = good();
    Evidence many =
        new Evidence(
            0,
            "",
            EQUAL,
            few.bundle(),
            "",
            List.of(),
            few.acceptedPairs(),
            1_000_000,
            few.trials());

    assertThat(sharpe(many)).isLessThan(sharpe(few));
  }

  private static double sharpe(Evidence evidence) {
    return PromotionGate.judge(STRATEGY, evidence).getLast().value();
  }
}
