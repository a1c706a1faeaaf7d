package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On synthetic captures: a floor of latency, an exponential tail and moments of congestion. */
final class RecorderClockTest {
  private static final long SEED = Long.getLong("seed", 20_240_808);
  private static final long START_NS = 1_723_161_256_000_000_000L;
  private static final int MESSAGES = 20_000;

  /** Receive and event times of a recorder whose clock is right. */
  private static long[][] capture(long seed, long floorNs) {
    Random random = new Random(seed);
    long[] recvNs = new long[MESSAGES];
    long[] eventNs = new long[MESSAGES];
    long eventTs = START_NS;
    long recvTs = START_NS;
    long congestionNs = 0;
    for (int i = 0; i < MESSAGES; i++) {
      eventTs += (long) (-Math.log(1 - random.nextDouble()) * 15_000_000);
      congestionNs = random.nextInt(2_000) == 0 ? 80_000_000L : congestionNs * 98 / 100;
      long latency =
          floorNs + (long) (-Math.log(1 - random.nextDouble()) * 3_000_000) + congestionNs;
      recvTs = Math.max(recvTs + 1, eventTs + latency);
      recvNs[i] = recvTs;
      // As exchanges say it: in whole ms.
      eventNs[i] = eventTs / 1_000_000 * 1_000_000;
    }
    return new long[][] {recvNs, eventNs};
  }

  private static List<Finding> judge(long[][] capture) {
    ReceiveTimes times = new ReceiveTimes();
    for (int i = 0; i < capture[0].length; i++) {
      times.add(capture[1][i], capture[0][i]);
    }
    return times.findings("BTCUSDT", "capture.gz");
  }

  @Test
  void shouldFindNothingWhenTheClockIsRight() {
    for (long seed = SEED; seed < SEED + 40; seed++) {
      assertThat(judge(capture(seed, 4_000_000))).as("seed=%d", seed).isEmpty();
      assertThat(judge(capture(seed, 120_000_000))).as("seed=%d", seed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, -0.05, -1.27, -3_600, 0.4, 30, 18_000})
  void shouldMeasureAConstantOffset(double seconds) {
    long[][] capture = capture(SEED, 4_000_000);
    for (int i = 0; i < MESSAGES; i++) {
      capture[0][i] += (long) (seconds * 1e9);
    }
    List<Finding> findings = judge(capture);
    assertThat(findings).as("seed=%d", SEED).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.kind()).isEqualTo(FindingKind.CLOCK_MISALIGNMENT);
    assertThat(finding.verdict())
        .isEqualTo(seconds > 0 && seconds < 1 ? Verdict.WARN : Verdict.FAIL);
    // The floor of the latency cannot be told from the clock.
    assertThat(offset(finding)).isBetween(seconds - 0.002, seconds + 0.008);
    assertThat(String.valueOf(finding.evidence().get("fix")))
        .contains("add %+.2f".formatted(-offset(finding)).substring(0, 6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, -0.03, 0.2, -0.2, 5, -5, 3_600, -3_600})
  void shouldFindTheMomentAtWhichTheClockSteps(double seconds) {
    Random random = new Random(SEED);
    for (int round = 0; round < 5; round++) {
      long[][] capture = capture(SEED + round, 4_000_000);
      int at = MESSAGES / 10 + random.nextInt(MESSAGES * 8 / 10);
      long trueNs = capture[0][at];
      for (int i = at; i < MESSAGES; i++) {
        capture[0][i] += (long) (seconds * 1e9);
      }
      List<Finding> findings = judge(capture);
      String what = "seed=%d round=%d".formatted(SEED, round);
      assertThat(findings).as(what).hasSize(1);
      assertThat(number(findings.getFirst(), "step_seconds"))
          .as(what)
          .isBetween(seconds - 0.005, seconds + 0.005);
      long stepNs = Instant.parse(findings.getFirst().from()).toEpochMilli() * 1_000_000;
      double late = (stepNs - (trueNs + seconds * 1e9)) / 1e9;
      assertThat(late).as(what).isBetween(-2.0, 2.0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-500, -100, 100, 500})
  void shouldMeasureADrift(double ppm) {
    for (long seed = SEED; seed < SEED + 5; seed++) {
      long[][] capture = capture(seed, 4_000_000);
      for (int i = 0; i < MESSAGES; i++) {
        capture[0][i] += (long) ((capture[0][i] - START_NS) * ppm * 1e-6);
      }
      List<Finding> findings = judge(capture);
      assertThat(findings).as("seed=%d", seed).hasSize(1);
      assertThat(findings.getFirst().evidence().get("drifts")).isEqualTo(true);
      assertThat(number(findings.getFirst(), "drift_ppm"))
          .as("seed=%d", seed)
          .isBetween(ppm - 15, ppm + 15);
    }
  }

  private static double offset(Finding finding) {
    return number(finding, "offset_seconds");
  }

  private static double number(Finding finding, String name) {
    return Double.parseDouble(String.valueOf(finding.evidence().get(name)));
  }
}
