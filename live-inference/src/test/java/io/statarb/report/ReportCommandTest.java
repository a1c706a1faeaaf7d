package io.statarb.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.live.Cli;
import io.statarb.settings.RunFolder;
import io.statarb.tape.TapeDigest;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a small run that traded by the real commands. */
final class ReportCommandTest {
  private static final long SEED = Long.getLong("seed", 11L);
  private static final int LAST_QTY =
      MessageHeaderDecoder.ENCODED_LENGTH + ExecReportDecoder.lastQtyLotsEncodingOffset();
  private static final int LAST_PX2 =
      MessageHeaderDecoder.ENCODED_LENGTH + ExecReportDecoder.lastPx2TicksEncodingOffset();

  @TempDir static Path folder;
  private static TradedRun run;

  private RunFolder out;

  @BeforeAll
  static void trade() {
    System.out.println("seed=" + SEED);
    run = TradedRun.make(folder, SEED);
  }

  @BeforeEach
  void removeReport() {
    out = run.out();
    AtomicFiles.delete(out.reportFolder());
    AtomicFiles.delete(out.runFile());
  }

  private static Cli.Result report(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "report";
    args[1] = "--out";
    args[2] = run.dir();
    System.arraycopy(more, 0, args, 3, more.length);
    return Cli.run(args);
  }

  @Test
  void shouldWriteEveryKeyOfRunJson() {
    Cli.Result result = report("--json");

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    JsonNode json = Json.read(out.runFile());
    assertThat(result.json()).isEqualTo(json);
    assertThat(names(json))
        .contains(
            "stage",
            "gates",
            "ticks_read",
            "ticks_accepted",
            "ticks_quarantined",
            "feature_rows",
            "parity",
            "trials",
            "models",
            "bundle_sha256",
            "orders",
            "fills",
            "round_trips",
            "risk_refusals",
            "pnl_micros",
            "attribution",
            "attribution_residual_micros",
            "frictionless",
            "baseline",
            "tape_sha256",
            "tick_to_order_ns",
            "peak_memory_mb",
            "stage_seconds");
    assertThat(json.path("stage").asText()).isEqualTo("paper");
    assertThat(names(json.path("gates").path(0)))
        .contains("name", "kind", "passed", "value", "limit");
    assertThat(json.path("gates").path(0).path("kind").asText()).isEqualTo("integrity");
    assertThat(json.path("ticks_quarantined").path("crossed").asLong()).isEqualTo(4);
    assertThat(json.path("feature_rows").asLong()).isEqualTo(4321);
    assertThat(names(json.path("parity")))
        .contains("rows_compared", "rows_bit_equal", "rows_all_finite");
    assertThat(names(json.path("models").path(0)))
        .contains("name", "rows", "rows_above", "rows_below", "max_abs_diff", "decision_flips");
    assertThat(json.path("trials").asLong()).isEqualTo(3);
    assertThat(json.path("round_trips").asLong()).isGreaterThanOrEqualTo(5);
    assertThat(json.path("attribution_residual_micros").asLong()).isZero();
    assertThat(sum(json.path("attribution"))).isEqualTo(json.path("pnl_micros").asLong());
    assertThat(names(json.path("frictionless"))).contains("orders", "fills", "pnl_micros");
    assertThat(names(json.path("baseline"))).contains("pnl_micros");
    assertThat(json.path("tape_sha256").asText())
        .isEqualTo(
            TapeDigest.of(
                List.of(
                    out.tradingTape("live", TradedRun.FIRST),
                    out.tradingTape("live", TradedRun.SECOND))));
    assertThat(names(json.path("tick_to_order_ns"))).containsExactly("p50", "p99", "p999");
    assertThat(names(json.path("peak_memory_mb"))).contains("live", "ingest", "report");
    assertThat(names(json.path("stage_seconds")))
        .contains("ingest", "features", "train", "export", "promote", "live", "parity", "report");
  }

  @Test
  void shouldSayTheSameInPageJsonAndCsv() throws IOException {
    assertThat(report().code()).isEqualTo(ExitCode.OK);

    Map<String, String> files = TradedRun.contents(out.reportFolder());
    assertThat(files)
        .containsOnlyKeys(
            "index.html",
            "report.json",
            "trades.csv",
            "fills.csv",
            "pairs.csv",
            "attribution.csv",
            "health.csv",
            "refusals.csv",
            "equity.csv");
    JsonNode json = Json.read(out.runFile());
    JsonNode report = Json.read(out.reportFolder().resolve("report.json"));
    assertThat(report.path("live").path("pnl_micros")).isEqualTo(json.path("pnl_micros"));
    assertThat(column(files, "trades.csv", "pnl_micros", ""))
        .isEqualTo(json.path("pnl_micros").asLong());
    assertThat(column(files, "attribution.csv", "micros", "live,"))
        .isEqualTo(json.path("pnl_micros").asLong());
    assertThat(column(files, "pairs.csv", "pnl_micros", "frictionless,"))
        .isEqualTo(json.path("frictionless").path("pnl_micros").asLong());
    assertThat(lines(files, "fills.csv")).hasSize(json.path("fills").asInt() + 1);
    List<String> equity = lines(files, "equity.csv");
    String lastLive =
        equity.stream().filter(line -> line.startsWith("live,")).reduce((a, b) -> b).orElseThrow();
    assertThat(lastLive).endsWith("," + json.path("pnl_micros").asText());
    String page = String.valueOf(files.get("index.html"));
    assertThat(page.contains("too few days to conclude: 2 of at least 20")).isTrue();
    Files.writeString(Path.of("target", "tiny-report.html"), page);
  }

