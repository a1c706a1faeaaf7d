package io.statarb.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.offline.TickHistory.Version;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come late, are corrected and corrected back; and all that was known meanwhile. */
final class TickHistoryTest {
  private static final String YAML =
      """
      name: history
      dates: {train: 2, formation: 1, trade: 0}
      data: {max_quarantined_share: 0.9}
      venues:
        FXCM: {utc_offset: "-05:00", latency_ms: 20, fee_per_million: 25, max_fill_lots: 500, stale_after_ms: 10000}
        OANDA: {utc_offset: "+00:00", latency_ms: 20, fee_per_million: 25, max_fill_lots: 500, stale_after_ms: 15000}
      instruments:
        EURUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [FXCM, OANDA]}
      pairs:
        - {y: EURUSD.FXCM, x: EURUSD.OANDA}
      """;
  private static final LocalDate FIRST = LocalDate.of(2014, 5, 5);
  private static final LocalDate LAST = LocalDate.of(2014, 5, 9);
  private static final LocalDate LATE = LocalDate.of(2014, 5, 12);
  private static final LocalDate CORRECTED = LocalDate.of(2014, 5, 8);
  private static final int QUOTES = 30;

  @TempDir private Path root;
  private Path data = Path.of("");
  private RunFolder out = new RunFolder(Path.of(""));
  private final long seed = SyntheticRun.seed();

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  @BeforeEach
  void writeAWeek() throws IOException {
    data = root.resolve("data");
    out = new RunFolder(root.resolve("run"));
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        writeDay(day);
      }
    }
  }

  private void writeDay(LocalDate day) throws IOException {
    write("FXCM", day, 7, 0);
    write("OANDA", day, 12, 0);
  }

  /** Quotes of a day around noon UTC; {@code shift} ticks higher than they were. */
  private void write(String venue, LocalDate day, int hour, int shift) throws IOException {
    SplittableRandom random = new SplittableRandom(seed + day.toEpochDay() * 31 + venue.hashCode());
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < QUOTES; i++) {
      long bid = 138_000L + random.nextInt(20) + shift;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%d.%05d,%d.%05d%n",
              hour * 3_600_000 + i * 10_000 + random.nextInt(9_000),
              bid / 100_000,
              bid % 100_000,
              (bid + 3) / 100_000,
              (bid + 3) % 100_000));
    }
    String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    Path file = file(venue, day);
    Files.createDirectories(file.resolveSibling("."));
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      ZipEntry entry = new ZipEntry(date + "_eurusd_tick_quote.csv");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(csv.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path file(String venue, LocalDate day) {
    return data.resolve("forex")
        .resolve(venue.toLowerCase(Locale.ROOT))
        .resolve("tick")
        .resolve("eurusd")
        .resolve(DateTimeFormatter.BASIC_ISO_DATE.format(day) + "_quote.zip");
  }

  private IngestSummary ingest(RunFolder to, String knownAt) throws IOException {
    Path yaml = root.resolve("history.yaml");
    Files.writeString(yaml, YAML);
    return HistoryIngest.run(
        spark(),
        Settings.load(yaml, Map.of(), List.of()),
        data,
        to,
        Progress.quiet(),
        knownAt.isEmpty() ? null : knownAt);
  }

  /** Names, sizes and contents of the data files. */
  private static Map<String, String> dataFiles(Path table) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(table)) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        if (!file.toString().contains("_delta_log")) {
          files.put(table.relativize(file).toString(), io.statarb.digest.Sha256.ofFile(file));
        }
      }
    }
    return files;
  }

  private void assertCurrent(Version version) throws IOException {
    Dataset<Row> plain = spark().read().parquet(out.ticksTable().toString());
    assertThat(plain.count()).as("the folder alone").isEqualTo(version.rows());
    assertThat(dataFiles(out.ticksTable())).hasSize(version.dates().size());
    List<Row> current = sorted(spark().read().format("delta").load(out.ticksTable().toString()));
    assertThat(current).isEqualTo(sorted(TickHistory.read(spark(), out, version)));
  }

  private static List<Row> sorted(Dataset<Row> ticks) {
    return ticks.orderBy("trade_date", "tick_seq").collectAsList();
  }

  @Test
  void shouldReadEveryVersionAsItWasKnownWhenFilesComeLateAndAreCorrected() throws IOException {
    ingest(out, "2014-05-09");
    Version first = TickHistory.versions(out).getFirst();
    assertThat(first.changed()).hasSize(5).contains("2014-05-08").doesNotContain("2014-05-10");
    assertThat(first.rows()).isEqualTo(5L * 2 * QUOTES);
    List<Row> firstRows = sorted(TickHistory.read(spark(), out, first));
    Map<String, String> firstFiles = dataFiles(out.ticksHistoryTable());
    Map<String, String> currentFiles = dataFiles(out.ticksTable());

    // Nothing changed: nothing is written, whenever it was known.
    assertThat(ingest(out, "2014-05-10").version()).isZero();
    assertThat(dataFiles(out.ticksHistoryTable())).isEqualTo(firstFiles);
    assertThat(dataFiles(out.ticksTable())).isEqualTo(currentFiles);

    byte[] original = Files.readAllBytes(file("FXCM", CORRECTED));
    write("FXCM", CORRECTED, 7, 1);
    ingest(out, "2014-05-11");
    Version corrected = TickHistory.versions(out).getLast();
    assertThat(corrected.version()).isEqualTo(1);
    assertThat(corrected.changed()).containsExactly(CORRECTED.toString());
    assertThat(dataFiles(out.ticksHistoryTable())).hasSize(6).containsAllEntriesOf(firstFiles);
    assertCurrent(corrected);

    writeDay(LATE);
    ingest(out, "2014-05-13T07:00:00Z");
    Version late = TickHistory.versions(out).getLast();
    assertThat(late.changed())
        .as("ids of files moved, rows did not")
        .containsExactly(LATE.toString());
    assertThat(late.removed()).isEmpty();

    Files.write(file("FXCM", CORRECTED), original);
    ingest(out, "");
    List<Version> versions = TickHistory.versions(out);
    assertThat(versions).hasSize(4);
    assertThat(versions.getLast().knownAt()).as("never before the last").isEqualTo(late.knownAt());
    assertThat(versions.getLast().dates().get(CORRECTED.toString()))
        .isEqualTo(first.dates().get(CORRECTED.toString()));
    assertCurrent(versions.getLast());

    assertThat(sorted(TickHistory.read(spark(), out, first))).isEqualTo(firstRows);
    List<String> digests = new ArrayList<>();
    for (Version version : versions) {
      assertThat(TickHistory.check(spark(), out, version)).isEqualTo(version.sha256());
      digests.add(version.sha256());
    }
    assertThat(digests).doesNotHaveDuplicates();
    String[] paths =
        TickHistory.files(out, first).stream().map(Path::toString).toArray(String[]::new);
    assertThat(spark().read().parquet(paths).count())
        .as("the files of the past alone")
        .isEqualTo(first.rows());
    assertThat(TickHistory.asKnown(out, "2014-05-09").version()).isZero();
    assertThat(TickHistory.asKnown(out, "2014-05-10").version()).isZero();
    assertThat(TickHistory.asKnown(out, "2014-05-11").version()).isEqualTo(1);
    assertThat(TickHistory.asKnown(out, "2014-05-13T06:59:59Z").version()).isEqualTo(1);
    assertThat(TickHistory.asKnown(out, "2014-05-13").version()).isEqualTo(3);
    assertThatThrownBy(() -> TickHistory.asKnown(out, "2014-05-07"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the first version was known at 2014-05-09");

    // The same raw files in a new folder are the same content, although their ids differ.
    RunFolder fresh = new RunFolder(root.resolve("fresh"));
    ingest(fresh, "");
    assertThat(TickHistory.versions(fresh).getFirst().sha256())
        .isEqualTo(versions.getLast().sha256());
    assertThat(TickHistory.versions(fresh).getFirst().knownAt()).isEqualTo(LATE.toString());
  }

  @Test
  void shouldEndInTheSameWhenKilledAtAnyOfItsSteps() throws IOException {
    ingest(out, "2014-05-09");
    write("FXCM", CORRECTED, 7, 1);
    RunFolder whole = new RunFolder(root.resolve("whole"));
    ingest(whole, "2014-05-10");

    // Killed before the commit: files that no version has.
    Path stray = out.ticksHistoryTable().resolve("trade_date=2014-05-08").resolve("stray.parquet");
    Files.writeString(stray, "PAR1 and no more");
    ingest(out, "2014-05-10");
    assertThat(stray).doesNotExist();
    Version version = TickHistory.versions(out).getLast();
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.sha256()).isEqualTo(TickHistory.versions(whole).getFirst().sha256());

    // Killed between the two commits: the history is ahead of the table.
    AtomicFiles.delete(out.ticksTable());
    Files.delete(out.sessionsFile());
    ingest(out, "2014-05-11");
    assertThat(TickHistory.versions(out)).hasSize(2);
    assertThat(out.sessionsFile()).exists();
    assertCurrent(version);
  }

  @Test
  void shouldRefuseHindsightAndAPastThatIsGoneOrChanged() throws IOException {
    ingest(out, "2014-05-09");
    write("FXCM", CORRECTED, 7, 1);
    assertThatThrownBy(() -> ingest(out, "2014-05-08"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("what was known before cannot change any more");
    assertThatThrownBy(() -> ingest(out, "yesterday"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("neither a date");
    assertThat(TickHistory.versions(out)).hasSize(1);
    ingest(out, "2014-05-10");
    Version first = TickHistory.versions(out).getFirst();
    Version second = TickHistory.versions(out).getLast();
    Path old =
        TickHistory.files(out, first).stream()
            .filter(file -> file.toString().contains(CORRECTED.toString()))
            .findFirst()
            .orElseThrow();
    Path other =
        TickHistory.files(out, second).stream()
            .filter(file -> file.toString().contains(CORRECTED.toString()))
            .findFirst()
            .orElseThrow();
    assertThat(old).isNotEqualTo(other);
    assertThat(TickHistory.forgetBefore(out, "2014-05-09")).isZero();
    assertThat(TickHistory.readable(out, first)).isTrue();
    // The rows of another version under the name of this one.
    Files.write(old, Files.readAllBytes(other));
    Files.delete(old.resolveSibling("." + old.getFileName() + ".crc"));
    assertThatThrownBy(() -> TickHistory.check(spark(), out, first))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not what it was: trade_date=2014-05-08");
    assertThat(TickHistory.forgetBefore(out, "2014-05-10")).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(TickHistory.readable(out, first)).isFalse();
    assertThatThrownBy(() -> TickHistory.check(spark(), out, first))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("of version 0 is missing");
    assertThat(TickHistory.check(spark(), out, second)).isEqualTo(second.sha256());
  }
}
