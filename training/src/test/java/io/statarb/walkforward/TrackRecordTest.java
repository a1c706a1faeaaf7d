package io.statarb.walkforward;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.attribution.Causes;
import io.statarb.walkforward.FoldFigures.PairFigures;
import io.statarb.walkforward.TrackRecord.Line;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TrackRecordTest {
  private static FoldFigures fold(
      int fold, String stage, Map<String, Long> days, PairFigures... pairs) {
    long pnl = List.of(pairs).stream().mapToLong(PairFigures::pnlMicros).sum();
    return new FoldFigures(
        fold,
        "2014-01-02",
        "2014-12-31",
        "2015-01-02",
        "2015-06-30",
        stage.equals("live"),
        100,
        40,
        1,
        pairs.length,
        stage,
        List.of(pairs).stream().mapToLong(PairFigures::roundTrips).sum(),
        8,
        0,
        pnl,
        new Causes(pnl, 0, 0, 0, 0),
        0,
        5,
        7,
        10,
        10,
        List.of(pairs),
        new TreeMap<>(days),
        "settings",
        "tape");
  }

  private static TrackRecord record() {
    return TrackRecord.of(
        "equities <b>",
        7,
        "USD",
        1000,
        List.of(
            fold(
                0,
                "live",
                Map.of("2015-01-02", 10L, "2015-01-05", 40L, "2015-01-06", 30L),
                new PairFigures("A-B", "pair", "Energy", true, 2, 20),
                new PairFigures("C-D", "basket", "Utilities", false, 1, 10)),
            fold(
                1,
                "paper",
                Map.of("2015-07-01", -25L, "2015-07-02", -10L),
                new PairFigures("A-B", "pair", "Energy", true, 1, -10))));
  }

  @Test
  void shouldGoOnWhereTheFoldBeforeEnded() {
    TrackRecord record = record();
    assertThat(record.days().values()).containsExactly(10L, 40L, 30L, 5L, 20L);
    assertThat(record.pnlMicros()).isEqualTo(20);
    assertThat(record.maxDrawdownMicros()).isEqualTo(35);
    assertThat(record.stage()).isEqualTo("paper");
    assertThat(record.causes().sum()).isEqualTo(20);
  }

  @Test
  void shouldAddUpByPairAndSector() {
    TrackRecord record = record();
    assertThat(record.byPair())
        .containsExactly(
            Map.entry("A-B", new Line(2, 3, 10)), Map.entry("C-D", new Line(1, 1, 10)));
    assertThat(record.byKind())
        .containsExactly(
            Map.entry("basket", new Line(1, 1, 10)), Map.entry("pair", new Line(2, 3, 10)));
    assertThat(record.bySector())
        .containsExactly(
            Map.entry("Energy", new Line(2, 3, 10)), Map.entry("Utilities", new Line(1, 1, 10)));
  }

  @Test
  void shouldGiveTheSharpeRatioOfDaysWithItsError() {
    // Changes 10, 30, -10, -25, 15: mean 4, sum of squares around it 1870, sd sqrt(1870 / 4).
    double daily = 4 / Math.sqrt(1870 / 4.0);
    assertThat(record().sharpe()).isCloseTo(daily * Math.sqrt(252), Offset.offset(1e-12));
    assertThat(record().sharpeSe())
        .isCloseTo(Math.sqrt((1 + daily * daily / 2) / 5 * 252), Offset.offset(1e-12));
    TrackRecord flat =
        TrackRecord.of("flat", 7, "USD", 1000, List.of(fold(0, "live", Map.of("2015-01-02", 0L))));
    assertThat(flat.sharpe()).isNull();
  }

  @Test
  void shouldShowNamesAsTextAndSayWhatWasNotDiscovered() {
    String page = new TrackRecordPage(record()).html();
    assertThat(page)
        .contains("equities &lt;b&gt;")
        .doesNotContain("equities <b>")
        .contains("2 of 3 chosen pairs and baskets stand at the false discovery rate")
        .contains("joined the universe later")
        .contains("../folds/1/report/index.html");
  }
}
