package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.NO_UPDATE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DepthUpdatesTest {
  private final DepthUpdates updates = new DepthUpdates("BTCUSDT", "capture.gz");
  private long record;

  /** Takes sets of ten updates that begin with the given ones. */
  private List<FindingKind> kinds(long... firstIds) {
    for (long first : firstIds) {
      record++;
      updates.add(record, record, first, first + 9, NO_UPDATE_ID);
    }
    return updates.findings().stream().map(Finding::kind).toList();
  }

  @Test
  void findsNothingInSetsThatFollowEachOther() {
    assertThat(kinds(10, 20, 30)).isEmpty();
  }

  @Test
  void callsASetThatComesAgainADuplicateHoweverLate() {
    assertThat(kinds(10, 20, 30, 40, 20)).containsExactly(FindingKind.DUPLICATE);
  }

  @Test
  void callsASetThatWasMissingLate() {
    assertThat(kinds(10, 30, 40, 20))
        .containsExactlyInAnyOrder(FindingKind.GAP, FindingKind.OUT_OF_ORDER);
  }

  @Test
  void callsASetThatComesAgainBehindAGapADuplicate() {
    assertThat(kinds(10, 20, 40, 50, 40))
        .containsExactlyInAnyOrder(FindingKind.GAP, FindingKind.DUPLICATE);
  }

  @Test
  void callsASetFromBeforeTheFirstLate() {
    assertThat(kinds(50, 60, 20)).containsExactly(FindingKind.OUT_OF_ORDER);
  }
}
