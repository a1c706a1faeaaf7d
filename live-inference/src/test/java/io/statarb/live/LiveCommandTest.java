package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.ExitCode;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.TinyBundle;
import io.statarb.engine.TinyRun;
import io.statarb.ledger.TrialLedger;
import io.statarb.replay.TapeContents;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the trading side on a small run, as the launcher starts them. */
final class LiveCommandTest {
  private static final String FIRST = "2014-05-07";
  private static final String SECOND = "2014-05-08";

  @TempDir Path folder;
  private TinyRun run;
  private RunFolder out;
  private String dir;

  @BeforeEach
  void makeRun() {
    run = TinyRun.make(folder, 11, FIRST, SECOND);
    out = run.out();
    dir = out.root().toString();
  }

  @Test
  void shouldTradeEverySessionAndSumUpItsTapes() {
    Cli.Result live = Cli.run("live", "--out", dir, "--json");
    assertThat(live.code()).as(live.err()).isEqualTo(ExitCode.OK);
    JsonNode summary = live.json();
    assertThat(summary.path("mode").asText()).isEqualTo("live");
    assertThat(summary.path("stage").asText()).isEqualTo("paper");
    assertThat(summary.path("bundle_sha256").asText()).isEqualTo(run.champion().sha256());
    assertThat(summary.path("sessions")).hasSize(2);
    assertThat(summary.path("sessions").path(0).path("outcome").asText()).isEqualTo("traded");
    assertThat(summary.path("orders").asLong()).isGreaterThanOrEqualTo(20);
    assertThat(summary.path("round_trips").asLong()).isGreaterThanOrEqualTo(5);
    assertThat(summary.path("attribution_residual_micros").asLong()).isZero();
    assertThat(summary.path("tick_to_order_ns").path("count").asLong()).isPositive();
    assertThat(summary.path("tick_to_order_ns").path("p50").asLong()).isPositive();
    assertThat(summary.path("rows").asLong()).isGreaterThan(5000);
    assertThat(Files.exists(out.tradingSummary("live"))).isTrue();
    assertThat(Files.exists(out.stageFile("live"))).isTrue();
  }

  @Test
  void shouldKeepWholeTapesWhenRunAgain() {
    JsonNode first = Cli.run("live", "--out", dir, "--json").json();
    JsonNode again = Cli.run("live", "--out", dir, "--json").json();
    assertThat(again.path("sessions").path(1).path("outcome").asText()).isEqualTo("kept");
    for (String same :
        List.of("tape_sha256", "pnl_micros", "orders", "attribution", "tick_to_order_ns")) {
      assertThat(again.path(same)).as(same).isEqualTo(first.path(same));
    }
  }

