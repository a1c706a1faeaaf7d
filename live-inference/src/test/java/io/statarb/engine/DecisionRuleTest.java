package io.statarb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.settings.Strategy.EntrySettings;
import io.statarb.settings.Strategy.ExitSettings;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.time.TradingSession;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Entry at |z| 2 and score 0.5, edge of 1, exit at 0.5, stop at 4, hold 100 s, cool down 10 s, flat
 * 60 s early.
 */
final class DecisionRuleTest {
  private static final long S = 1_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final TradingSession SESSION = new TradingSession("2014-05-07", 0, 1000 * S);
  private static final ExitSettings EXIT = new ExitSettings(0.5, 4.0, 100_000, 10_000, 60_000);
  private static final double LABEL_SD = 1e-4;
  private static final long LONG_AGO = Long.MIN_VALUE;

  private static DecisionRule rule(EngineMode mode, double edgeToCost) {
    return new DecisionRule(new EntrySettings(2.0, 0.5, edgeToCost), EXIT, mode, SESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "2.0, -0.5, true", // both at their limits
    "-2.0, 0.5, true",
    "1.999, -0.5, false",
    "2.0, -0.499, false",
    "2.0, 0.9, false", // away from the mean
    "3.999, -0.5, true",
    "4.0, -0.5, false", // beyond the stop
    "NaN, -0.5, false",
    "2.0, NaN, false",
    "Infinity, -0.5, false",
    "2.0, -Infinity, false"
  })
  void shouldEnterWhenZAndScoreAgree(double z, double score, boolean entered) {
    DecisionKind kind =
        rule(EngineMode.LIVE, 0).whenFlat(100 * S, z, score, 0.5, LABEL_SD, 1.0, LONG_AGO);
    assertThat(kind == DecisionKind.ENTER).isEqualTo(entered);
  }

  @ParameterizedTest
  @CsvSource({
    // A score of 0.5 at a label sd of 1e-4 predicts half a basis point.
    "0.5, true",
    "0.51, false",
    "NaN, false"
  })
  void shouldAskForTheEdgeWhenOneIsSet(double costBps, boolean entered) {
    DecisionKind kind =
        rule(EngineMode.LIVE, 1).whenFlat(100 * S, 2, -0.5, 0.5, LABEL_SD, costBps, LONG_AGO);
    assertThat(kind == DecisionKind.ENTER).isEqualTo(entered);
  }

  @Test
  void shouldWaitWhenCoolingDownOrNearTheEnd() {
    DecisionRule rule = rule(EngineMode.LIVE, 0);
    assertThat(rule.whenFlat(110 * S - 1, 2, -1, 0.5, LABEL_SD, 1, 100 * S))
        .isEqualTo(DecisionKind.NULL_VAL);
    assertThat(rule.whenFlat(110 * S, 2, -1, 0.5, LABEL_SD, 1, 100 * S))
        .isEqualTo(DecisionKind.ENTER);
    assertThat(rule.whenFlat(940 * S - 1, 2, -1, 0.5, LABEL_SD, 1, LONG_AGO))
        .isEqualTo(DecisionKind.ENTER);
    assertThat(rule.whenFlat(940 * S, 2, -1, 0.5, LABEL_SD, 1, LONG_AGO))
        .isEqualTo(DecisionKind.NULL_VAL);
  }

  @Test
  void shouldNotReadTheScoreWhenInBaselineMode() {
    DecisionRule rule = rule(EngineMode.BASELINE, 1);
    assertThat(rule.whenFlat(100 * S, 2, Double.NaN, 0.5, LABEL_SD, Double.NaN, LONG_AGO))
        .isEqualTo(DecisionKind.ENTER);
    assertThat(rule.whenFlat(100 * S, Double.NaN, 1, 0.5, LABEL_SD, 1, LONG_AGO))
        .isEqualTo(DecisionKind.NULL_VAL);
  }

  @ParameterizedTest
  @CsvSource({
    // direction, z, held for ms, expected
    "1, -0.5, 0, EXIT",
    "1, -0.501, 0, NULL_VAL",
    "1, 3.0, 0, EXIT", // jumped across the mean
    "1, -3.999, 0, NULL_VAL",
    "1, -4.0, 0, STOP_LOSS",
    "-1, 0.5, 0, EXIT",
    "-1, 4.0, 0, STOP_LOSS",
    "-1, 2.0, 99999, NULL_VAL",
    "-1, 2.0, 100000, TIME_STOP",
    "1, NaN, 0, NULL_VAL",
    "1, NaN, 100000, TIME_STOP"
  })
  void shouldLeaveWhenAReasonIsGiven(int direction, double z, long heldMs, DecisionKind expected) {
    long openedNs = 100 * S;
    assertThat(rule(EngineMode.LIVE, 0).whenOpen(openedNs + heldMs * MS, z, direction, openedNs))
        .isEqualTo(expected);
  }

  @Test
  void shouldCloseWhateverTheNumbersSayWhenTheEndIsNear() {
    assertThat(rule(EngineMode.LIVE, 0).whenOpen(940 * S, Double.NaN, 1, 939 * S))
        .isEqualTo(DecisionKind.END_OF_DATE);
  }

  @Test
  void shouldNeverEnterWhenAnyNumberIsMissing() {
    long seed = Long.getLong("seed", 20140507L);
    SplittableRandom random = new SplittableRandom(seed);
    DecisionRule rule = rule(EngineMode.LIVE, 1);
    for (int i = 0; i < 10_000; i++) {
      double[] numbers = {
        random.nextDouble(-5, 5),
        random.nextDouble(-2, 2),
        random.nextDouble(0.1, 1),
        random.nextDouble(1e-5, 1e-3),
        random.nextDouble(0, 2)
      };
      numbers[random.nextInt(numbers.length)] = Double.NaN;
      assertThat(
              rule.whenFlat(
                  100 * S, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], LONG_AGO))
          .as("seed=%d i=%d", seed, i)
          .isEqualTo(DecisionKind.NULL_VAL);
    }
  }
}
