package io.statarb.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corporate actions in two times, and prices seen through them. */
class ActionHistoryTest {
  private static final LocalDate DAY0 = LocalDate.of(2014, 6, 2);
  private static final long SEED = Long.getLong("seed", 20140609L);

  @TempDir Path folder;

  private static Instant known(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static CorporateAction split(
      String id, String symbol, LocalDate ex, long newUnits, long oldUnits, Instant knownAt) {
    return new CorporateAction(
        id, symbol, ActionKind.SPLIT, ex, newUnits, oldUnits, null, "", false, knownAt);
  }

  private static CorporateAction renamed(String id, String from, String to, LocalDate ex) {
    return new CorporateAction(
        id, from, ActionKind.SYMBOL_CHANGE, ex, 1, 1, null, to, false, known(DAY0));
  }

  private static AdjustedSeries series(String symbol, double... prices) {
    List<LocalDate> dates = new ArrayList<>();
    List<BigDecimal> raw = new ArrayList<>();
    for (double price : prices) {
      dates.add(DAY0.plusDays(dates.size()));
      raw.add(BigDecimal.valueOf(price));
    }
    return new AdjustedSeries(symbol, dates, raw);
  }

  @Test
  void shouldReadTheSameHistoryWhenCorrectionsArriveLate() {
    System.out.println("ActionHistoryTest seed=" + SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      ActionHistory history = new ActionHistory();
      AdjustedSeries prices = series("A", 100, 101, 99, 50, 51, 25, 26, 25.5, 27, 28);
      List<Instant> read = new ArrayList<>();
      List<List<CorporateAction>> answers = new ArrayList<>();
      List<double[]> views = new ArrayList<>();
      Instant now = known(DAY0);
      for (int step = 0; step < 40; step++) {
        now = now.plusSeconds(1 + random.nextInt(100_000));
        String id = "action-" + random.nextInt(5);
        LocalDate ex = DAY0.plusDays(random.nextInt(10));
        boolean withdrawn = random.nextInt(5) == 0;
        history.append(
            new CorporateAction(
                id,
                random.nextInt(4) == 0 ? "B" : "A",
                ActionKind.SPLIT,
                ex,
                2 + random.nextInt(4),
                1,
                null,
                "",
                withdrawn,
                now));
        // What is read now, and once more of a moment between two versions.
        for (Instant at :
            List.of(now, now.plusNanos(1), now.minusSeconds(random.nextInt(1_000_000)))) {
          read.add(at);
          answers.add(history.of("A", LocalDate.MIN, DAY0.plusDays(9), at));
          views.add(prices.adjusted(history, DAY0.plusDays(9), at, true));
        }
        for (int i = 0; i < read.size(); i++) {
          Instant at = read.get(i);
          // A version that becomes known later than a moment changes nothing of what was known
          // then.
          if (at.isBefore(now)) {
            assertThat(history.of("A", LocalDate.MIN, DAY0.plusDays(9), at))
                .as("seed=%d round=%d step=%d known=%s", SEED, round, step, at)
                .isEqualTo(answers.get(i));
            assertThat(prices.adjusted(history, DAY0.plusDays(9), at, true))
                .isEqualTo(views.get(i));
          }
        }
      }
    }
  }

  @Test
  void shouldRefuseAVersionWhenItRewritesThePast() {
    ActionHistory history = new ActionHistory();
    history.append(split("s", "A", DAY0, 4, 1, known(DAY0)));
    assertThatThrownBy(() -> history.append(split("s", "A", DAY0, 5, 1, known(DAY0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id=s");
    assertThat(history.versions("s")).hasSize(1);
  }

  @Test
  void shouldKeepTheSpreadWhenALegIsSplitFourForOne() {
    ActionHistory history = new ActionHistory();
    LocalDate ex = DAY0.plusDays(3);
    history.append(split("y", "Y", ex, 4, 1, known(DAY0)));
    AdjustedSeries split = series("Y", 400.04, 404.12, 399.88, 100.02, 101.1, 99.9);
    AdjustedSeries whole = series("Y", 400.04, 404.12, 399.88, 400.08, 404.4, 399.6);
    double[] x = {50, 50.5, 50.1, 50.2, 50.7, 49.9};
    ActionHistory none = new ActionHistory();
    for (LocalDate asOf : List.of(DAY0.plusDays(2), DAY0.plusDays(5))) {
      double[] seen = split.adjusted(history, asOf, Instant.MAX, true);
      double[] truth = whole.adjusted(none, asOf, Instant.MAX, true);
      // The level is in the units of asOf; a z-score does not see a level that is everywhere.
      double level = Math.log(truth[0] / seen[0]);
      for (int i = 0; i < x.length && !Double.isNaN(seen[i]); i++) {
        double sd = 1e-3;
        double dz = (Math.log(seen[i]) + level - Math.log(truth[i])) / sd;
        assertThat(Math.abs(dz)).as("day %d as of %s", i, asOf).isLessThan(1e-9);
      }
    }
    assertThat(split.adjusted(history, DAY0.plusDays(5), Instant.MAX, true)[0])
        .isCloseTo(100.01, within(1e-12));
    assertThat(split.raw(0)).isEqualByComparingTo("400.04");
    // Before it was known nobody could adjust.
    assertThat(split.adjusted(history, DAY0.plusDays(5), known(DAY0).minusNanos(1), true)[0])
        .isEqualTo(400.04);
  }

  @Test
  void shouldAdjustForDividendsWhenTheyCount() {
    ActionHistory history = new ActionHistory();
    history.append(
        new CorporateAction(
            "d",
            "A",
            ActionKind.CASH_DIVIDEND,
            DAY0.plusDays(1),
            1,
            1,
            new BigDecimal("0.5"),
            "",
            false,
            known(DAY0)));
    history.append(split("s", "A", DAY0.plusDays(2), 1, 10, known(DAY0)));
    AdjustedSeries prices = series("A", 20, 19.5, 195);
    assertThat(prices.adjusted(history, DAY0.plusDays(2), Instant.MAX, true))
        .containsExactly(new double[] {195, 195, 195}, within(1e-12));
    assertThat(prices.adjusted(history, DAY0.plusDays(2), Instant.MAX, false))
        .containsExactly(new double[] {200, 195, 195}, within(1e-12));
  }

  @Test
  void shouldRefuseToCompareAcrossAnActionWithoutAFactor() {
    ActionHistory history = new ActionHistory();
    history.append(
        new CorporateAction(
            "s", "A", ActionKind.SPLIT, DAY0.plusDays(1), 0, 1, null, "", false, known(DAY0)));
    AdjustedSeries prices = series("A", 100, 25);
    assertThat(history.missingFactors("A", DAY0, DAY0.plusDays(1), Instant.MAX)).hasSize(1);
    assertThatThrownBy(() -> prices.adjusted(history, DAY0.plusDays(1), Instant.MAX, true))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("id=s");
    history.append(split("s", "A", DAY0.plusDays(1), 4, 1, known(DAY0.plusDays(1))));
    assertThat(history.missingFactors("A", DAY0, DAY0.plusDays(1), Instant.MAX)).isEmpty();
    assertThat(prices.adjusted(history, DAY0.plusDays(1), Instant.MAX, true)[0]).isEqualTo(25);
  }

  @Test
  void shouldFollowASecurityWhenItsSymbolChangesAndIsUsedAgain() {
    ActionHistory history = new ActionHistory();
    history.append(split("old-split", "FB", DAY0.plusDays(1), 2, 1, known(DAY0)));
    history.append(renamed("rename", "FB", "META", DAY0.plusDays(5)));
    history.append(split("new-split", "META", DAY0.plusDays(8), 3, 1, known(DAY0)));
    // Another security takes the symbol FB afterwards.
    history.append(split("other", "FB", DAY0.plusDays(8), 5, 1, known(DAY0)));
    assertThat(history.of("META", LocalDate.MIN, DAY0.plusDays(9), Instant.MAX))
        .extracting(CorporateAction::id)
        .containsExactly("old-split", "rename", "new-split");
    assertThat(history.of("FB", DAY0.plusDays(5), DAY0.plusDays(9), Instant.MAX))
        .extracting(CorporateAction::id)
        .containsExactly("other");
    SymbolChanges symbols = SymbolChanges.of(history.asOf(Instant.MAX));
    assertThat(symbols.symbolOn(DAY0, "META", DAY0.plusDays(9))).isEqualTo("FB");
    assertThat(symbols.symbolOn(DAY0.plusDays(9), "FB", DAY0)).isEqualTo("META");
  }

  @Test
  void shouldNameLineAndNearestKeyWhenAFileIsWrong() throws IOException {
    Path file = folder.resolve("actions.csv");
    String header = "id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at\n";
    Files.writeString(
        file,
        header
            + """
            a,AAPL,split,2014-06-09,7:1,,,,2014-04-23T20:30:00Z
            a,AAPL,split,2014-06-09,,,,,2014-04-01
            """);
    ActionHistory history = ActionHistory.load(file);
    assertThat(history.asOf(known(LocalDate.of(2014, 4, 2))).getFirst().factorKnown()).isFalse();
    assertThat(history.asOf(Instant.MAX).getFirst().newUnits()).isEqualTo(7);

    Files.writeString(file, header.replace("ex_date", "exdate"));
    assertThatThrownBy(() -> ActionHistory.load(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("ex_date");
    for (String row :
        List.of(
            "a,AAPL,split,2014-06-09,7-1,,,,2014-04-23",
            "a,AAPL,split,2014-06-09,0:1,,,,2014-04-23",
            "a,AAPL,split,2014-06-31,7:1,,,,2014-04-23",
            "a,AAPL,spilt,2014-06-09,7:1,,,,2014-04-23",
            "a,AAPL,cash_dividend,2014-06-09,,-1,,,2014-04-23",
            "a,AAPL,symbol_change,2014-06-09,,,,,2014-04-23",
            "a,AAPL,split,2014-06-09,7:1,,,maybe,2014-04-23",
            "a,AAPL,split,2014-06-09,7:1,,,,")) {
      Files.writeString(file, header + row + "\n");
      assertThatThrownBy(() -> ActionHistory.load(file))
          .as(row)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("actions.csv:2");
    }
  }
}
