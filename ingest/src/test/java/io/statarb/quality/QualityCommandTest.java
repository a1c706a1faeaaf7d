package io.statarb.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QualityCommandTest {
  private static final long SEED = Long.getLong("seed", 7);
  private static final int BARS = 400;

  @TempDir private Path temp;

  @Test
  void shouldPassASoundSeries() throws IOException {
    Path file = write(-1, 1);
    assertThat(run(file)).isEqualTo(ExitCode.OK);
    JsonNode report = report();
    assertThat(report.path("gate").asText()).isEqualTo("pass");
    assertThat(report.path("findings")).isEmpty();
    assertThat(report.path("files").path(0).path("records").asInt()).isEqualTo(BARS);
  }

  @Test
  void shouldNameASplitAndPutTheSeriesIntoQuarantine() throws IOException {
    Path file = write(200, 0.25);
    assertThat(run(file)).isEqualTo(ExitCode.REFUSED);
    JsonNode finding = report().path("findings").path(0);
    assertThat(finding.path("symbol").asText()).isEqualTo("ABC");
    assertThat(finding.path("kind").asText()).isEqualTo("unadjusted_split");
    assertThat(finding.path("verdict").asText()).isEqualTo("fail");
    assertThat(finding.path("evidence").path("ratio").asText()).isEqualTo("4:1");
    assertThat(finding.path("from").asText()).isEqualTo(day(200).toString());
    JsonNode quarantine = Json.read(temp.resolve("out/quarantine.json"));
    assertThat(quarantine.path(0).path("symbol").asText()).isEqualTo("ABC");
    assertThat(Files.readString(temp.resolve("out/quality.html"))).contains("<svg", "ABC");
  }

  @Test
  void shouldSayWhichLineIsNoBar() throws IOException {
    Path file = write(-1, 1);
    Files.writeString(file, Files.readString(file) + "ABC,2016-99-99,1,1,1,1,1\n");
    assertThat(run(file)).isEqualTo(ExitCode.OK);
    assertThat(report().path("files").path(0).path("flaws").asInt()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAFolderWithNothingToRead() throws IOException {
    Files.writeString(temp.resolve("notes.txt"), "nothing\n");
    assertThat(run(temp)).isEqualTo(ExitCode.REFUSED);
    assertThat(temp.resolve("out/quality.json")).doesNotExist();
  }

  private int run(Path data, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(
        List.of("--data", data.toString(), "--out", temp.resolve("out").toString(), "--json"));
    return CommandLineRunner.run(new QualityCommand(), args.toArray(String[]::new));
  }

  private JsonNode report() {
    return Json.read(temp.resolve("out/quality.json"));
  }

  private static LocalDate day(int bar) {
    LocalDate day = LocalDate.of(2014, 1, 2);
    for (int i = 0; i < bar; i++) {
      day = day.plusDays(1);
      while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        day = day.plusDays(1);
      }
    }
    return day;
  }

  private Path write(int splitAt, double factor) throws IOException {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    double price = 80;
    for (int i = 0; i < BARS; i++) {
      double scale = splitAt >= 0 && i >= splitAt ? factor : 1;
      double open = price * (1 + 0.003 * random.nextGaussian());
      double close = open * (1 + 0.01 * random.nextGaussian());
      text.append(
          String.format(
              Locale.ROOT,
              "ABC,%s,%.4f,%.4f,%.4f,%.4f,%d%n",
              day(i),
              scale * open,
              scale * Math.max(open, close) * 1.004,
              scale * Math.min(open, close) * 0.996,
              scale * close,
              1_000_000 + random.nextInt(400_000)));
      price = close;
    }
    return Files.writeString(temp.resolve("prices.csv"), text);
  }

  @Test
  void shouldReadAVenueAtTheOffsetOfTheStrategy() throws IOException {
    Path data = Path.of("samples/ci-sample");
    assertThat(run(data)).isEqualTo(ExitCode.REFUSED);
    assertThat(report().path("counts").has("clock_misalignment")).isTrue();

    assertThat(run(data, "--strategy", oneSymbol())).isEqualTo(ExitCode.OK);
    JsonNode report = report();
    assertThat(report.path("counts").has("clock_misalignment")).isFalse();
    assertThat(report.path("symbols").asInt()).isEqualTo(2);
    report.path("files").forEach(file -> assertThat(file.path("file").asText()).contains("eurusd"));
  }

  @Test
  void shouldFindTheOffsetOfAStrategyThatIsWrong() throws IOException {
    assertThat(
            run(
                Path.of("samples/ci-sample"),
                "--strategy",
                oneSymbol(),
                "--set",
                "venues.FXCM.utc_offset=-04:00"))
        .isEqualTo(ExitCode.REFUSED);
    List<String> fixes = new ArrayList<>();
    report()
        .path("findings")
        .forEach(finding -> fixes.add(finding.path("evidence").path("fix").asText()));
    assertThat(fixes).anyMatch(fix -> fix.contains("utc_offset -05:00 for FXCM"));
  }

  @Test
  void shouldRefuseAnInstrumentWithoutFiles() throws IOException {
    assertThat(run(temp, "--strategy", oneSymbol())).isEqualTo(ExitCode.REFUSED);
    assertThat(temp.resolve("out/quality.json")).doesNotExist();
  }

  @Test
  void shouldRefuseTwoOffsetsAndSettingsOfNoStrategy() throws IOException {
    Path file = write(-1, 1);
    assertThat(run(file, "--strategy", oneSymbol(), "--utc-offset", "+00:00"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run(file, "--set", "seed=1")).isEqualTo(ExitCode.USAGE);
    assertThat(CommandLineRunner.run(new QualityCommand(), "--out", temp.resolve("out").toString()))
        .isEqualTo(ExitCode.USAGE);
  }

  /** The shipped strategy with one of its two instruments. */
  private String oneSymbol() throws IOException {
    String text =
        Files.readAllLines(Path.of("../dags/strategies/fx-two-venue.yaml")).stream()
            .filter(line -> !line.contains("NZDUSD"))
            .collect(Collectors.joining("\n"));
    return Files.writeString(temp.resolve("one-symbol.yaml"), text).toString();
  }
}
