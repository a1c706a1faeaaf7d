package io.statarb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a process that materialises, at moments that are seen in the folder of the store. */
@Tag("cluster")
final class MaterializeKillTest {
  private static final String AT = "2014-05-09T12:00:00Z";
  private static final int SIGKILL = 137;
  private static final int ATTEMPTS = 4;

  /** How far the second version has come. */
  enum Moment {
    /** Facts are in files. */
    DATA_WRITTEN,
    /** The Delta table has them, the manifest does not. */
    COMMITTED,
    /** The manifest is there, which makes the version one. */
    NOTED
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void shouldHoldTheOldOrTheNewFactsWhenTheWriterIsKilled(Moment moment) throws Exception {
    List<OnlineSnapshot.EntityRow> then = rows(new QuotesStore(made("never-killed-1")).filled());
    List<OnlineSnapshot.EntityRow> now = rows(grown(new QuotesStore(made("never-killed-2"))));
    assertThat(now).isNotEqualTo(then);
    Moment reached = null;
    for (int attempt = 0; reached != moment && attempt < ATTEMPTS; attempt++) {
      Path home = made("killed-" + attempt);
      QuotesStore quotes = new QuotesStore(home).filled();
      quotes.quotes(more());
      reached = killedAt(moment, home);
      assertThat(rows(quotes)).isEqualTo(reached == Moment.NOTED ? now : then);
      quotes.materialize(OptionalLong.empty());
      assertThat(rows(quotes)).as("the next one ends what was begun").isEqualTo(now);
      assertThat(
              new OnlineFeatures(quotes.store(), true)
                  .at("quotes-v1", List.of("KO"), Moments.of(AT))
                  .entities())
          .isEqualTo(now.subList(0, 1));
    }
    assertThat(reached).isEqualTo(moment);
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static List<String> more() {
    List<String> rows = new ArrayList<>(QuotesStore.ROWS);
    rows.add("KO,2014-05-09T11:59:58Z,2014-05-09T11:59:58Z,42.5,300,ARCA");
    rows.add("PEP,2014-05-09T11:59:59Z,2014-05-09T11:59:59Z,86.5,400,ARCA");
    return rows;
  }

  private static QuotesStore grown(QuotesStore quotes) {
    quotes.filled();
    quotes.quotes(more());
    quotes.materialize(OptionalLong.empty());
    return quotes;
  }

  private static List<OnlineSnapshot.EntityRow> rows(QuotesStore quotes) {
    return quotes.online(AT, "KO", "PEP").entities();
  }

  /** Starts a writer, kills it when it has come so far, and says how far it was by then. */
  private static Moment killedAt(Moment moment, Path home) throws Exception {
    Process writer = start(home);
    try {
      while (seen(home).compareTo(moment) < 0) {
        if (!writer.isAlive()) {
          throw new AssertionError("the writer ended before it could be killed: " + said(home));
        }
        Thread.onSpinWait();
      }
    } finally {
      writer.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
    assertThat(writer.exitValue()).isEqualTo(SIGKILL);
    return seen(home).moment();
  }

  /** What is to be seen of the second version; nothing at first. */
  private record Seen(boolean data, boolean commit, boolean manifest) {
    int compareTo(Moment moment) {
      boolean there =
          switch (moment) {
            case DATA_WRITTEN -> data;
            case COMMITTED -> commit;
            case NOTED -> manifest;
          };
      return there ? 0 : -1;
    }

    Moment moment() {
      return manifest ? Moment.NOTED : commit ? Moment.COMMITTED : Moment.DATA_WRITTEN;
    }
  }

  private static Seen seen(Path home) {
    try (Stream<Path> files = Files.walk(home.resolve("store").resolve("tables"))) {
      List<String> names = files.map(Path::toString).toList();
      return new Seen(
          names.stream().anyMatch(name -> name.matches(".*period=2014-05-09/part-.*\\.parquet")),
          names.stream().anyMatch(name -> name.endsWith("_delta_log/%020d.json".formatted(1))),
          names.stream().anyMatch(name -> name.endsWith("_manifests/%020d.json".formatted(1))));
    } catch (UncheckedIOException e) {
      // A temporary file was renamed while the folder was read.
      return new Seen(false, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(Path home) {
    try {
      return Files.readString(home.resolve("writer.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Process start(Path home) throws IOException {
    Path flags =
        Path.of(System.getProperty("statarb.home", "../..")).resolve(".mvn/jvm/common.opts");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + flags.toAbsolutePath(),
            "-XX:TieredStopAtLevel=1",
            "-Dstatarb.home=" + System.getProperty("statarb.home", "../.."),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            MaterializeWriter.class.getName(),
            home.toString())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("writer.log").toFile())
        .start();
  }
}