  @Test
  void shouldSumUpAllDatesWhenTradedOneByOne() {
    JsonNode first = Cli.run("live", "--out", dir, "--dates", FIRST, "--json").json();
    assertThat(first.path("sessions")).hasSize(1);
    JsonNode both = Cli.run("live", "--out", dir, "--dates", SECOND, "--json").json();
    assertThat(both.path("sessions")).hasSize(2);
    assertThat(both.path("tick_to_order_ns").path("count").asLong())
        .isGreaterThan(first.path("tick_to_order_ns").path("count").asLong());
    AtomicFiles.delete(out.tradingTape("live", FIRST));
    AtomicFiles.delete(out.tradingTape("live", SECOND));
    assertThat(Cli.run("live", "--out", dir, "--json").json().path("tape_sha256"))
        .isEqualTo(both.path("tape_sha256"));
    assertThat(Cli.run("live", "--out", dir, "--dates", "2014-05-09").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldReplaceWholeTapesWhenAnotherBundleIsChampion() {
    JsonNode first = Cli.run("live", "--out", dir, "--json").json();
    run.promote(folder.resolve("second"), TinyBundle.settings("entry.z=2.5"), TinyRun.WEIGHT);
    JsonNode second = Cli.run("live", "--out", dir, "--json").json();
    assertThat(second.path("sessions").path(0).path("outcome").asText()).isEqualTo("traded");
    assertThat(second.path("orders").asLong()).isLessThan(first.path("orders").asLong());
    assertThat(Cli.run("registry", "rollback", "--out", dir).code()).isEqualTo(ExitCode.OK);
    assertThat(Cli.run("live", "--out", dir, "--json").json().path("tape_sha256"))
        .isEqualTo(first.path("tape_sha256"));
  }

  @Test
  void shouldRefuseToStartWhenABundleIsNotAsSigned() throws IOException {
    Path model =
        io.statarb.registry.Registry.open(out.registryFolder())
            .version(run.champion().sha256())
            .resolve("models/0.onnx");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    model.toFile().setWritable(true);
    Files.write(model, bytes);
    Cli.Result live = Cli.run("live", "--out", dir);
    assertThat(live.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(live.err()).contains("models/0.onnx");
    assertThat(Files.exists(out.tradingTape("live", FIRST))).isFalse();
  }

  @Test
  void shouldRunTheSameEngineWhenBacktesting() {
    JsonNode live = Cli.run("live", "--out", dir, "--json").json();
    JsonNode asLive = Cli.run("backtest", "--mode", "live", "--out", dir, "--json").json();
    assertThat(asLive.path("tape_sha256")).isEqualTo(live.path("tape_sha256"));
    JsonNode both =
        Cli.run("backtest", "--mode", "frictionless,baseline", "--out", dir, "--json").json();
    JsonNode frictionless = both.path("backtests").path(0);
    JsonNode baseline = both.path("backtests").path(1);
    assertThat(frictionless.path("mode").asText()).isEqualTo("frictionless");
    assertThat(frictionless.path("attribution").path("fees").asLong()).isZero();
    assertThat(frictionless.path("attribution_residual_micros").asLong()).isZero();
    assertThat(baseline.path("attribution_residual_micros").asLong()).isZero();
    assertThat(baseline.path("orders").asLong())
        .isGreaterThanOrEqualTo(live.path("orders").asLong());
    assertThat(TrialLedger.open(out.ledgerFile()).distinctTrials()).isEqualTo(3);
    Cli.run("backtest", "--mode", "baseline", "--out", dir);
    assertThat(TrialLedger.open(out.ledgerFile()).trials()).hasSize(3);
    assertThat(Cli.run("backtest", "--mode", "hopeful", "--out", dir).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldGiveTheSameTapeWhenReplayedAndAnotherOneWhenAThresholdIsChanged() {
    JsonNode live = Cli.run("live", "--out", dir, "--json").json();
    String tapes = out.root().resolve("tapes/live").toString();
    Cli.Result same = Cli.run("replay", tapes, "--json");
    assertThat(same.code()).as(same.err()).isEqualTo(ExitCode.OK);
    assertThat(same.json().path("identical").asBoolean()).isTrue();
    assertThat(same.json().path("tape_sha256")).isEqualTo(live.path("tape_sha256"));
    Path kept = folder.resolve("kept");
    Cli.Result other =
        Cli.run("replay", tapes, "--set", "entry.z=2.5", "--out-tape", kept.toString(), "--json");
    assertThat(other.code()).isEqualTo(ExitCode.OK);
    assertThat(other.json().path("identical").asBoolean()).isFalse();
    assertThat(other.json().path("orders").asLong()).isLessThan(live.path("orders").asLong());
    assertThat(TapeContents.of(kept.resolve(FIRST))).isNotNull();
    Cli.Result one = Cli.run("replay", tapes + "/" + SECOND);
    assertThat(one.out()).contains("identical");
    Cli.Result history = Cli.run("replay", out.historyTape(FIRST).toString());
    assertThat(history.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(history.err()).contains("Activation");
    assertThat(Cli.run("replay", tapes, "--set", "entry.zz=2").err()).contains("entry.z");
  }

  @Test
  void shouldSendNothingWhenTheKillSwitchIsLatched() {
    assertThat(Cli.run("kill", "--out", dir, "--by", "anna", "--reason", "test").code())
        .isEqualTo(ExitCode.OK);
    JsonNode halted = Cli.run("live", "--out", dir, "--dates", FIRST, "--json").json();
    assertThat(halted.path("orders").asLong()).isZero();
    assertThat(halted.path("sessions").path(0).path("commands").asLong()).isEqualTo(1);
    assertThat(halted.path("rows").asLong()).as("it still watches").isGreaterThan(1000);
    assertThat(
            Cli.run(
                    "resume",
                    "--out",
                    dir,
                    "--by",
                    "anna",
                    "--approved-by",
                    "Anna ",
                    "--reason",
                    "x")
                .code())
        .isEqualTo(ExitCode.USAGE);
    JsonNode stillHalted = Cli.run("live", "--out", dir, "--dates", SECOND, "--json").json();
    assertThat(stillHalted.path("orders").asLong()).isZero();
    assertThat(
            Cli.run(
                    "resume",
                    "--out",
                    dir,
                    "--by",
                    "anna",
                    "--approved-by",
                    "ben",
                    "--reason",
                    "x",
                    "--json")
                .json()
                .path("latched")
                .asBoolean())
        .isFalse();
    AtomicFiles.delete(out.tradingTape("live", SECOND));
    assertThat(
            Cli.run("live", "--out", dir, "--dates", SECOND, "--json")
                .json()
                .path("orders")
                .asLong())
        .isPositive();
    assertThat(Cli.run("replay", out.root().resolve("tapes/live").toString()).code())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldListAndShowTheRegistry() {
    String sha256 = run.champion().sha256();
    assertThat(Cli.run("registry", "list", "--out", dir).out()).contains(sha256, "champion");
    JsonNode shown = Cli.run("registry", "show", "--out", dir, "--json").json();
    assertThat(shown.path("alias").path("stage").asText()).isEqualTo("paper");
    assertThat(shown.path("promotion").path("gates")).hasSize(2);
    assertThat(Cli.run("registry", "challenge", sha256, "--out", dir).out()).contains("challenger");
    assertThat(Cli.run("registry", "rollback", "--out", dir).code()).isEqualTo(ExitCode.REFUSED);
    assertThat(Cli.run("registry", "--out", dir).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldNameWhatIsMissingWhenTheFolderIsEmpty() {
    Cli.Result live = Cli.run("live", "--out", folder.resolve("nothing").toString(), "--json");
    assertThat(live.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(live.json().path("error").asText()).contains("no champion");
  }

  @Test
  void shouldPrintOneJsonObjectWhenTheCommandLineIsWrong() {
    Cli.Result wrong = Cli.run("live", "--json", "--frob");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.json().path("exit_code").asInt()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.json().path("error").asText()).contains("--frob");
    assertThat(Cli.run("live", "--speed", "-1").err()).contains("--speed=-1");
  }

  @Test
  void shouldNotSayThatItHaltedWhenThereIsNoSuchRun() {
    Path nowhere = folder.resolve("nowhere");
    Cli.Result kill =
        Cli.run("kill", "--out", nowhere.toString(), "--by", "anna", "--reason", "test");
    assertThat(kill.code()).isEqualTo(ExitCode.USAGE);
    assertThat(kill.err()).contains("there is no run to halt");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void shouldExplainEachCommandWithExamples() {
    for (String command : List.of("live", "replay", "backtest", "registry", "kill", "resume")) {
      Cli.Result help = Cli.run(command, "--help");
      assertThat(help.code()).isEqualTo(ExitCode.OK);
      assertThat(help.out()).as(command).contains("Examples:", "statarb " + command);
    }
  }
}