  @Test
  void shouldWriteTheSameBytesWhenRunAgain() throws IOException {
    assertThat(report().code()).isEqualTo(ExitCode.OK);
    ObjectNode first = (ObjectNode) Json.read(out.runFile());
    Map<String, String> files = TradedRun.contents(out.reportFolder());

    assertThat(report().code()).isEqualTo(ExitCode.OK);
    ObjectNode second = (ObjectNode) Json.read(out.runFile());
    Map<String, String> filesAgain = TradedRun.contents(out.reportFolder());

    for (ObjectNode run : List.of(first, second)) {
      run.remove(List.of("stage_seconds", "peak_memory_mb"));
    }
    assertThat(second).isEqualTo(first);
    for (String sheet : List.of("trades.csv", "fills.csv", "pairs.csv", "equity.csv")) {
      assertThat(filesAgain.get(sheet)).isEqualTo(files.get(sheet));
    }
  }

  @Test
  void shouldShowAResidualAndWriteNothingWhenAFillIsAltered() {
    assertThat(report().code()).isEqualTo(ExitCode.OK);
    JsonNode fills = Json.read(out.reportFolder().resolve("report.json")).path("round_trips");
    String fill = fills.path(0).path("first_fill_id").asText();
    AtomicFiles.delete(out.reportFolder());
    AtomicFiles.delete(out.runFile());

    Cli.Result control = report("--alter-fill", fill, "--json");

    assertThat(control.code()).as(control.err()).isEqualTo(ExitCode.OK);
    assertThat(control.json().path("attribution_residual_micros").asLong()).isZero();
    assertThat(control.json().path("altered_residual_micros").asLong()).isNotZero();
    assertThat(out.runFile()).doesNotExist();
    assertThat(out.reportFolder()).doesNotExist();
    assertThat(report("--alter-fill", TradedRun.FIRST + "/999999").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(report("--alter-fill", "nonsense").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldRefuseTheReportWhenTheCausesDoNotAddUp(@TempDir Path other) {
    TradedRun altered = TradedRun.make(other, SEED + 1);
    RunFolder there = altered.out();
    Path tape = there.tradingTape("live", TradedRun.SECOND);
    altered.rewrite(
        tape,
        (record, templateId) -> {
          boolean fill =
              templateId == ExecReportDecoder.TEMPLATE_ID
                  && record.getLong(LAST_QTY, ByteOrder.LITTLE_ENDIAN) > 0;
          if (fill) {
            long px2 = record.getLong(LAST_PX2, ByteOrder.LITTLE_ENDIAN);
            record.putLong(LAST_PX2, px2 + 2, ByteOrder.LITTLE_ENDIAN);
          }
          return fill;
        });
    Cli.Result stale = Cli.run("report", "--out", altered.dir());
    assertThat(stale.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(stale.err()).contains("are not what their summary says", "run statarb live");

    ObjectNode summary = (ObjectNode) Json.read(there.tradingSummary("live"));
    summary.put(
        "tape_sha256", TapeDigest.of(List.of(there.tradingTape("live", TradedRun.FIRST), tape)));
    altered.write(there.tradingSummary("live"), summary);
    Cli.Result refused = Cli.run("report", "--out", altered.dir());

    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err())
        .contains("do not add up", "mode=live session=2014-05-08 residual_micros=");
    assertThat(Json.read(there.runFile()).path("attribution_residual_micros").asLong()).isNotZero();
    assertThat(there.reportFolder()).doesNotExist();
  }

  @Test
  void shouldNameTheFileAndTheStageWhenAnInputIsMissing() throws IOException {
    for (Map.Entry<Path, String> input :
        Map.of(
                out.parityFile(), "statarb parity",
                out.stageFile("train"), "statarb train",
                out.qualityFile(), "statarb ingest",
                out.tradingSummary("baseline"), "statarb backtest --mode baseline")
            .entrySet()) {
      Path aside = folder.resolve("aside");
      Files.move(input.getKey(), aside);
      try {
        Cli.Result result = report();
        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains(input.getKey() + " is missing; run " + input.getValue());
        assertThat(out.runFile()).doesNotExist();
      } finally {
        Files.move(aside, input.getKey());
      }
    }
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> it = node.fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    return names;
  }

  private static long sum(JsonNode numbers) {
    long sum = 0;
    for (JsonNode number : numbers) {
      sum += number.asLong();
    }
    return sum;
  }

  private static List<String> lines(Map<String, String> files, String sheet) {
    return String.valueOf(files.get(sheet)).lines().toList();
  }

  /** Sum of a column over the lines that start so. */
  private static long column(
      Map<String, String> files, String sheet, String column, String prefix) {
    List<String> lines = lines(files, sheet);
    int index = List.of(lines.getFirst().split(",", -1)).indexOf(column);
    return lines.stream()
        .skip(1)
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.split(",", -1)[index]))
        .sum();
  }
}
