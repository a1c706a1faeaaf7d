package io.statarb.gates;

import static io.statarb.bundle.GateVerdict.Kind.INTEGRITY;
import static io.statarb.bundle.GateVerdict.Kind.MERIT;

import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.ModelCertificate;
import io.statarb.ledger.Trial;
import io.statarb.selection.ChosenPair;
import io.statarb.settings.Strategy;
import io.statarb.validation.DeflatedSharpe;
import io.statarb.validation.TradeMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Judges a bundle by the evidence; a pure function. */
public final class PromotionGate {
  private static final String TRIAL_SHARPE = "validation_sharpe";
  private static final String TRIAL_ROUND_TRIPS = "validation_round_trips";

  /** The Sharpe ratio of fewer round trips is mostly the luck of its denominator. */
  static final int MIN_TRIAL_ROUND_TRIPS = 10;

  private PromotionGate() {}

  /** The verdict of every gate, integrity first, always in this order. */
  public static List<GateVerdict> judge(Strategy strategy, Evidence evidence) {
    List<GateVerdict> verdicts = new ArrayList<>();
    verdicts.add(dataQuality(strategy, evidence));
    verdicts.add(parity(strategy, evidence.parity()));
    verdicts.add(signature(evidence));
    verdicts.add(goldenVectors(evidence));
    verdicts.add(certificate(evidence));
    verdicts.add(completeness(evidence));
    TradeMoments trades = trades(evidence.bundle());
    verdicts.add(roundTrips(strategy, trades));
    verdicts.add(netGain(strategy, trades));
    verdicts.add(deflatedSharpe(strategy, trades, evidence));
    if (!evidence.chosen().isEmpty()) {
      verdicts.add(falseDiscoveries(strategy, evidence.chosen()));
    }
    return List.copyOf(verdicts);
  }

  private static GateVerdict dataQuality(Strategy strategy, Evidence evidence) {
    double limit = strategy.data().maxQuarantinedShare();
    return new GateVerdict(
        "data_quality",
        INTEGRITY,
        evidence.quarantinedShare() <= limit,
        evidence.quarantinedShare(),
        limit,
        "largest share of quarantined ticks of a series in a training session: "
            + evidence.quarantinedSeries());
  }

  private static GateVerdict parity(Strategy strategy, FeatureParity parity) {
    long limit = strategy.gates().minParityRows();
    boolean equal = parity.bitEqual() == parity.compared();
    return new GateVerdict(
        "parity_last_training_date",
        INTEGRITY,
        equal && parity.bitEqual() >= limit,
        parity.bitEqual(),
        Math.max(limit, parity.compared()),
        equal
            ? "feature rows that tape and table agree on bit by bit, of %d"
                .formatted(parity.compared())
            : parity.difference());
  }

  private static GateVerdict signature(Evidence evidence) {
    boolean opened = evidence.bundle() != null;
    return new GateVerdict(
        "signature",
        INTEGRITY,
        opened,
        opened ? 1 : 0,
        1,
        opened
            ? "the manifest is signed and every file is the one it names"
            : evidence.bundleRefusal());
  }

  private static GateVerdict goldenVectors(Evidence evidence) {
    BundleEvidence bundle = evidence.bundle();
    long vectors = bundle == null ? 0 : bundle.goldenVectors();
    return new GateVerdict(
        "golden_vectors",
        INTEGRITY,
        vectors > 0,
        vectors,
        1,
        bundle == null
            ? evidence.bundleRefusal()
            : "golden vectors scored as recorded, %d of them bit by bit"
                .formatted(bundle.goldenBitEqual()));
  }

  private static GateVerdict certificate(Evidence evidence) {
    BundleEvidence bundle = evidence.bundle();
    if (bundle == null) {
      return new GateVerdict(
          "export_certificate", INTEGRITY, false, Double.NaN, 0, evidence.bundleRefusal());
    }
    long flips = 0;
    long rows = 0;
    boolean sides = !bundle.certificates().isEmpty();
    for (ModelCertificate certificate : bundle.certificates()) {
      flips += certificate.decisionFlips();
      rows += certificate.rows();
      sides &= certificate.rowsAbove() > 0 && certificate.rowsBelow() > 0;
    }
    return new GateVerdict(
        "export_certificate",
        INTEGRITY,
        flips == 0 && sides,
        flips,
        0,
        "decisions that differ between the fitted and the exported models over %d rows%s"
            .formatted(rows, sides ? "" : "; a model has rows on one side of its threshold only"));
  }

