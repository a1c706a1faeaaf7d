package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.ExitCode;
import io.statarb.engine.SyntheticMarket;
import io.statarb.engine.TinyBundle;
import io.statarb.engine.TinyRun;
import io.statarb.replay.TapeContents;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pair that breaks on one date is not traded on the next with the same bundle. */
final class HealthOvernightTest {
  private static final String FIRST = "2014-05-07";
  private static final String SECOND = "2014-05-08";
  private static final long SEED = Long.getLong("seed", 7L);

  /** Ten of the offset's sd between the venues. */
  private static final long SHIFT_TICKS = 100;

  @TempDir Path folder;
  private TinyRun run;
  private RunFolder out;
  private String dir;

  @BeforeEach
  void makeRun() {
    System.out.println("seed=" + SEED);
    run = TinyRun.make(folder, SEED, FIRST, SECOND);
    out = run.out();
    dir = out.root().toString();
    promote("watched");
  }

  private void promote(String name, String... more) {
    String[] sets = {
      "health.window=180",
      "health.window_half_lives=1",
      "health.check_every=20",
      "health.size_down={p_value: 0.99, half_life_ratio: 50, sd_ratio: 50, hedge_drift: 50}",
      "health.exit_only={p_value: 0.999, half_life_ratio: 50, sd_ratio: 50, hedge_drift: 50}",
      more.length == 0 ? "health.break_shift_sd=5" : more[0]
    };
    run.promote(folder.resolve(name), TinyBundle.settings(sets), TinyRun.WEIGHT);
  }

  private void breakFirst() {
    Settings.Effective settings = TinyBundle.settings();
    SyntheticMarket.breakHalfway(
        out.historyTape(FIRST),
        run.sessions().getFirst(),
        Settings.universe(settings.strategy()),
        settings.sha256(),
        SHIFT_TICKS);
  }

  private JsonNode live(String... dates) {
    String[] args =
        dates.length == 0
            ? new String[] {"live", "--out", dir, "--json"}
            : new String[] {"live", "--out", dir, "--dates", dates[0], "--json"};
    Cli.Result live = Cli.run(args);
    assertThat(live.code()).as(live.err()).isEqualTo(ExitCode.OK);
    return live.json().path("sessions");
  }

  private TapeContents tape(String date) {
    return Objects.requireNonNull(TapeContents.of(out.tradingTape("live", date)));
  }

  @Test
  void shouldTradeTheNextDateWhenThePairIsSound() {
    JsonNode sessions = live();
    assertThat(sessions.path(1).path("orders").asLong()).isPositive();
    assertThat(tape(SECOND).opening().verdicts()).isEmpty();
  }

  @Test
  void shouldNotTradeTheNextDateWhenThePairBroke() {
    breakFirst();
    JsonNode sessions = live();
    assertThat(sessions.path(0).path("orders").asLong()).isPositive();
    JsonNode second = sessions.path(1);
    assertThat(second.path("orders").asLong()).isZero();
    assertThat(second.path("health").elements())
        .toIterable()
        .extracting(JsonNode::asText)
        .containsExactly("quarantined");
    assertThat(tape(SECOND).opening().tradeDate()).isEqualTo(FIRST);
    assertThat(Cli.run("replay", out.root().resolve("tapes/live").toString()).code())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldOpenAlikeWhenDatesAreTradedByOneProcessEach() {
    breakFirst();
    live(FIRST);
    JsonNode sessions = live(SECOND);
    assertThat(sessions.path(0).path("outcome").asText()).isEqualTo("kept");
    assertThat(sessions.path(1).path("orders").asLong()).isZero();
  }

  @Test
  void shouldTradeTheNextDateWhenAnotherBundleFormedThePairAgain() {
    breakFirst();
    live(FIRST);
    promote("formed-again", "health.break_shift_sd=6");
    JsonNode sessions = live(SECOND);
    assertThat(sessions).as("the first date was another bundle's").hasSize(1);
    assertThat(sessions.path(0).path("orders").asLong()).isPositive();
    assertThat(tape(SECOND).opening().verdicts()).isEmpty();
  }
}
