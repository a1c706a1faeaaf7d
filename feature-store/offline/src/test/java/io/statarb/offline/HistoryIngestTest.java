package io.statarb.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.tape.TapeDigest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real hour of quotes on two venues, cut into sessions. */
final class HistoryIngestTest {
  @TempDir Path root;

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private static Path home() {
    return Path.of(System.getProperty("statarb.home", "."));
  }

  private static Path sample() {
    return home().resolve("ingest").resolve("samples").resolve("ci-sample");
  }

  private static Settings.Effective settings(String... sets) {
    return Settings.load(
        home().resolve("dags").resolve("strategies").resolve("fx-two-venue.yaml"),
        Map.of(),
        List.of(sets));
  }

  private IngestSummary ingest(String name, Path data, String... sets) {
    return HistoryIngest.run(
        spark(), settings(sets), data, new RunFolder(root.resolve(name)), Progress.quiet(), null);
  }

  private Path copyOfSample() throws IOException {
    Path copy = root.resolve("data");
    Files.walkFileTree(
        sample(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = copy.resolve(sample().relativize(file));
            Files.createDirectories(target.getParent() == null ? copy : target.getParent());
            Files.copy(file, target);
            return FileVisitResult.CONTINUE;
          }
        });
    return copy;
  }

  @Test
  void shouldWriteTapesTableAndListsWhenDataIsGood() throws IOException {
    IngestSummary summary = ingest("good", sample());
    RunFolder out = new RunFolder(root.resolve("good"));
    PlannedSession[] sessions = Json.read(out.sessionsFile(), PlannedSession[].class);
    assertThat(sessions).hasSize(summary.sessions()).hasSizeGreaterThan(4);
    assertThat(summary.read())
        .isEqualTo(summary.accepted() + summary.quarantined())
        .isGreaterThan(10_000);
    JsonNode quality = Json.read(out.qualityFile());
    assertThat(quality.get("read").asLong()).isEqualTo(summary.read());
    long outside = quality.get("quarantined").path("OUTSIDE_SESSION").asLong(0);

    Dataset<Row> ticks = spark().read().format("delta").load(out.ticksTable().toString());
    assertThat(ticks.count()).isEqualTo(summary.read() - outside);
    assertThat(ticks.where("condition IN ('GOOD','LOCKED')").count()).isEqualTo(summary.accepted());
    JsonNode files = Json.read(out.rawFilesFile());
    assertThat(files).hasSize(4);
    assertThat(files.get(0).get("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(files.get(3).get("lines").asLong()).isPositive();

    List<Path> tapes =
        Stream.of(sessions).map(s -> out.historyTape(s.session().tradeDate())).toList();
    String digest = TapeDigest.of(tapes);
    ingest("good", sample());
    assertThat(TapeDigest.of(tapes)).isEqualTo(digest);
    assertThat(spark().read().parquet(out.ticksTable().toString()).count())
        .isEqualTo(summary.read() - outside);
    try (Stream<Path> left = Files.list(root.resolve("good").resolve("tapes"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void shouldRefuseWithOneSentenceAndLeaveNothingWhenQualityFails() {
    assertThatThrownBy(() -> ingest("bad", sample(), "data.max_quarantined_share=0.0001"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("too many quotes of EURUSD.FXCM are bad in session");
    RunFolder out = new RunFolder(root.resolve("bad"));
    assertThat(out.sessionsFile()).doesNotExist();
    assertThat(out.ticksTable()).doesNotExist();
    assertThat(out.root().resolve("tapes").resolve("history")).doesNotExist();
  }

  @Test
  void shouldNameTheFileWhenAZipIsCorrupt() throws IOException {
    Path data = copyOfSample();
    Path zip;
    try (Stream<Path> walk = Files.walk(data)) {
      zip = walk.filter(file -> file.toString().endsWith(".zip")).sorted().toList().get(1);
    }
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 0x40;
    Files.write(zip, bytes);
    assertThatThrownBy(() -> ingest("corrupt", data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(zip.getFileName().toString());
  }
}
