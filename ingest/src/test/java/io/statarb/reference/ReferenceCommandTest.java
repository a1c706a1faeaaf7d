package io.statarb.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person calls them. */
class ReferenceCommandTest {
  @TempDir Path folder;

  private JsonNode json(int code, String... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    PrintStream error = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    try {
      assertThat(CommandLineRunner.run(new ReferenceCommand(), args)).isEqualTo(code);
    } finally {
      System.setOut(standard);
      System.setErr(error);
    }
    return Json.mapper().readTree(out.toByteArray());
  }

  @Test
  void shouldPrintOneObjectWhenAskedForACalendar() throws IOException {
    JsonNode object =
        json(
            ExitCode.OK,
            "calendar",
            "--exchange",
            "NYSE",
            "--from",
            "2012-10-26",
            "--to",
            "2012-11-02",
            "--json");
    assertThat(object.get("trading_days").asInt()).isEqualTo(4);
    assertThat(object.get("closed").get(0).get("date").asText()).isEqualTo("2012-10-29");
    assertThat(object.get("days").get(0).get("sessions").get(1).get("open").asText())
        .isEqualTo("2012-10-26T13:30:00Z");
    assertThat(
            json(
                    ExitCode.USAGE,
                    "calendar",
                    "--exchange",
                    "X",
                    "--from",
                    "2012-10-26",
                    "--to",
                    "2012-11-02",
                    "--json")
                .get("exit_code")
                .asInt())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldPrintOneObjectWhenAskedForActions() throws IOException {
    Path file = folder.resolve("actions.csv");
    Files.writeString(
        file,
        """
        id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at
        s,AAPL,split,2014-06-09,7:1,,,,2014-04-23T20:30:00Z
        d,AAPL,cash_dividend,2014-05-08,,3.29,,,2014-04-23T20:30:00Z
        """);
    JsonNode object =
        json(
            ExitCode.OK,
            "actions",
            "--data",
            file.toString(),
            "--symbol",
            "aapl",
            "--as-of",
            "2014-06-09",
            "--json");
    assertThat(object.get("actions")).hasSize(2);
    assertThat(object.get("units_factor").asInt()).isEqualTo(7);
    assertThat(
            json(
                    ExitCode.OK,
                    "actions",
                    "--data",
                    file.toString(),
                    "--symbol",
                    "AAPL",
                    "--as-of",
                    "2014-06-09",
                    "--known",
                    "2014-04-23",
                    "--json")
                .get("actions"))
        .isEmpty();
  }

  @Test
  void shouldNotCountVersionsThatWereNotKnownYet() throws IOException {
    Path file = folder.resolve("actions.csv");
    Files.writeString(
        file,
        """
        id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at
        d,AAPL,cash_dividend,2014-05-08,,3.29,,,2014-04-23T20:30:00Z
        d,AAPL,cash_dividend,2014-05-08,,3.30,,,2014-05-01T12:00:00Z
        """);
    assertThat(dividend(file, "2014-05-01T11:59:59Z"))
        .containsEntry("cash", 3.29)
        .containsEntry("versions", 1.0);
    assertThat(dividend(file, "2014-05-01T12:00:00Z"))
        .containsEntry("cash", 3.30)
        .containsEntry("versions", 2.0);
  }

  private Map<String, Double> dividend(Path file, String known) throws IOException {
    JsonNode action =
        json(
                ExitCode.OK,
                "actions",
                "--data",
                file.toString(),
                "--symbol",
                "AAPL",
                "--as-of",
                "2014-06-09",
                "--known",
                known,
                "--json")
            .at("/actions/0");
    return Map.of(
        "cash", action.get("cash").asDouble(), "versions", action.get("versions").asDouble());
  }

  @Test
  void shouldPrintOneObjectWhenAskedForMembers() throws IOException {
    Files.writeString(folder.resolve("l_2013-01-01.csv"), "Symbol,Name,Sector\nA,,Tech\nB,,Tech\n");
    Files.writeString(folder.resolve("l_2014-01-01.csv"), "Symbol,Name,Sector\nA,,Tech\nC,,Tech\n");
    JsonNode object =
        json(
            ExitCode.OK,
            "members",
            "--data",
            folder.toString(),
            "--date",
            "2013-06-03",
            "--complete",
            "2",
            "--json");
    assertThat(object.get("in_count").asInt()).isEqualTo(1);
    assertThat(object.get("unknown_count").asInt()).isEqualTo(2);
    assertThat(object.get("unknown").get(0).get("reason").asText()).contains("left");
  }
}
