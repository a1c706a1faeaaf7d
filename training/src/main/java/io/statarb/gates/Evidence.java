package io.statarb.gates;

import io.statarb.ledger.Trial;
import io.statarb.selection.ChosenPair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gates judge.
 *
 * @param quarantinedShare largest share of quarantined ticks of a series in a training session, a
 *     fraction; NaN if unknown
 * @param quarantinedSeries which series that was
 * @param parity features of the last training session, computed again from its tape
 * @param bundle what the bundle shows, or null when it did not open
 * @param bundleRefusal why it did not, or empty
 * @param chosen pairs that a screen chose; none where the strategy lists its pairs
 * @param acceptedPairs names of the pairs that the formation window accepted
 * @param distinctTrials number of distinct trials behind the bundle
 * @param trials what the ledger holds, apart from looks at a holdout by this bundle
 */
public record Evidence(
    double quarantinedShare,
    String quarantinedSeries,
    FeatureParity parity,
    @Nullable BundleEvidence bundle,
    String bundleRefusal,
    List<ChosenPair> chosen,
    List<String> acceptedPairs,
    long distinctTrials,
    List<Trial> trials) {
  /** Copies the lists. */
  public Evidence {
    chosen = List.copyOf(chosen);
    acceptedPairs = List.copyOf(acceptedPairs);
    trials = List.copyOf(trials);
  }
}
