package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrderCheckTest {
  private static final long SEED = Long.getLong("seed", 11);

  private static int count(boolean[] marks) {
    int count = 0;
    for (boolean mark : marks) {
      count += mark ? 1 : 0;
    }
    return count;
  }

  @Test
  void shouldMarkOneRowWhenOneIsDatedFarAhead() {
    long[] times = {1, 2, 3, 1_000, 4, 5, 5, 6};
    boolean[] out = OrderCheck.outOfPlace(times, times.length);
    assertThat(count(out)).isEqualTo(1);
    assertThat(out[3]).isTrue();
  }

  @Test
  void shouldMarkTheFewestRowsWhenComparedWithAllSubsets() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(11);
      long[] times = random.longs(n, 0, 8).toArray();
      boolean[] out = OrderCheck.outOfPlace(times, n);
      long last = Long.MIN_VALUE;
      for (int i = 0; i < n; i++) {
        if (!out[i]) {
          assertThat(times[i]).as("seed=%d round=%d", SEED, round).isGreaterThanOrEqualTo(last);
          last = times[i];
        }
      }
      assertThat(n - count(out)).as("seed=%d round=%d", SEED, round).isEqualTo(longest(times));
    }
  }

  /** By looking at every subset. */
  private static int longest(long[] times) {
    int best = 0;
    for (int subset = 0; subset < 1 << times.length; subset++) {
      long last = Long.MIN_VALUE;
      boolean ordered = true;
      for (int i = 0; i < times.length; i++) {
        if ((subset >> i & 1) == 1) {
          ordered &= times[i] >= last;
          last = times[i];
        }
      }
      best = ordered ? Math.max(best, Integer.bitCount(subset)) : best;
    }
    return best;
  }

  @Test
  void shouldCallARepeatedBlockRepetitionsAndNothingLate() {
    PriceRows rows = new PriceRows("EURUSD.OANDA", false);
    for (int i = 0; i < 20; i++) {
      add(rows, i, i);
    }
    for (int i = 5; i < 15; i++) {
      add(rows, 20 + i, i);
    }
    for (int i = 20; i < 40; i++) {
      add(rows, 15 + i, i);
    }
    boolean[] out = OrderCheck.outOfPlace(rows.tsNs, rows.count);
    int[] repeats = OrderCheck.repeats(rows, out);
    int repeated = 0;
    for (int i = 0; i < rows.count; i++) {
      repeated += repeats[i] >= 0 ? 1 : 0;
      // The five rows between the block and its copy may stand on either side of it.
      assertThat(out[i] && (i < 15 || i >= 35)).as("row=%d", i).isFalse();
    }
    assertThat(repeated).isEqualTo(10);
  }

  @Test
  void shouldCallARowThatIsSaidAgainBehindTheNextARepetition() {
    PriceRows rows = new PriceRows("EURUSD.OANDA", false);
    for (long ts : new long[] {0, 1, 2, 3, 2, 4, 5}) {
      add(rows, rows.count, ts);
    }
    boolean[] out = OrderCheck.outOfPlace(rows.tsNs, rows.count);
    int[] repeats = OrderCheck.repeats(rows, out);
    assertThat(repeats).containsExactly(-1, -1, -1, -1, 2, -1, -1);
    assertThat(count(out)).isZero();
  }

  @Test
  void shouldLeaveARowThatIsAheadOutOfPlaceWhereTwoAroundItSayTheSame() {
    PriceRows rows = new PriceRows("EURUSD.OANDA", false);
    for (long ts : new long[] {0, 1, 2, 900, 2, 4, 5}) {
      add(rows, rows.count, ts);
    }
    boolean[] out = OrderCheck.outOfPlace(rows.tsNs, rows.count);
    OrderCheck.repeats(rows, out);
    assertThat(count(out)).isEqualTo(1);
    assertThat(out[3]).isTrue();
  }

  private static void add(PriceRows rows, long record, long ts) {
    rows.add(record, ts, Long.MIN_VALUE, -1, 1_380_000_000 + ts, 0, 1_380_100_000 + ts, 0);
  }
}
