package io.statarb.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class FalseDiscoveryTest {
  /**
   * The fifteen p-values of Benjamini and Hochberg (1995), table 1 (thrombolysis study); the paper
   * rejects the first four at 5 %.
   */
  private static final double[] THROMBOLYSIS = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0
  };

  @Test
  @Evidence(
      of = Estimator.FALSE_DISCOVERY,
      kind = Kind.PUBLISHED,
      source = "Benjamini and Hochberg (1995), table 1")
  void shouldRejectTheFourHypothesesOfThePaper() {
    double[] adjusted = FalseDiscovery.BH.adjusted(THROMBOLYSIS);
    for (int i = 0; i < adjusted.length; i++) {
      assertThat(adjusted[i] <= 0.05).as("test %d", i).isEqualTo(i < 4);
    }
    assertThat(adjusted[3]).isCloseTo(0.0095 * 15 / 4, Offset.offset(1e-15));
    // The harmonic number of 15 is 3.318229.
    assertThat(FalseDiscovery.BY.adjusted(THROMBOLYSIS)[0])
        .isCloseTo(0.0001 * 15 * 3.318228993, Offset.offset(1e-9));
  }

  /** The step-up procedure as it is written: the largest k with p(k) at most k q / m. */
  private static int rejectedByStepUp(double[] sorted, double level, double factor) {
    int rejected = 0;
    for (int k = 1; k <= sorted.length; k++) {
      if (sorted[k - 1] <= k * level / (sorted.length * factor)) {
        rejected = k;
      }
    }
    return rejected;
  }

  @Test
  @Evidence(of = Estimator.FALSE_DISCOVERY, kind = Kind.SECOND_FORMULA)
  void shouldRejectWhatTheStepUpProcedureRejectsAndLeaveOutWhatWasNotTested() {
    long seed = Long.getLong("seed", 3L);
    System.out.println("seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      int tests = 1 + random.nextInt(60);
      double[] given = new double[tests + 7];
      Arrays.fill(given, Double.NaN);
      double[] tested = new double[tests];
      for (int i = 0; i < tests; i++) {
        tested[i] = StrictMath.pow(random.nextDouble(), 1 + random.nextInt(6));
      }
      for (int i = 0; i < tests; i++) {
        given[i + 3] = tested[i];
      }
      for (FalseDiscovery method : FalseDiscovery.values()) {
        double level = 0.01 + 0.2 * random.nextDouble();
        double[] sorted = tested.clone();
        Arrays.sort(sorted);
        int rejected = 0;
        double[] adjusted = method.adjusted(given);
        for (int i = 0; i < given.length; i++) {
          assertThat(Double.isNaN(adjusted[i])).isEqualTo(Double.isNaN(given[i]));
          rejected += adjusted[i] <= level ? 1 : 0;
        }
        assertThat(rejected).isEqualTo(rejectedByStepUp(sorted, level, method.factor(tests)));
      }
    }
  }
}
