package io.statarb.pit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.offline.Seeds;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AsOfJoinTest {
  private static final int CASES = 20_000;
  private static final int[] ONE = {0};

  private static int fact(Facts facts, long atNs, AsOfRule rule) {
    AsOfMatches matches = AsOfJoin.match(facts, ONE, new long[] {atNs}, rule);
    return matches.isPresent(0) ? matches.fact(0) : -1;
  }

  @Test
  void shouldAgreeWithTheDefinitionWhenFactsAndRowsAreDrawnAtRandom() {
    SplittableRandom random = Seeds.random("AsOfJoinTest");
    Set<Absence> seen = EnumSet.noneOf(Absence.class);
    int present = 0;
    int late = 0;
    for (int c = 0; c < CASES; c++) {
      RandomFacts drawn = new RandomFacts(random);
      Facts facts = drawn.facts();
      late += facts.hasLateKnowledge() ? 1 : 0;
      AsOfMatches matches = AsOfJoin.match(facts, drawn.rowEntity, drawn.rowNs, drawn.rule);
      NaiveAsOfJoin naive = drawn.naive();
      for (int row = 0; row < matches.count(); row++) {
        int wanted = naive.fact(drawn.rowEntity[row], drawn.rowNs[row], drawn.rule);
        assertThat(matches.isPresent(row) ? matches.fact(row) : -1)
            .as("case %d, row %d, %s", c, row, drawn.rule)
            .isEqualTo(wanted);
        if (wanted < 0) {
          Absence why = naive.absence(drawn.rowEntity[row], drawn.rowNs[row], drawn.rule);
          assertThat(matches.absence(row)).as("case %d, row %d", c, row).isEqualTo(why);
          seen.add(why);
        } else {
          present++;
        }
      }
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(Absence.class));
    assertThat(present).isGreaterThan(CASES);
    assertThat(late).isGreaterThan(CASES / 20);
  }

  /** FST-01: history is joined again after each correction, and no row may notice. */
  @Test
  void shouldAnswerAsBeforeWhenCorrectionsComeLate() {
    SplittableRandom random = Seeds.random("AsOfJoinTest");
    int futureReads = 0;
    int noticed = 0;
    for (int c = 0; c < 2_000; c++) {
      int instants = 30;
      int count = 1 + random.nextInt(20);
      int corrections = 1 + random.nextInt(10);
      int[] entity = new int[count + corrections];
      long[] eventNs = new long[count + corrections];
      long[] knownNs = new long[count + corrections];
      for (int i = 0; i < count; i++) {
        entity[i] = random.nextInt(2);
        eventNs[i] = random.nextInt(instants);
        knownNs[i] = eventNs[i];
      }
      for (int i = count; i < entity.length; i++) {
        int corrected = random.nextInt(i);
        entity[i] = entity[corrected];
        eventNs[i] = eventNs[corrected];
        knownNs[i] = knownNs[corrected] + 1 + random.nextInt(instants);
      }
      int[] rowEntity = new int[2 * instants];
      long[] rowNs = new long[2 * instants];
      for (int row = 0; row < rowNs.length; row++) {
        rowEntity[row] = row % 2;
        rowNs[row] = row / 2;
      }
      AsOfMatches before = null;
      for (int n = count; n <= entity.length; n++) {
        Facts facts =
            Facts.of(
                2,
                Arrays.copyOf(entity, n),
                Arrays.copyOf(eventNs, n),
                Arrays.copyOf(knownNs, n),
                null);
        AsOfMatches now = AsOfJoin.match(facts, rowEntity, rowNs, AsOfRule.LATEST);
        for (int row = 0; row < rowNs.length; row++) {
          if (now.isPresent(row)) {
            int fact = now.fact(row);
            futureReads += eventNs[fact] > rowNs[row] || knownNs[fact] > rowNs[row] ? 1 : 0;
          }
          if (before != null && rowNs[row] < knownNs[n - 1]) {
            assertThat(now.isPresent(row)).isEqualTo(before.isPresent(row));
            assertThat(now.absence(row)).isEqualTo(before.absence(row));
            assertThat(!now.isPresent(row) || now.fact(row) == before.fact(row))
                .as("case %d, row %d saw a correction known at %d", c, row, knownNs[n - 1])
                .isTrue();
          } else if (before != null && now.isPresent(row)) {
            noticed += now.fact(row) == n - 1 ? 1 : 0;
          }
        }
        before = now;
      }
    }
    assertThat(futureReads).isZero();
    assertThat(noticed).as("corrections do count once they are known").isGreaterThan(2_000);
  }

  @Test
  void shouldTakeTheLatestKnownAndThenTheLastWhenEventTimesAreEqual() {
    Facts facts =
        Facts.of(1, new int[4], new long[] {10, 10, 10, 10}, new long[] {12, 14, 14, 11}, null);
    assertThat(fact(facts, 10, AsOfRule.LATEST)).isEqualTo(-1);
    assertThat(fact(facts, 11, AsOfRule.LATEST)).isEqualTo(3);
    assertThat(fact(facts, 13, AsOfRule.LATEST)).isZero();
    assertThat(fact(facts, 14, AsOfRule.LATEST)).isEqualTo(2);
    assertThat(fact(facts, 14, AsOfRule.LATEST.with(Boundary.STRICT))).isZero();
    assertThat(fact(facts, 10, AsOfRule.LATEST.asKnownAt(13))).as("hindsight").isZero();
  }

  @Test
  void shouldNotFallBackToAnOlderFactWhenTheLatestExpired() {
    Facts facts = Facts.of(1, new int[2], new long[] {10, 20});
    AsOfRule rule = AsOfRule.LATEST.withTtl(Duration.ofNanos(5));
    assertThat(fact(facts, 15, rule)).isZero();
    assertThat(fact(facts, 16, rule)).isEqualTo(-1);
    assertThat(AsOfJoin.match(facts, ONE, new long[] {26}, rule).absence(0))
        .isEqualTo(Absence.EXPIRED);
  }

  @Test
  void shouldHoldAtTheEndsOfTime() {
    Facts facts = Facts.of(1, new int[2], new long[] {Long.MIN_VALUE, Long.MAX_VALUE});
    AsOfRule strict = AsOfRule.LATEST.with(Boundary.STRICT);
    assertThat(fact(facts, Long.MIN_VALUE, AsOfRule.LATEST)).isZero();
    assertThat(fact(facts, Long.MIN_VALUE, strict)).isEqualTo(-1);
    assertThat(fact(facts, Long.MAX_VALUE, strict)).isZero();
    assertThat(fact(facts, Long.MAX_VALUE, AsOfRule.LATEST)).isEqualTo(1);
    assertThat(fact(facts, -5, AsOfRule.LATEST.withTtl(Duration.ofNanos(1)))).isEqualTo(-1);
    assertThat(fact(facts, -5, AsOfRule.LATEST)).as("without end").isZero();
  }

  @Test
  void shouldKeepFactsWhereTheyAreWhenTheyComeInOrder() {
    int[] entity = {0, 0, 2};
    assertThat(Facts.of(3, entity, new long[] {1, 1, 0}).cameInOrder()).isTrue();
    assertThat(Facts.of(3, entity, new long[] {2, 1, 0}).cameInOrder()).isFalse();
    assertThat(Facts.of(3, entity, new long[] {1, 1, 0}, new long[] {4, 3, 0}, null).cameInOrder())
        .isFalse();
  }

  @Test
  void shouldNameAbsentValuesAsAsked() {
    Facts facts = Facts.of(1, new int[1], new long[] {10});
    AsOfMatches matches =
        AsOfJoin.match(facts, new int[] {0, 0, -1}, new long[] {9, 10, 10}, AsOfRule.LATEST);
    assertThat(matches.values(new double[] {1.5}, Double.NaN))
        .containsExactly(Double.NaN, 1.5, Double.NaN);
    assertThat(matches.values(new long[] {7}, -1)).containsExactly(-1, 7, -1);
    assertThat(matches.present()).isEqualTo(1);
    assertThatThrownBy(() -> matches.fact(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NOT_YET");
  }

  @Test
  void shouldRefuseColumnsThatDoNotFit() {
    assertThatThrownBy(() -> Facts.of(1, new int[] {1}, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entity of fact 0 is 1");
    assertThatThrownBy(() -> Facts.of(1, new int[] {0}, new long[] {1}, new long[0], null))
        .hasMessageContaining("differ in length");
    assertThatThrownBy(() -> AsOfRule.LATEST.withTtl(Duration.ofNanos(-1)))
        .hasMessageContaining("ttlNs=-1");
  }
}
