package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.NO_UPDATE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DepthUpdatesTest {
  private final DepthUpdates updates = new DepthUpdates("BTCUSDT", "capture.gz");
  private long record;

  /** Takes sets of ten updates that begin with the given ones. */
  private List<Finding> findings(long... firstIds) {
    for (long first : firstIds) {
      record++;
      updates.add(record, record, first, first + 9, NO_UPDATE_ID);
    }
    return updates.findings();
  }

  private List<FindingKind> kinds(long... firstIds) {
    return findings(firstIds).stream().map(Finding::kind).toList();
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
  void callsASetThatWasMissingLateAndNothingMissing() {
    assertThat(kinds(10, 30, 40, 20)).containsExactly(FindingKind.OUT_OF_ORDER);
  }

  @Test
  void callsASetThatWasMissingADuplicateWhenItComesTwice() {
    assertThat(kinds(10, 30, 40, 20, 20))
        .containsExactlyInAnyOrder(FindingKind.OUT_OF_ORDER, FindingKind.DUPLICATE);
  }

  @Test
  void tellsOnlyWhatDidNotComeLate() {
    assertThat(gapEvidence(10, 60, 30))
        .containsEntry("after_update_id", 19L)
        .containsEntry("missing_ids", 10L);
    assertThat(gapEvidence(10, 60, 20, 50))
        .containsEntry("after_update_id", 29L)
        .containsEntry("missing_ids", 20L);
  }

  private static Map<String, Object> gapEvidence(long... firstIds) {
    List<Finding> findings = new DepthUpdatesTest().findings(firstIds);
    assertThat(findings).extracting(Finding::kind).contains(FindingKind.GAP);
    return findings.getFirst().evidence();
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

  @Test
  void callsASetWithAWrongTimeOutOfOrder() {
    updates.add(1, 1_000, 10, 19, NO_UPDATE_ID);
    updates.add(2, 9_000, 20, 29, NO_UPDATE_ID);
    updates.add(3, 3_000, 30, 39, NO_UPDATE_ID);
    updates.addWhole();
    updates.add(3, 500, 20, 29, NO_UPDATE_ID);
    updates.add(4, 4_000, 40, 49, NO_UPDATE_ID);
    List<Finding> findings = updates.findings();
    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.DUPLICATE, FindingKind.OUT_OF_ORDER);
    assertThat(findings.getLast().evidence()).containsEntry("record", 2L);
  }
}
