package io.statarb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LabelsTest {

  @Test
  void shouldTakeTheLastRowAtOrBeforeTheHorizonWhateverTheTimes() {
    long seed = Seeds.seed();
    for (int round = 0; round < 200; round++) {
      SplittableRandom random = new SplittableRandom(seed + round);
      int n = random.nextInt(1, 120);
      int[] session = new int[n];
      long[] ts = new long[n];
      for (int i = 1; i < n; i++) {
        boolean next = random.nextInt(30) == 0;
        session[i] = session[i - 1] + (next ? 1 : 0);
        ts[i] = ts[i - 1] + random.nextLong(0, 5);
      }
      long horizon = random.nextLong(1, 20);

      int[] fast = Labels.horizonRows(session, ts, horizon);

      for (int i = 0; i < n; i++) {
        assertThat(fast[i])
            .as("round %d row %d", round, i)
            .isEqualTo(naive(session, ts, horizon, i));
      }
    }
  }

  private static int naive(int[] session, long[] ts, long horizon, int i) {
    int last = -1;
    boolean reached = false;
    for (int j = i; j < ts.length; j++) {
      if (session[j] == session[i]) {
        if (ts[j] <= ts[i] + horizon) {
          last = j;
        }
        reached |= ts[j] >= ts[i] + horizon;
      }
    }
    return reached ? last : -1;
  }

  @Test
  void shouldMeasureInUnitsOfTheFormationWindowOnly() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed());
    SpreadSample sample = world.sample();
    Labels labels = Labels.of(sample, SpreadWorld.HORIZON_NS, 1);

    double squares = 0;
    double sum = 0;
    int count = 0;
    for (int row : sample.rowsOf(0)) {
      if (labels.known(row)) {
        sum += labels.value(row);
        squares += labels.value(row) * labels.value(row);
        count++;
      }
    }
    double mean = sum / count;
    assertThat((squares - count * mean * mean) / (count - 1)).isCloseTo(1.0, within(1e-9));

    SpreadSample later = world.withLouderSession(2).sample();
    assertThat(Labels.of(later, SpreadWorld.HORIZON_NS, 1).sd()).isEqualTo(labels.sd());
  }

  @Test
  void shouldNotChangeWhenAnythingAfterTheHorizonChanges() {
    SpreadWorld world = SpreadWorld.of(Seeds.seed());
    Labels before = Labels.of(world.sample(), SpreadWorld.HORIZON_NS, 1);
    SpreadSample changed = world.withLouderSession(2).sample();
    Labels after = Labels.of(changed, SpreadWorld.HORIZON_NS, 1);

    for (int i = 0; i < changed.count(); i++) {
      if (changed.session()[i] < 2) {
        assertThat(Double.valueOf(after.value(i))).isEqualTo(Double.valueOf(before.value(i)));
      }
    }
  }
}
