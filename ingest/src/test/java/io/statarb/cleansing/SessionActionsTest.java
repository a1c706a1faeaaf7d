package io.statarb.cleansing;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.ticks.ActionFeed;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw bars of a stock that splits 4:1, and what the tapes of its sessions say of it. */
final class SessionActionsTest {
  private static final LocalDate FIRST = LocalDate.of(2016, 1, 4);
  private static final LocalDate SPLIT = LocalDate.of(2016, 2, 10);

  @TempDir private Path data;

  private Strategy strategy() throws IOException {
    Path yaml = data.resolve("strategy.yaml");
    Files.writeString(
        yaml,
        """
        name: test
        calendar: {exchange: NYSE}
        dates: {session_bars: 20, train: 2, formation: 1, trade: 2}
        data: {format: daily-bars, corporate_actions: actions.csv, max_jump_bps: 5000}
        venues:
          US: {latency_ms: 1, fee_per_million: 0, max_fill_lots: 1, stale_after_ms: 1}
        instruments:
          A: {security_type: equity, tick: "0.01", lot: 1, currency: USD, venues: [US]}
        """);
    return Settings.load(yaml, Map.of(), List.of()).strategy();
  }

  @BeforeEach
  void writeBars() throws IOException {
    StringBuilder text = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    for (LocalDate day = FIRST; day.isBefore(LocalDate.of(2016, 5, 1)); day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() <= 5) {
        String price = day.isBefore(SPLIT) ? "200.00" : "50.00";
        text.append("A,%s,%s,%s,%s,%s,100%n".formatted(day, price, price, price, price));
      }
    }
    Files.writeString(data.resolve("bars.csv"), text);
  }

  private void actions(String... lines) throws IOException {
    Files.writeString(
        data.resolve("actions.csv"),
        "id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at\n"
            + String.join("\n", lines));
  }

  private SessionResult session(int number) throws IOException {
    Strategy strategy = strategy();
    Universe universe = Settings.universe(strategy);
    IngestPlan plan = IngestPlan.of(strategy, universe, data);
    return SessionIngest.run(strategy, universe, data, plan, plan.sessions().get(number).session());
  }

  private static List<String> inForce(SessionResult result) {
    List<String> applied = new ArrayList<>();
    ActionFeed feed = new ActionFeed(result.actions(), 1);
    for (long tsNs : result.ticks().tsNs()) {
      if (tsNs > 0) {
        feed.before(
            tsNs,
            (id, rebasing, suspended) ->
                applied.add(
                    "%s %s %s".formatted(Instant.ofEpochSecond(0, tsNs), rebasing, suspended)));
      }
    }
    return applied;
  }

  @Test
  void shouldBringASplitIntoForceAtItsOpeningAndTakeNoPriceForAJump() throws IOException {
    actions("a-split,A,split,2016-02-10,4:1,,,,2016-01-20T12:00:00Z");
    SessionResult second = session(1);
    assertThat(inForce(second))
        .containsExactly("2016-02-10T14:30:00Z " + new Rebasing(4, 1, 0) + " false");
    assertThat(second.quality().series().getFirst().quarantined())
        .doesNotContainKey(Conditions.name(Conditions.JUMP).toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void shouldTellOfAnEarlierSplitAtTheStartOfEachLaterSession() throws IOException {
    actions(
        "a-split,A,split,2016-02-10,4:1,,,,2016-01-20T12:00:00Z",
        "a-div,A,cash_dividend,2016-02-16,,0.50,,,2016-01-25T12:00:00Z");
    assertThat(session(0).actions()).as("it comes after").isEmpty();
    for (int later = 2; later < 4; later++) {
      SessionResult result = session(later);
      assertThat(result.actions()).as("a dividend that was paid is over").hasSize(1);
      assertThat(result.actions().getFirst().tsNs()).isEqualTo(result.session().startNs());
      assertThat(inForce(result).getFirst()).endsWith(new Rebasing(4, 1, 0) + " false");
    }
  }

  @Test
  void shouldSayWhatWasKnownWhenItWasKnown() throws IOException {
    actions(
        "a-split,A,split,2016-02-10,,,,,2016-01-20T12:00:00Z",
        "a-split,A,split,2016-02-10,4:1,,,,2016-02-11T12:00:00Z");
    List<ActionRecord> records = session(1).actions();
    assertThat(records).extracting(ActionRecord::newUnits).containsExactly(0L, 4L);
    assertThat(Instant.ofEpochSecond(0, records.getLast().tsNs()))
        .hasToString("2016-02-11T12:00:00Z");
    assertThat(inForce(session(1)))
        .containsExactly(
            "2016-02-10T14:30:00Z null true",
            "2016-02-11T14:30:00Z " + new Rebasing(4, 1, 0) + " false");
  }
}
