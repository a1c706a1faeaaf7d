package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static io.statarb.quality.ticks.DepthUpdates.Place.BEHIND_A_GAP;
import static io.statarb.quality.ticks.DepthUpdates.Place.FOLLOWS;
import static io.statarb.quality.ticks.DepthUpdates.Place.PAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DepthLevelsTest {
  private static final long E9 = 1_000_000_000L;

  private final DepthLevels levels = new DepthLevels("BTCUSDT", "capture.gz");
  private long sets;

  /** Takes a set of changes, each a side, a price and a size. */
  private void set(DepthUpdates.Place place, long... changes) {
    // Far from each other, so that each is a finding.
    sets += 100;
    levels.begin(sets, sets, sets, false, place);
    for (int i = 0; i < changes.length; i += 3) {
      levels.level((byte) changes[i], changes[i + 1] * E9, changes[i + 2] * 100_000_000L);
    }
    levels.end();
  }

  private List<FindingKind> kinds() {
    return levels.findings(sets).stream().map(Finding::kind).toList();
  }

  @Test
  void shouldFindNothingInABookThatMoves() {
    set(FOLLOWS, BUY, 99, 5, SELL, 101, 5);
    set(FOLLOWS, SELL, 101, 0, SELL, 103, 2, BUY, 102, 1);
    set(FOLLOWS, BUY, 102, 0, BUY, 99, 0, BUY, 95, 1, SELL, 96, 1);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void shouldTellEachLevelThatCrossesOnceAndGoOnWithoutIt() {
    set(FOLLOWS, BUY, 99, 5, SELL, 101, 5);
    set(FOLLOWS, BUY, 104, 1);
    set(FOLLOWS, BUY, 100, 1);
    set(FOLLOWS, SELL, 95, 1);
    set(FOLLOWS, SELL, 102, 1);
    List<Finding> findings = levels.findings(sets);
    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.CROSSED, FindingKind.CROSSED);
    assertThat(findings.getFirst().evidence())
        .containsEntry("book_bid", 104.0)
        .containsEntry("book_ask", 101.0)
        .containsEntry("record", 200L);
  }

  @Test
  void shouldTellSidesThatMeetInTheMiddleOfOneSet() {
    set(FOLLOWS, BUY, 90, 5, SELL, 110, 5);
    set(FOLLOWS, BUY, 101, 1, SELL, 100, 1);
    set(FOLLOWS, BUY, 99, 1, SELL, 101, 1);
    set(FOLLOWS, BUY, 101, 1);
    assertThat(kinds()).containsExactly(FindingKind.CROSSED, FindingKind.LOCKED);
  }

  @Test
  void shouldTellPricesAndSizesThatCannotBe() {
    set(FOLLOWS, BUY, 99, -5, SELL, 101, 5);
    set(FOLLOWS, SELL, 0, 5);
    set(PAST, SELL, -1, 5);
    assertThat(kinds()).containsOnly(FindingKind.NON_POSITIVE).hasSize(3);
  }

  @Test
  void shouldNotCompareAcrossAGapNorWithWhatIsPast() {
    set(FOLLOWS, BUY, 99, 5, SELL, 101, 5);
    set(PAST, BUY, 103, 5);
    set(BEHIND_A_GAP, BUY, 105, 5);
    set(FOLLOWS, SELL, 106, 5);
    assertThat(kinds()).isEmpty();
  }
}
