package io.statarb.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.ledger.TrialLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a researcher types them. */
final class PairsCommandTest {
  private static final long SEED = Long.getLong("seed", 17L);
  private static final int DAYS = 300;

  @TempDir Path folder;
  private Path prices;

  /** Five walks; B follows A with a deviation of half-life 2. */
  @BeforeEach
  void writePrices() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder text = new StringBuilder("date,A,B,C,D,E\n");
    double[] logs = {4, 4, 4, 4, 4};
    double deviation = 0;
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < logs.length; i++) {
        logs[i] += 0.01 * random.nextGaussian();
      }
      deviation = 0.7 * deviation + 0.01 * random.nextGaussian();
      logs[1] = 0.5 + 0.9 * logs[0] + deviation;
      text.append(LocalDate.of(2016, 1, 1).plusDays(day));
      for (double log : logs) {
        text.append(String.format(Locale.ROOT, ",%.6f", StrictMath.exp(log)));
      }
      text.append('\n');
    }
    prices = folder.resolve("prices.csv");
    Files.writeString(prices, text);
  }

  private record Answer(int exitCode, String out) {
    JsonNode json() throws IOException {
      return Json.mapper().readTree(out);
    }
  }

  private static Answer run(String... args) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new PairsCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      out.write(String.valueOf(failure.getMessage()));
      return failure instanceof Refusal refusal ? refusal.exitCode() : ExitCode.INTERNAL;
    });
    return new Answer(line.execute(args), out.toString());
  }

  private Answer test(String method, String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "test";
    args[1] = method;
    args[2] = "--data";
    args[3] = prices.toString();
    args[4] = "--json";
    System.arraycopy(more, 0, args, 5, more.length);
    return run(args);
  }

  /** B follows A until day 400 and goes its own way, far off, from there on. */
  private Path broken() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder text = new StringBuilder("date,A,B\n");
    double a = 4;
    double deviation = 0;
    for (int day = 0; day < 800; day++) {
      a += 0.01 * random.nextGaussian();
      deviation = 0.7 * deviation + 0.01 * random.nextGaussian();
      double off = day < 400 ? 0 : 0.002 * (day - 400);
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%.6f,%.6f\n",
              LocalDate.of(2016, 1, 1).plusDays(day),
              StrictMath.exp(a),
              StrictMath.exp(0.5 + 0.9 * a + deviation + off)));
    }
    Path file = folder.resolve("broken.csv");
    Files.writeString(file, text);
    return file;
  }

  private Answer health(Path file, String out, String... more) {
    return healthOf("B,A", file, out, more);
  }

  private Answer healthOf(String legs, Path file, String out, String... more) {
    String[] args = {
      "health",
      "--data",
      file.toString(),
      "--columns",
      legs,
      "--log",
      "--formation-to",
      "2016-09-01",
      "--out",
      folder.resolve(out).toString(),
      "--json"
    };
    return run(Stream.of(args, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void shouldSayOfAMethodOfAnyNumberOfColumnsThatItTakesAny() {
    assertThat(run("test", "--list").out()).contains("adf  (1 or more columns)");
  }

  @Test
  void shouldTakeANameWithACommaInQuotes() throws IOException {
    String text = Files.readString(prices);
    Files.writeString(prices, text.replace("date,A,B,", "date,\"Bank, N.A.\",B,"));
    Answer answer = test("engle-granger", "--columns", "B,\"Bank, N.A.\"", "--lags", "1");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().path("columns").toString()).isEqualTo("[\"B\",\"Bank, N.A.\"]");
  }

  @Test
  void shouldFindABreakAfterItAndNotBefore() throws IOException {
    Path file = broken();
    JsonNode before = health(file, "before", "--to", "2017-02-03").json().path("pairs").path(0);
    assertThat(before.path("checks").asInt()).as("seed=%d", SEED).isPositive();
    assertThat(before.path("state").asText()).as("seed=%d", SEED).isEqualTo("healthy");
    assertThat(folder.resolve("before/health.html"))
        .content()
        .contains("None: healthy at each of " + before.path("checks").asInt() + " checks");
    JsonNode after = health(file, "after").json().path("pairs").path(0);
    assertThat(after.path("state").asText()).as("seed=%d", SEED).isEqualTo("quarantined");
    for (JsonNode change : after.path("changes")) {
      assertThat(LocalDate.parse(change.path("at").asText()))
          .isAfter(LocalDate.of(2016, 1, 1).plusDays(400));
    }
    assertThat(folder.resolve("after/health.html")).content().contains("structural-break");
  }

  /** B is half A and half C until day 500; from there on it follows A twice as far. */
  private Path basket() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder text = new StringBuilder("date,A,B,C\n");
    double a = 4;
    double c = 3;
    double deviation = 0;
    double turned = 0;
    for (int day = 0; day < 1_000; day++) {
      double step = 0.01 * random.nextGaussian();
      a += step;
      c += 0.01 * random.nextGaussian();
      deviation = 0.5 * deviation + 0.002 * random.nextGaussian();
      turned += day < 500 ? 0 : 0.5 * step;
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%.6f,%.6f,%.6f\n",
              LocalDate.of(2016, 1, 1).plusDays(day),
              StrictMath.exp(a),
              StrictMath.exp(0.5 * a + 0.5 * c + deviation + turned),
              StrictMath.exp(c)));
    }
    Path file = folder.resolve("basket.csv");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void shouldJudgeABasketAndNameTheLegThatDrifts() throws IOException {
    Path file = basket();
    JsonNode before =
        healthOf("B,A,C", file, "before", "--to", "2017-05-01").json().path("pairs").path(0);
    assertThat(before.path("checks").asInt()).as("seed=%d", SEED).isPositive();
    assertThat(before.path("state").asText()).as("seed=%d", SEED).isEqualTo("healthy");
    JsonNode formed = before.path("formation").path("hedge_ratios");
    assertThat(formed.path(0).asDouble()).isCloseTo(0.5, within(0.05));
    assertThat(formed.path(1).asDouble()).isCloseTo(0.5, within(0.05));
    JsonNode after = healthOf("B,A,C", file, "after").json().path("pairs").path(0);
    assertThat(after.path("state").asText()).as("seed=%d", SEED).isEqualTo("quarantined");
    assertThat(folder.resolve("after/checks.csv"))
        .content()
        .contains("B,A+C,")
        .contains("hedge-drift-of-x1")
        .doesNotContain("hedge-drift-of-x2");
    assertThat(healthOf("B,A,A", file, "twice").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldSayThatLegsApartWereNoPair() throws IOException {
    Path file = basket();
    JsonNode apart = healthOf("A,C", file, "apart").json().path("pairs").path(0);
    assertThat(apart.path("formation").path("p_value").asDouble())
        .as("seed=%d", SEED)
        .isGreaterThan(0.05);
    assertThat(folder.resolve("apart/health.html")).content().contains("does not show a pair");
    healthOf("B,A,C", file, "together", "--to", "2017-05-01");
    assertThat(folder.resolve("together/health.html"))
        .content()
        .doesNotContain("does not show a pair");
  }

  @Test
  void shouldWriteTheSameHealthWhenRunAgain() throws IOException {
    Path file = broken();
    health(file, "one");
    health(file, "two");
    for (String name : new String[] {"health.json", "checks.csv", "health.html"}) {
      assertThat(folder.resolve("two").resolve(name))
          .hasSameTextualContentAs(folder.resolve("one").resolve(name));
    }
    assertThat(health(file, "three", "--formation-from", "2016-08-01").exitCode())
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void shouldAnswerInTheNamesThatTheFieldUses() throws IOException {
    System.out.println("seed=" + SEED);
    Answer answer = test("engle-granger", "--columns", "B,A", "--log", "--lags", "1");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.OK);
    JsonNode json = answer.json();
    for (String field :
        new String[] {
          "statistic",
          "p_value",
          "critical_values",
          "lags_used",
          "observations",
          "hedge_ratio",
          "intercept",
          "method",
          "assumptions",
          "columns",
          "from",
          "to",
          "rows",
          "rows_left_out"
        }) {
      assertThat(json.has(field)).as(field).isTrue();
    }
    assertThat(json.get("p_value").asDouble()).isLessThan(0.01);
    assertThat(json.get("hedge_ratio").asDouble()).isBetween(0.8, 1.0);
    assertThat(json.get("rows").asInt()).isEqualTo(DAYS);
    assertThat(json.get("lags_used").asInt()).isEqualTo(1);
  }

  @Test
  void shouldReadOnlyTheDatesAskedFor() throws IOException {
    Answer answer =
        test(
            "adf", "--columns", "A", "--from", "2016-02-01", "--to", "2016-06-30", "--trend", "ct");
    assertThat(answer.json().get("from").asText()).isEqualTo("2016-02-01");
    assertThat(answer.json().get("to").asText()).isEqualTo("2016-06-30");
    assertThat(answer.json().get("trend").asText()).isEqualTo("ct");
    assertThat(answer.json().get("without_effect")).isEmpty();
  }

  @Test
  void shouldSayWhatHasNoPartInAMethod() throws IOException {
    JsonNode answer = test("half-life", "--columns", "A", "--trend", "n", "--lags", "3").json();

    assertThat(answer.get("without_effect").valueStream().map(JsonNode::asText))
        .containsExactly("--trend", "--lags");
    assertThat(answer.get("trend").isNull()).isTrue();
  }

  @Test
  void shouldRunEveryMethodThatIsListed() throws IOException {
    JsonNode methods = run("test", "--list", "--json").json();
    assertThat(methods.size()).isGreaterThanOrEqualTo(14);
    methods
        .fieldNames()
        .forEachRemaining(name -> {
          String columns = methods.get(name).get("min_columns").asInt() > 2 ? "A,B,C,D" : "B,A";
          String chosen = methods.get(name).get("max_columns").asInt() == 1 ? "B" : columns;
          Answer answer = test(name, "--columns", chosen, "--lags", "1");
          assertThat(answer.exitCode()).as("%s: %s", name, answer.out()).isEqualTo(ExitCode.OK);
        });
  }

  @Test
  void shouldSayWhatIsWrongInOneSentence() {
    assertThat(test("adff", "--columns", "A").out()).contains("did you mean adf?");
    assertThat(test("adf", "--columns", "F").out()).contains("has no column F; did you mean");
    assertThat(test("engle-granger", "--columns", "A").out()).contains("takes 2 to");
    assertThat(test("adf", "--columns", "A", "--lags", "many").out()).contains("--lags must be");
    assertThat(test("adf", "--columns", "A", "--trend", "x").out()).contains("--trend must be");
    assertThat(test("adf", "--columns", "A", "--set", "x=1").out()).contains("has no setting x");
    assertThat(test("adf", "--columns", "A", "--from", "2020-01-01").out())
        .contains("has no row from 2020-01-01: it reaches from 2016-01-01");
    assertThat(test("adf", "--columns", "A", "--to", "2016-01-03").exitCode())
        .isEqualTo(ExitCode.REFUSED);
  }

  private Answer screen(String to, String... more) {
    String[] args = new String[10 + more.length];
    String[] fixed = {
      "screen",
      "--data",
      prices.toString(),
      "--from",
      "2016-01-01",
      "--to",
      to,
      "--out",
      folder.resolve("screen").toString(),
      "--json"
    };
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return run(args);
  }

  @Test
  void shouldWriteEveryPairAndCountTheTestsOnce() throws IOException {
    Answer answer = screen("2016-10-26");
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.OK);
    assertThat(answer.json().get("pairs_screened").asInt()).isEqualTo(10);
    assertThat(answer.json().get("pairs_selected").asInt()).isEqualTo(1);
    Path out = folder.resolve("screen");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(out.resolve("pairs.csv.gz"))),
                StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith("y,x,verdict,correlation");
      assertThat(lines.lines().filter(line -> line.contains(",selected,")).toList()).hasSize(1);
    }
    assertThat(Files.readString(out.resolve("screen.html"))).contains("<svg").contains("selected");
    assertThat(Json.mapper().readTree(out.resolve("screen.json").toFile()).get("ranking").size())
        .isEqualTo(10);
    screen("2016-10-26");
    Path ledger = folder.resolve("trials.jsonl");
    assertThat(TrialLedger.open(ledger).distinctTrials()).isEqualTo(10);
    screen("2016-10-25");
    assertThat(TrialLedger.open(ledger).distinctTrials()).isEqualTo(20);
  }

  @Test
  void shouldSelectNoPairOfASeriesInQuarantine() throws IOException {
    Path quarantine = folder.resolve("quarantine.json");
    Files.writeString(
        quarantine,
        """
        [{"symbol": "B", "from": "2016-03-01", "to": "2016-03-01", "kind": "unadjusted_split",
          "evidence_sha256": "ab"}]
        """);
    Answer answer = screen("2016-10-26", "--quarantine", quarantine.toString());
    assertThat(answer.json().get("pairs_selected").asInt()).isZero();
    assertThat(answer.json().get("series_left_out").get("B").asText())
        .isEqualTo("series_quarantined");
    assertThat(answer.json().get("pairs_tested").asInt()).isEqualTo(6);
  }

  private Answer baskets(String... more) {
    Stream<String> fixed =
        Stream.of(
            "baskets",
            "--data",
            prices.toString(),
            "--from",
            "2016-01-01",
            "--to",
            "2016-10-26",
            "--out",
            folder.resolve("baskets").toString(),
            "--json");
    return run(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void shouldMakeABasketOfEachStockAndSayTheSameAgain() throws IOException {
    Answer answer = baskets("--max-legs", "3", "--worlds", "49");
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.OK);
    JsonNode json = answer.json();
    assertThat(json.get("baskets_tested").asInt()).isEqualTo(5);
    assertThat(json.get("baskets").size()).isEqualTo(5);
    assertThat(json.at("/null/worlds").asInt()).isEqualTo(49);
    JsonNode best = json.get("baskets").get(0);
    for (String field :
        new String[] {
          "y",
          "legs",
          "intercept",
          "statistic",
          "p_value",
          "p_value_bh",
          "p_value_by",
          "half_life",
          "reason"
        }) {
      assertThat(best.hasNonNull(field)).as(field).isTrue();
    }
    assertThat(best.get("y").asText()).isIn("A", "B");
    assertThat(best.at("/legs/0/symbol").asText()).isEqualTo(best.get("y").asText());
    assertThat(best.at("/legs/0/weight").asDouble()).isEqualTo(1);
    assertThat(best.get("verdict").asText()).isEqualTo("selected");
    Path out = folder.resolve("baskets");
    assertThat(Files.readString(out.resolve("baskets.html"))).contains("<svg", "49", "selected");
    assertThat(Files.readAllLines(out.resolve("baskets.csv"))).hasSize(6);
    String first = Files.readString(out.resolve("baskets.json"));
    assertThat(baskets("--max-legs", "3", "--worlds", "49").out()).isEqualTo(answer.out());
    assertThat(Files.readString(out.resolve("baskets.json"))).isEqualTo(first);
    assertThat(TrialLedger.open(folder.resolve("trials.jsonl")).distinctTrials()).isEqualTo(5);
  }

  @Test
  void shouldRefuseWrongBasketOptionsInOneSentence() {
    assertThat(baskets("--method", "sector").out()).contains("--method sector needs --sectors");
    assertThat(baskets("--method", "pca").out())
        .contains("--method must be of [eigen, sector, sparse]: pca");
    assertThat(baskets("--max-legs", "1").out()).contains("max_legs must be 2 to 12: 1");
    assertThat(baskets("--sector-weights", "x").out()).contains("must be volatility or equal");
  }
}
