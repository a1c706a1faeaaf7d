package io.statarb.quality.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Series of one company that moves by 1 % a day, whose days from {@link #FROM} on are changed. */
final class ForeignStretchTest {
  private static final long SEED = Long.getLong("seed", 20_130_909);
  private static final int SERIES = 40;
  private static final int BARS = 400;
  private static final int FROM = 200;

  /** A level that differs this little is no step that other checks look at. */
  private static final double APART = 0.05;

  private static final double DAY_SD = 0.01;

  @Test
  void shouldFindTheDaysOfAnotherCompanyAtNearlyThePrice() {
    int found =
        count(random -> {
          Days days = new Days(random);
          days.another(FROM, FROM + 15);
          return days.mixedFrom(FROM) ? 1 : 0;
        });
    assertThat(found).isGreaterThanOrEqualTo((int) (0.95 * SERIES));
  }

  @Test
  void shouldFindStretchesTogetherThatAreTooUnlikelyOneByOne() {
    int one =
        count(random -> {
          Days days = new Days(random);
          days.price(FROM, FROM + 4, 0.7 * APART);
          return days.findings(FindingKind.MIXED_SERIES).size();
        });
    int three =
        count(random -> {
          Days days = new Days(random);
          for (int from = FROM; from < FROM + 30; from += 10) {
            days.price(from, from + 4, 0.7 * APART);
          }
          return days.mixedFrom(FROM) ? 1 : 0;
        });
    assertThat(one).isLessThanOrEqualTo(SERIES / 4);
    assertThat(three).isGreaterThanOrEqualTo((int) (0.9 * SERIES));
  }

  /** As the days of another company but for the days of both gaps, which are traded as news is. */
  @Test
  void shouldTakeNewsThatIsTakenBackForNews() {
    int named =
        count(random -> {
          Days days = new Days(random);
          days.another(FROM, FROM + 15);
          days.news(FROM);
          days.news(FROM + 15);
          return days.findings(FindingKind.MIXED_SERIES).size();
        });
    assertThat(named).isLessThanOrEqualTo(SERIES / 20);
  }

  @Test
  void shouldNameNothingWhereNothingIsMixed() {
    int named = count(random -> new Days(random).findings(FindingKind.MIXED_SERIES).size());
    assertThat(named).isZero();
  }

  @Test
  void shouldLeaveASplitOnSomeDaysOnlyToWhatKnowsSplits() {
    int splits =
        count(random -> {
          Days days = new Days(random);
          days.price(FROM, FROM + 10, -StrictMath.log(2));
          assertThat(days.findings(FindingKind.MIXED_SERIES))
              .noneMatch(finding -> finding.evidence().containsKey("stretches_of_another_company"));
          return days.findings(FindingKind.UNADJUSTED_SPLIT).isEmpty() ? 0 : 1;
        });
    assertThat(splits).isGreaterThanOrEqualTo((int) (0.9 * SERIES));
  }

  private static int count(ToIntFunction<Random> series) {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    int sum = 0;
    for (int s = 0; s < SERIES; s++) {
      sum += series.applyAsInt(random);
    }
    return sum;
  }

  /** Bars of one series: nights move it by a third of what days do. */
  private static final class Days {
    private final RawBars bars = new RawBars("X");

    Days(Random random) {
      double log = StrictMath.log(50);
      LocalDate day = LocalDate.of(2013, 1, 1);
      for (int i = 0; i < BARS; i++) {
        double open = log + DAY_SD / 3 * random.nextGaussian();
        double close = open + DAY_SD * random.nextGaussian();
        double over = DAY_SD * random.nextDouble();
        double high = Math.max(open, close) + over;
        double low = Math.min(open, close) - (DAY_SD - over);
        double volume = 1e6 * StrictMath.exp(0.3 * random.nextGaussian());
        bars.add(
            i, day.toEpochDay(), px(open), px(high), px(low), px(close), (long) (volume * 1e8));
        log = close;
        do {
          day = day.plusDays(1);
        } while (day.getDayOfWeek().getValue() > 5);
      }
    }

    private static long px(double log) {
      return (long) (StrictMath.exp(log) * 1e9);
    }

    /** Another company, whose shares are at another price and more of them are traded. */
    void another(int from, int behind) {
      price(from, behind, APART);
      for (int i = from; i < behind; i++) {
        bars.volume[i] *= 2.5;
      }
    }

    void price(int from, int behind, double log) {
      for (int i = from; i < behind; i++) {
        bars.values(i, bars, i, StrictMath.exp(log));
      }
    }

    /** Three times as much is traded on the day of news, and less by and by. */
    void news(int day) {
      for (int i = 0; i < 6; i++) {
        bars.volume[day + i] *= 1 + 2.0 / (1 + i);
      }
    }

    List<Finding> findings(FindingKind kind) {
      return new BarProbe().judge(List.of(bars)).stream().filter(f -> f.kind() == kind).toList();
    }

    /** Whether there is one finding, and it begins on the day of a bar. */
    boolean mixedFrom(int bar) {
      List<Finding> mixed = findings(FindingKind.MIXED_SERIES);
      String day = LocalDate.ofEpochDay(bars.day[bar]).toString();
      return mixed.size() == 1 && mixed.getFirst().from().equals(day);
    }
  }
}
