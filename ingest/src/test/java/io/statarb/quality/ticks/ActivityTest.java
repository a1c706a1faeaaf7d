package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holes in the messages of a US stock on 2012-06-21, whose session is 13:30 to 20:00 UTC. */
final class ActivityTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long OPEN_NS =
      Instant.parse("2012-06-21T13:30:00Z").getEpochSecond() * SECOND_NS;

  private final Activity activity = new Activity("ABC", "file", Market.US_EQUITIES);

  /** One message every so many seconds; minutes count from the open. */
  private void messages(int fromMinute, int toMinute, int everySeconds) {
    for (int s = 60 * fromMinute; s < 60 * toMinute; s += everySeconds) {
      activity.add(OPEN_NS + s * SECOND_NS);
    }
  }

  @Test
  void shouldFindAHoleInALiveStock() {
    messages(0, 100, 2);
    messages(130, 200, 2);
    List<Finding> findings = activity.findings();
    assertThat(findings).hasSize(1);
    Finding hole = findings.getFirst();
    assertThat(hole.kind()).isEqualTo(FindingKind.STALE);
    assertThat(hole.from()).isEqualTo("2012-06-21T15:10:00Z");
    assertThat(hole.to()).isEqualTo("2012-06-21T15:40:00Z");
    assertThat(hole.evidence())
        .containsEntry("silent_minutes", 30)
        .containsEntry("expected_messages", 900.0)
        .containsEntry("longest_silence_around_minutes", 0);
  }

  @Test
  void shouldFindTwoHolesNearEachOther() {
    messages(0, 100, 2);
    messages(112, 150, 2);
    messages(180, 250, 2);
    assertThat(activity.findings()).hasSize(2);
  }

  @Test
  void shouldNotMindSilenceOfAStockThatIsOftenSilent() {
    for (int from = 0; from < 300; from += 25) {
      messages(from, from + 10, 2);
    }
    assertThat(activity.findings()).isEmpty();
  }

  @Test
  void shouldNotMindSilenceWhenFewMessagesWereToBeExpected() {
    messages(0, 100, 60);
    messages(130, 200, 60);
    assertThat(activity.findings()).isEmpty();
  }

  @Test
  void shouldNotMindTheMinutesOfAPause() {
    messages(0, 100, 2);
    messages(105, 200, 2);
    assertThat(activity.findings()).isEmpty();
  }

  @Test
  void shouldNotMindWhatTheVenueHalted() {
    messages(0, 100, 2);
    activity.halt(OPEN_NS + 6_000 * SECOND_NS, true);
    activity.halt(OPEN_NS + 7_800 * SECOND_NS, false);
    messages(130, 200, 2);
    assertThat(activity.findings()).isEmpty();
  }

  @Test
  void shouldNotMindTheNight() {
    messages(0, 390, 2);
    messages(1_440, 1_830, 2);
    assertThat(activity.findings()).isEmpty();
  }

  @Test
  void shouldNotMindAFileThatEnds() {
    messages(0, 100, 2);
    assertThat(activity.findings()).isEmpty();
    assertThat(new Activity("ABC", "file", Market.US_EQUITIES).findings()).isEmpty();
  }
}