  private static GateVerdict completeness(Evidence evidence) {
    BundleEvidence bundle = evidence.bundle();
    List<String> missing = new ArrayList<>(evidence.acceptedPairs());
    if (bundle != null) {
      missing.removeAll(bundle.pairs());
    }
    int pairs = evidence.acceptedPairs().size();
    return new GateVerdict(
        "completeness",
        INTEGRITY,
        missing.isEmpty() && pairs > 0,
        pairs - missing.size(),
        pairs,
        missing.isEmpty()
            ? "accepted pairs with a model"
            : "accepted pairs without a model: " + String.join(", ", missing));
  }

  /** Round trips of all winners on their validation rows. */
  private static TradeMoments trades(@Nullable BundleEvidence bundle) {
    TradeMoments trades = TradeMoments.NONE;
    if (bundle != null) {
      for (SortedMap<String, Double> metrics : bundle.metrics()) {
        trades = trades.plus(TradeMoments.from(metrics));
      }
    }
    return trades;
  }

  private static GateVerdict roundTrips(Strategy strategy, TradeMoments trades) {
    long limit = strategy.gates().minValidationRoundTrips();
    return new GateVerdict(
        "validation_round_trips",
        MERIT,
        trades.count() >= limit,
        trades.count(),
        limit,
        "round trips of the decision rule on validation rows, all pairs");
  }

  private static GateVerdict netGain(Strategy strategy, TradeMoments trades) {
    double limit = strategy.gates().minValidationNetBps();
    double mean = trades.count() == 0 ? Double.NaN : trades.mean();
    return new GateVerdict(
        "validation_net_bps",
        MERIT,
        mean >= limit,
        mean,
        limit,
        "mean gain of a validation round trip after quoted costs and fees, in bps");
  }

  private static GateVerdict falseDiscoveries(Strategy strategy, List<ChosenPair> chosen) {
    double worst = chosen.stream().mapToDouble(ChosenPair::adjustedP).max().orElse(Double.NaN);
    return new GateVerdict(
        "false_discovery_rate",
        MERIT,
        chosen.stream().allMatch(ChosenPair::discovered),
        worst,
        strategy.screen().fdr(),
        "largest p-value of a chosen pair, adjusted over all pairs tested (Benjamini and Yekutieli 2001); %d of %d stand"
            .formatted(chosen.stream().filter(ChosenPair::discovered).count(), chosen.size()));
  }

  private static GateVerdict deflatedSharpe(
      Strategy strategy, TradeMoments trades, Evidence evidence) {
    long trials = evidence.distinctTrials();
    double benchmark = DeflatedSharpe.expectedMaximum(trialVariance(evidence.trials()), trials);
    double probability =
        DeflatedSharpe.probability(
            trades.sharpe(), trades.count(), trades.skewness(), trades.kurtosis(), benchmark);
    double limit = strategy.gates().minDeflatedSharpe();
    return new GateVerdict(
        "deflated_sharpe",
        MERIT,
        probability >= limit,
        probability,
        limit,
        String.format(
            Locale.ROOT,
            "probability that the Sharpe ratio of a validation round trip (%.4f) is above that of the best of %d useless"
                + " trials (%.4f); Bailey and Lopez de Prado (2014)",
            trades.sharpe(),
            trials,
            benchmark));
  }

  /**
   * Variance of the Sharpe ratios that the ledger's fits report; NaN with fewer than two of them.
   */
  static double trialVariance(List<Trial> trials) {
    double[] ratios =
        trials.stream()
            .map(Trial::metrics)
            .filter(m -> m.getOrDefault(TRIAL_ROUND_TRIPS, 0.0) >= MIN_TRIAL_ROUND_TRIPS)
            .mapToDouble(m -> m.getOrDefault(TRIAL_SHARPE, Double.NaN))
            .filter(Double::isFinite)
            .toArray();
    double mean = 0;
    for (double ratio : ratios) {
      mean += ratio / ratios.length;
    }
    double squares = 0;
    for (double ratio : ratios) {
      squares += (ratio - mean) * (ratio - mean);
    }
    return ratios.length < 2 ? Double.NaN : squares / (ratios.length - 1);
  }
}
