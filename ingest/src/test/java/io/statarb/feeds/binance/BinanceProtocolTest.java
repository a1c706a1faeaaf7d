package io.statarb.feeds.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.statarb.cli.Refusal;
import io.statarb.feeds.FeedCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Both commands on one socket, and the replay of what came over it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class BinanceProtocolTest {
  private static final Path SAMPLE =
      Path.of(
          System.getProperty("statarb.home"), "ingest/samples/binance-l2/spot/btcusdt_20240808.gz");

  @TempDir private Path folder;

  /** A run of a command. */
  private record Run(int exitCode, JsonNode report, String error) {}

  private static Run run(Consumer<String> said, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            said.accept(text.substring(from, from + length));
          }
        };
    int code =
        new CommandLine(new FeedCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler((e, command, parsed) -> {
              err.write(String.valueOf(e.getMessage()));
              return e instanceof Refusal refusal ? refusal.exitCode() : 70;
            })
            .execute(arguments.toArray(String[]::new));
    try {
      return new Run(code, new ObjectMapper().readTree(out.toString()), err.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run run(String... arguments) {
    return run(text -> {}, List.of(arguments));
  }

  @Test
  void shouldEndWithThePublishersBookAndReplayToTheSameBytes() throws Exception {
    CompletableFuture<String> url = new CompletableFuture<>();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      CompletableFuture<Run> publisher =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      text -> {
                        if (text.contains("ws://")) {
                          url.complete(text.substring(text.indexOf("ws://")).strip());
                        }
                      },
                      List.of(
                          "publish",
                          "--protocol=binance-ws",
                          "--from=" + SAMPLE,
                          "--port=0",
                          "--speed=40",
                          "--drop=0.01",
                          "--disconnect-every=2000",
                          "--ping-ms=50",
                          "--linger=1",
                          "--json")),
              thread);
      Path journal = folder.resolve("raw.journal");
      Path heard = folder.resolve("heard.txt");
      Run listener =
          run(
              "listen",
              "--protocol=binance-ws",
              "--url=" + url.get(30, TimeUnit.SECONDS),
              "--symbols=BTCUSDT",
              "--journal=" + journal,
              "--out-state=" + heard,
              "--json");
      Run published = publisher.get(60, TimeUnit.SECONDS);
      assertThat(published.exitCode()).describedAs(published.error()).isZero();
      assertThat(listener.exitCode()).describedAs(listener.error()).isZero();
      assertThat(published.report().path("pongs").asLong()).isPositive();
      assertThat(listener.report().path("top_digest").asText())
          .hasSize(64)
          .isEqualTo(published.report().path("top_digest").asText());
      assertThat(listener.report().path("gaps").asLong()).isPositive();
      assertThat(listener.report().path("messages").path("book_ticker").asLong())
          .isGreaterThan(1000);

      Path again = folder.resolve("again.txt");
      Run replayed = run("replay", "--journal=" + journal, "--out-state=" + again, "--json");
      assertThat(replayed.exitCode()).describedAs(replayed.error()).isZero();
      assertThat(Files.readString(again)).isNotEmpty().isEqualTo(Files.readString(heard));
      for (String same :
          List.of(
              "book_digest", "gaps", "resyncs", "syncs", "quote_mismatches", "messages", "books")) {
        assertThat(replayed.report().path(same))
            .describedAs(same)
            .isEqualTo(listener.report().path(same));
      }
    }
  }

  @Test
  void shouldNotBeSoundWhenNobodyPublishes() {
    Run listener =
        run(
            "listen",
            "--protocol=binance-ws",
            "--url=ws://127.0.0.1:1",
            "--symbols=BTCUSDT,ETHUSDT",
            "--alarm-after=0.05",
            "--for=0.2",
            "--json");
    assertThat(listener.exitCode()).isEqualTo(1);
    assertThat(listener.report().path("alarms").asLong()).isEqualTo(1);
    assertThat(listener.error()).contains("NO_DATA_AT_OPEN");
  }

  @Test
  void shouldSayInOneSentenceWhatIsMissing() {
    assertThat(run("listen", "--protocol=binance-ws").error()).contains("--url is missing");
    assertThat(run("listen", "--protocol=binance-ws", "--url=ws://127.0.0.1:1").error())
        .contains("--symbols is missing");
    assertThat(
            run("listen", "--protocol=binance-ws", "--url=ftp://127.0.0.1:1", "--symbols=X")
                .error())
        .contains("ftp://127.0.0.1:1");
    Run publish = run("publish", "--protocol=binance-ws", "--from=" + SAMPLE);
    assertThat(publish.error()).contains("--port is missing");
    assertThat(publish.exitCode()).isEqualTo(2);
  }
}
