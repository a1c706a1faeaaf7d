package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReceiveTimesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final long START_NS = 1_723_161_255L * SECOND;
  private static final int ROWS = 20_000;
  private static final long SEED = 20240808L;

  private final Random random = new Random(SEED);

  /** Messages every 10 ms with latencies of 2 to 5 ms, more in bursts. */
  private List<Finding> findings(
      long offsetNs, Map<Integer, Long> wrongNs, int stepAt, long stepNs) {
    ReceiveTimes times = new ReceiveTimes();
    for (int i = 0; i < ROWS; i++) {
      long eventNs = START_NS + i * 10L * MS;
      long latencyNs =
          (2 + random.nextInt(3)) * MS + (i / 50 % 20 == 0 ? random.nextInt(40) * MS : 0);
      long clockNs = offsetNs + (i >= stepAt ? stepNs : 0);
      times.add(eventNs, eventNs + latencyNs + clockNs + wrongNs.getOrDefault(i, 0L));
    }
    return times.findings("BTCUSDT", "capture.gz");
  }

  @Test
  void shouldNotTakeSingleWrongTimesForTheClock() {
    System.out.println("ReceiveTimesTest seed=" + SEED);
    Map<Integer, Long> wrong =
        Map.of(
            400,
            3_600 * SECOND,
            3_000,
            -60 * SECOND,
            3_001,
            -60 * SECOND,
            9_000,
            5 * SECOND,
            15_000,
            -SECOND);
    assertThat(findings(0, wrong, ROWS, 0)).isEmpty();
    List<Finding> late = findings(-1_270 * MS, wrong, ROWS, 0);
    assertThat(late).extracting(Finding::kind).containsExactly(FindingKind.CLOCK_MISALIGNMENT);
    assertThat(late.getFirst().evidence())
        .containsEntry("offset_seconds", -1.268)
        .containsEntry("least_receive_minus_event_seconds", -1.268)
        .containsEntry("drifts", false);
  }

  @Test
  void shouldTellAClockThatWasSetBackOrForth() {
    for (long step : new long[] {-3_600 * SECOND, -50 * MS, 60 * MS, 30 * SECOND}) {
      List<Finding> found = findings(0, Map.of(100, SECOND), 12_000, step);
      assertThat(found).as("step=%d", step).isNotEmpty();
      assertThat(found.getLast().evidence())
          .as("step=%d", step)
          .hasEntrySatisfying(
              "step_seconds",
              seconds ->
                  assertThat((double) seconds).isBetween(step / 1e9 - 0.003, step / 1e9 + 0.003));
    }
  }
}
