package io.statarb.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as they are typed: refusals, alarms and signals. */
@Timeout(120)
final class FeedCommandTest {
  @TempDir Path temp;

  /** What a command printed and how it ended. */
  private record Printed(int code, String out, String sentence) {
    JsonNode json() {
      try {
        return Json.mapper().readTree(out);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static Printed run(String... args) {
    StringWriter out = new StringWriter();
    List<String> sentences = new ArrayList<>();
    CommandLine line = new CommandLine(new FeedCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(new StringWriter()));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      Refusal refusal = CommandLineRunner.refusalIn(e);
      if (refusal == null) {
        throw e;
      }
      sentences.add(String.valueOf(refusal.getMessage()));
      return refusal.exitCode();
    });
    int code = line.execute(args);
    return new Printed(code, out.toString(), String.join("\n", sentences));
  }

  private static void assertRefused(Printed printed, int code, String part) {
    assertThat(printed.sentence()).contains(part).doesNotContain("\n");
    assertThat(printed.code()).isEqualTo(code);
  }

  @Test
  void shouldRefuseAddressesThatAreNone() {
    for (String address : List.of("127.0.0.1", "127.0.0.1:x", ":5", "127.0.0.1:65536")) {
      assertRefused(run("listen", "--line", address), ExitCode.USAGE, "--line must be HOST:PORT");
    }
    assertRefused(
        run("publish", "--from", "x", "--to", "127.0.0.1:0"),
        ExitCode.USAGE,
        "with a port of 1 to 65535");
    assertRefused(
        run("listen", "--line", "[::1]:26400", "--for", "1"), ExitCode.USAGE, "no IPv4 address");
  }

  @Test
  void shouldRefuseAPortThatIsInUse() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertRefused(run("listen", "--line", address), ExitCode.MACHINE, "Address already in use");
    }
  }

  @Test
  void shouldRefuseFilesThatHoldNothing() throws IOException {
    Path empty = Files.createFile(temp.resolve("empty.itch"));
    Path text = Files.writeString(temp.resolve("text.itch"), "no message at all, just words");
    String to = "127.0.0.1:9";
    assertRefused(
        run("publish", "--from", empty.toString(), "--to", to), ExitCode.REFUSED, "is empty");
    assertRefused(
        run("publish", "--from", temp.resolve("none").toString(), "--to", to),
        ExitCode.REFUSED,
        "is no file");
    assertThat(run("publish", "--from", text.toString(), "--to", to).code())
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void shouldRefuseSharesProtocolsAndJournalsThatCannotBe() throws IOException {
    assertRefused(
        run("publish", "--from", "x", "--to", "127.0.0.1:9", "--drop", "1.5"),
        ExitCode.USAGE,
        "--drop must be a share");
    assertRefused(
        run("listen", "--line", "127.0.0.1:0", "--protocol", "morse"),
        ExitCode.USAGE,
        "protocol=morse");
    Path old = Files.createFile(temp.resolve("old.journal"));
    assertRefused(
        run("listen", "--line", "127.0.0.1:0", "--journal", old.toString()),
        ExitCode.USAGE,
        "exists already");
    assertThat(old).isEmptyFile();
    assertRefused(
        run("listen", "--line", "127.0.0.1:0", "--out-state", temp + "/none/books"),
        ExitCode.USAGE,
        "folder that is missing");
  }

  @Test
  void shouldRaiseAnAlarmWhenNothingIsHeard() {
    Printed printed =
        run("listen", "--line", "127.0.0.1:0", "--alarm-after", "0.05", "--for", "0.3", "--json");
    assertThat(printed.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(printed.json().at("/state").asText()).isEqualTo("WAITING");
    assertThat(printed.json().at("/alarms/no_data_at_open").asInt()).isEqualTo(1);
  }

  /** A listener in a process of its own that is told to end prints what it knows. */
  @Test
  void shouldEndWithWhatIsKnownWhenTerminated() throws IOException, InterruptedException {
    Path journal = temp.resolve("raw.journal");
    Process listener =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FeedProcess.class.getName(),
                "listen",
                "--line",
                "127.0.0.1:0",
                "--journal",
                journal.toString(),
                "--json")
            .start();
    try (BufferedReader err = listener.errorReader(StandardCharsets.UTF_8);
        BufferedReader out = listener.inputReader(StandardCharsets.UTF_8)) {
      for (String line = err.readLine(); !line.startsWith("listening"); line = err.readLine()) {
        assertThat(line).isNotNull();
      }
      // Process.destroy would close the streams as well.
      listener.toHandle().destroy();
      JsonNode report = Json.mapper().readTree(out.readLine());
      assertThat(report.at("/state").asText()).isEqualTo("WAITING");
      assertThat(listener.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(listener.exitValue()).isEqualTo(ExitCode.TERMINATED);
      assertThat(
              run("replay", "--journal", journal.toString(), "--json").json().at("/journal/tail"))
          .hasToString("\"WHOLE\"");
    } finally {
      listener.destroyForcibly();
    }
  }
}
