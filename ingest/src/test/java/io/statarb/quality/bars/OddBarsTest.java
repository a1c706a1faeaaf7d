package io.statarb.quality.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.FindingKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One series that moves by 1 % a day, of which a few bars are changed. */
final class OddBarsTest {
  private static final long SEED = Long.getLong("seed", 20_150_824);
  private static final int BARS = 400;
  private static final int FROM = 200;

  private final RawBars bars = bars();

  @Test
  void shouldFindNothingWhereNothingWasChanged() {
    assertThat(kinds()).isEmpty();
  }

  @Test
  void shouldFindAllPricesHeldWhateverIsTraded() {
    for (int i = FROM; i < FROM + 2; i++) {
      double volume = bars.volume[i];
      bars.values(i, bars, FROM - 1, 1);
      bars.volume[i] = volume;
    }
    assertThat(kinds()).containsExactly(FindingKind.STALE_TICKER);
  }

  @Test
  void shouldFindOnePriceADayWhereDaysHaveARange() {
    for (int i = FROM; i < FROM + 3; i++) {
      bars.open[i] = bars.close[FROM - 1];
      bars.high[i] = bars.close[FROM - 1];
      bars.low[i] = bars.close[FROM - 1];
      bars.close[i] = bars.close[FROM - 1];
    }
    assertThat(kinds()).containsExactly(FindingKind.STALE_TICKER);
  }

  @Test
  void shouldFindClosesHeldAtAnEdgeToWhichTheDayWasWidened() {
    double held = bars.close[FROM - 1];
    for (int i = FROM; i < FROM + 3; i++) {
      bars.close[i] = held;
      bars.high[i] = held;
      bars.low[i] = 0.98 * held;
      bars.open[i] = 0.99 * held;
    }
    assertThat(kinds()).containsExactly(FindingKind.STALE_TICKER);
  }

  @Test
  void shouldTakeClosesThatComeAgainWithinTheirDaysForChance() {
    for (int i = FROM; i < FROM + 2; i++) {
      double factor = bars.close[FROM - 1] / bars.close[i];
      bars.values(i, bars, i, factor);
      bars.close[i] = bars.close[FROM - 1];
    }
    assertThat(kinds()).doesNotContain(FindingKind.STALE_TICKER);
  }

  @Test
  void shouldFindAHighThatNoOtherPriceKnowsOf() {
    bars.high[FROM] *= 1.2;
    assertThat(kinds()).containsExactly(FindingKind.ABSURD_JUMP);
  }

  @Test
  void shouldBelieveAHighOnADayWithNews() {
    bars.high[FROM] *= 1.2;
    bars.volume[FROM] *= 8;
    assertThat(kinds()).isEmpty();
  }

  @Test
  void shouldTakeAPriceOfZeroForAMissingOneAsWell() {
    bars.open[FROM] = 0;
    assertThat(kinds()).contains(FindingKind.NON_POSITIVE, FindingKind.MISSING_FIELD);
  }

  private Set<FindingKind> kinds() {
    Set<FindingKind> kinds = new TreeSet<>();
    new BarProbe().judge(List.of(bars)).forEach(finding -> kinds.add(finding.kind()));
    return kinds;
  }

  private static RawBars bars() {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    RawBars bars = new RawBars("X");
    double log = StrictMath.log(50);
    LocalDate day = LocalDate.of(2013, 1, 1);
    for (int i = 0; i < BARS; i++) {
      double open = log + 0.003 * random.nextGaussian();
      double close = open + 0.01 * random.nextGaussian();
      double high = Math.max(open, close) + 0.005 * random.nextDouble();
      double low = Math.min(open, close) - 0.005 * random.nextDouble();
      double volume = 1e6 * StrictMath.exp(0.3 * random.nextGaussian());
      bars.add(i, day.toEpochDay(), px(open), px(high), px(low), px(close), (long) (volume * 1e8));
      log = close;
      do {
        day = day.plusDays(1);
      } while (day.getDayOfWeek().getValue() > 5);
    }
    return bars;
  }

  private static long px(double log) {
    return (long) (StrictMath.exp(log) * 1e9);
  }
}
