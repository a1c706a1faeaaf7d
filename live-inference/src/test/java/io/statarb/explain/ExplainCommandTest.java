package io.statarb.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.ExitCode;
import io.statarb.live.Cli;
import io.statarb.report.TradedRun;
import io.statarb.tape.sbe.ScoreDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fills of a small run that traded by the real commands. */
final class ExplainCommandTest {
  private static final long SEED = Long.getLong("seed", 12L);
  private static final String FILL = TradedRun.FIRST + "/1";

  @TempDir static Path folder;
  private static TradedRun run;

  @BeforeAll
  static void trade() {
    System.out.println("seed=" + SEED);
    run = TradedRun.make(folder, SEED);
  }

  private static Cli.Result explain(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "explain";
    all[1] = "--out";
    all[2] = run.dir();
    System.arraycopy(args, 0, all, 3, args.length);
    return Cli.run(all);
  }

  @Test
  void shouldMakeEveryLinkAgainBackToTheRawLine() {
    Cli.Result result = explain(FILL, "--json");

    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(ExitCode.OK);
    JsonNode chain = result.json();
    assertThat(checks(chain))
        .containsEntry("bundle", "true")
        .containsEntry("features", "true")
        .containsEntry("score", "true")
        .containsEntry("price", "true")
        .containsEntry("raw file", "true");
    assertThat(chain.path("score").path("recorded"))
        .isEqualTo(chain.path("score").path("recomputed"));
    assertThat(chain.path("decision").path("kind").asText()).isEqualTo("enter");
    assertThat(Math.abs(chain.path("decision").path("z_score").asDouble()))
        .isGreaterThanOrEqualTo(chain.path("decision").path("entry_z").asDouble());
    assertThat(chain.path("bundle").path("sha256").asText()).hasSize(64);
    assertThat(chain.path("training").path("data_version").asText()).isEqualTo("data");
    for (JsonNode quote : chain.path("quotes")) {
      JsonNode tick = quote.path("tick");
      assertThat(quote.path("raw").path("text").asText())
          .isEqualTo(
              "%s,%s,%s"
                  .formatted(
                      tick.path("ts_ns").asText(),
                      tick.path("bid_px_ticks").asText(),
                      tick.path("ask_px_ticks").asText()));
    }
    assertThat(chain.path("quotes")).hasSize(4);
  }

  @Test
  void shouldReadAsLinesForPeople() throws IOException {
    Cli.Result result = explain(FILL);

    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .contains(
            "fill " + FILL,
            "<- order ",
            "<- pair order ",
            "<- decision ",
            "<- score ",
            "<- bundle ",
            "<- training run",
            "<- tables ",
            "today: match",
            "every link that could be made again agrees")
        .doesNotContain("DIFFERS");
    Files.writeString(Path.of("target", "explained.txt"), result.out());
  }

  @Test
  void shouldExplainTheOtherModes() {
    JsonNode baseline = explain(FILL, "--mode", "baseline", "--json").json();
    assertThat(checks(baseline)).containsEntry("score", "null").containsEntry("price", "true");
    JsonNode free = explain(FILL, "--mode", "frictionless", "--json").json();
    assertThat(checks(free)).containsEntry("score", "true").containsEntry("price", "true");
  }

  @Test
  void shouldNameAFillThatExistsWhenAskedForOneThatDoesNot() {
    for (String unknown : new String[] {TradedRun.FIRST + "/999999", "2031-01-01/1"}) {
      Cli.Result result = explain(unknown);
      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
      Matcher known = Pattern.compile("one that exists: (\\S+)").matcher(result.err());
      assertThat(known.find()).as(result.err()).isTrue();
      assertThat(explain(known.group(1)).code()).isEqualTo(ExitCode.OK);
    }
    assertThat(explain("../../etc/1").code()).isEqualTo(ExitCode.USAGE);
    assertThat(explain("nonsense").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldSayWhichLinkDisagreesWhenARawFileWasChanged(@TempDir Path other) throws IOException {
    for (Path source : new Path[] {Path.of("EURUSD.FXCM.zip"), Path.of("EURUSD.OANDA.zip")}) {
      Path copy = other.resolve("forex").resolve(source);
      Files.createDirectories(other.resolve("forex"));
      Files.copy(run.data().resolve("forex").resolve(source), copy);
    }
    assertThat(explain(FILL, "--data", other.toString()).code()).isEqualTo(ExitCode.OK);
    Path changed = other.resolve("forex").resolve("EURUSD.FXCM.zip");
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);

    Cli.Result result = explain(FILL, "--data", other.toString());

    assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out())
        .contains(
            "forex/EURUSD.FXCM.zip no longer has the sha256 on record",
            "links that disagree: raw file");
  }

  @Test
  void shouldNotFailWhenTheRawDataIsElsewhere(@TempDir Path empty) {
    Cli.Result result = explain(FILL, "--data", empty.toString());

    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.out()).contains("not seen  raw file: forex/EURUSD.FXCM.zip is not reachable");
  }

  @Test
  void shouldNameTheFeatureWhenTheTapeWasChangedByOneUlp(@TempDir Path other) {
    TradedRun changed = TradedRun.make(other, SEED);
    long scoreSeq =
        Cli.run("explain", FILL, "--out", changed.dir(), "--json")
            .json()
            .path("score")
            .path("tape_seq")
            .asLong();
    ScoreDecoder score = new ScoreDecoder();
    var header = new io.statarb.tape.sbe.MessageHeaderDecoder();
    changed.rewrite(
        changed.out().tradingTape("live", TradedRun.FIRST),
        (record, templateId) -> {
          if (templateId != ScoreDecoder.TEMPLATE_ID
              || score.wrapAndApplyHeader(record, 0, header).seq() != scoreSeq) {
            return false;
          }
          // The last value of the row is the last of the record.
          int last = record.capacity() - Double.BYTES;
          double value = record.getDouble(last, ByteOrder.LITTLE_ENDIAN);
          record.putDouble(last, Math.nextUp(value), ByteOrder.LITTLE_ENDIAN);
          return true;
        });

    Cli.Result result = Cli.run("explain", FILL, "--out", changed.dir());

    assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("DIFFERS", "links that disagree: features");
  }

  private static Map<String, String> checks(JsonNode chain) {
    Map<String, String> checks = new HashMap<>();
    for (JsonNode check : chain.path("checks")) {
      checks.merge(
          check.path("name").asText(),
          check.path("passed").asText(),
          (a, b) -> a.equals(b) ? a : a + " " + b);
    }
    return checks;
  }
}
