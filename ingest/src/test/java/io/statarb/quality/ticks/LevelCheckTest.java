package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LevelCheckTest {
  private static final long SEED = Long.getLong("seed", 11);
  private static final int ROWS = 4_000;
  private static final long SECOND_NS = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    // factor, first row, end
    "10, 1000, 1040",
    "0.1, 1000, 1700",
    "1.005, 1000, 2500",
    "0.98, 3, 1200",
    "0.01, 2600, 4000",
    "2, 0, 900",
    "1.02, 3900, 4000"
  })
  void shouldNameTheRowsAtTheOtherLevelAndNoOthers(double factor, int from, int to) {
    double[] log = calm();
    shift(log, factor, from, to);
    double[] offsets = LevelCheck.offsets(times(), log, 0);
    for (int i = 0; i < ROWS; i++) {
      boolean shifted = i >= from && i < to;
      assertThat(offsets[i] != 0).as("row %d", i).isEqualTo(shifted);
      if (shifted) {
        assertThat(offsets[i]).isBetween(Math.log(factor) - 0.002, Math.log(factor) + 0.002);
      }
    }
  }

  @Test
  void shouldLeaveNewsAloneThatMovesThePriceForGood() {
    double[] log = calm();
    shift(log, 0.993, 1_500, ROWS);
    assertThat(LevelCheck.offsets(times(), log, 0)).containsOnly(0);
  }

  @Test
  void shouldLeaveAMarketAloneThatOpensElsewhereBehindAHalt() {
    double[] log = calm();
    shift(log, 1.1, 1_500, ROWS);
    long[] tsNs = times();
    for (int i = 1_500; i < ROWS; i++) {
      tsNs[i] += 1_800 * SECOND_NS;
    }
    assertThat(LevelCheck.offsets(tsNs, log, 0)).containsOnly(0);
  }

  @Test
  void shouldLeaveAWildMarketAlone() {
    double[] log = new double[ROWS];
    Random random = seeded();
    for (int i = 1; i < ROWS; i++) {
      log[i] = log[i - 1] + 0.01 * random.nextGaussian();
    }
    assertThat(LevelCheck.offsets(times(), log, 0)).containsOnly(0);
  }

  private static Random seeded() {
    System.out.println("seed=" + SEED);
    return new Random(SEED);
  }

  /** Logarithms of prices that move by a tenth of a basis point a row. */
  private static double[] calm() {
    Random random = seeded();
    double[] log = new double[ROWS];
    for (int i = 1; i < ROWS; i++) {
      log[i] = log[i - 1] + 1e-5 * random.nextGaussian();
    }
    return log;
  }

  private static void shift(double[] log, double factor, int from, int to) {
    for (int i = from; i < to; i++) {
      log[i] += Math.log(factor);
    }
  }

  private static long[] times() {
    return IntStream.range(0, ROWS).mapToLong(i -> i * SECOND_NS).toArray();
  }
}
