package io.statarb.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.instruments.Universe;
import io.statarb.settings.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The ticks with all their past: the Delta table {@code ticks-history}, of which no version's files
 * are ever deleted. A version is made when rows of some date change; the dates that did not change
 * keep their files. With each version is noted from when on it was known and what it holds, so the
 * list of versions is read from the log alone.
 *
 * <p>When something was known is told by whoever ingests (the logical date of the run) or follows
 * from the data; no clock is read.
 */
public final class TickHistory {
  private static final int FORMAT = 1;

  private TickHistory() {}

  /**
   * A version.
   *
   * @param version its number, from 0; also that of the Delta table
   * @param knownAt date or time from which on it was known
   * @param changed dates whose rows differ from the version before, or are new
   * @param removed dates that the version before had
   * @param dates what it holds, by date
   * @param rows rows of all dates
   * @param sha256 digest over dates, rows and digests
   */
  public record Version(
      long version,
      String knownAt,
      List<String> changed,
      List<String> removed,
      SortedMap<String, DateContent> dates,
      long rows,
      String sha256) {
    /** Copies the collections. */
    public Version {
      changed = List.copyOf(changed);
      removed = List.copyOf(removed);
      dates = Collections.unmodifiableSortedMap(new TreeMap<>(dates));
    }
  }

  /** What is noted in the log: what changed; versions follow from these. */
  private record Note(
      int format, String knownAt, SortedMap<String, DateContent> changed, List<String> removed) {}

  /** All versions in order; none when nothing was ingested yet. */
  public static List<Version> versions(RunFolder out) {
    List<Version> versions = new ArrayList<>();
    SortedMap<String, DateContent> dates = new TreeMap<>();
    for (DeltaLogFiles.Commit commit : DeltaLogFiles.commits(out.ticksHistoryTable())) {
      Note note = note(out.ticksHistoryTable(), commit);
      dates.keySet().removeAll(note.removed());
      dates.putAll(note.changed());
      versions.add(
          new Version(
              commit.version(),
              note.knownAt(),
              List.copyOf(note.changed().keySet()),
              note.removed(),
              dates,
              dates.values().stream().mapToLong(DateContent::rows).sum(),
              digest(dates)));
    }
    return versions;
  }

  private static Note note(Path table, DeltaLogFiles.Commit commit) {
    try {
      String text = commit.userMetadata();
      if (text != null) {
        Note note = Json.mapper().readValue(text, Note.class);
        if (note.format() == FORMAT) {
          return note;
        }
      }
    } catch (JsonProcessingException e) {
      throw foreign(table, commit, e.getOriginalMessage());
    }
    throw foreign(table, commit, "no note of format " + FORMAT);
  }

  private static Refusal foreign(Path table, DeltaLogFiles.Commit commit, String fact) {
    return Refusal.data(
        "%s: version %d was not written by statarb ingest: %s"
            .formatted(table, commit.version(), fact));
  }

  /** Sha256 over one line per date: date, rows, digest of the rows. */
  static String digest(SortedMap<String, DateContent> dates) {
    StringBuilder text = new StringBuilder();
    dates.forEach((date, content) ->
        text.append(date)
            .append('\t')
            .append(content.rows())
            .append('\t')
            .append(content.sha256())
            .append('\n'));
    return Sha256.ofText(text.toString());
  }

  /**
   * The version that was known on a date or at a time: the last of those that had become known.
   *
   * @throws Refusal if there is none
   */
  public static Version asKnown(RunFolder out, String when) {
    Instant until = KnownTime.until(when);
    List<Version> versions = versions(out);
    Version found = null;
    for (Version version : versions) {
      if (!KnownTime.from(version.knownAt()).isAfter(until)) {
        found = version;
      }
    }
    if (found == null) {
      throw Refusal.data(
          versions.isEmpty()
              ? "%s is not there; run `statarb ingest` first".formatted(out.ticksHistoryTable())
              : "no ticks were known on %s: the first version was known at %s"
                  .formatted(when, versions.getFirst().knownAt()));
    }
    return found;
  }

  /** The files of a version; to be read with trade_date from the folder's name. */
  public static List<Path> files(RunFolder out, Version version) {
    return DeltaLogFiles.files(out.ticksHistoryTable(), version.version());
  }

  /** Whether the files of a version are all there, as they are until it is forgotten. */
  public static boolean readable(RunFolder out, Version version) {
    return files(out, version).stream().allMatch(Files::isRegularFile);
  }

  /**
   * Deletes the files that no version needs which was known on this date or later; the list of
   * versions stays. The only thing that ever removes what was known.
   *
   * @return how many files were deleted
   */
  public static int forgetBefore(RunFolder out, String when) {
    long first = asKnown(out, when).version();
    Path table = out.ticksHistoryTable();
    Set<Path> needed = new HashSet<>();
    for (Version version : versions(out)) {
      if (version.version() >= first) {
        needed.addAll(files(out, version));
      }
    }
    int deleted = 0;
    for (Path file : DeltaLogFiles.allFiles(table)) {
      deleted += !needed.contains(file) && Files.exists(file) ? 1 : 0;
    }
    DeltaTables.removeAllBut(needed, table, Set.of());
    return deleted;
  }

  /** The rows of a version; one partition per date, sorted by tick_seq. */
  public static Dataset<Row> read(SparkSession spark, RunFolder out, Version version) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", version.version())
        .load(out.ticksHistoryTable().toString());
  }

  /**
   * Reads all rows of a version and compares them with what was noted when it was written.
   *
   * @return the digest of what was read, which is that of the version
   * @throws Refusal if a file is missing or any bit of a row differs
   */
  public static String check(SparkSession spark, RunFolder out, Version version) {
    for (Path file : files(out, version)) {
      if (!Files.isRegularFile(file)) {
        throw Refusal.data(
            "%s of version %d is missing; unless it was forgotten by --forget-before, somebody took it"
                .formatted(file, version.version()));
      }
    }
    SortedMap<String, DateContent> found = new TreeMap<>();
    List<DateContent.Measured> measured =
        SparkFailures.unwrapped(() ->
            DeltaTables.internal(read(spark, out, version).select("*"))
                .toJavaRDD()
                .mapPartitions(new TableDigest())
                .collect());
    for (DateContent.Measured date : measured) {
      found.put(date.tradeDate(), new DateContent(date.rows(), date.sha256(), List.of()));
    }
    for (Map.Entry<String, DateContent> noted : version.dates().entrySet()) {
      DateContent read = found.get(noted.getKey());
      // A date may hold no row at all.
      long rows = read == null ? 0 : read.rows();
      if (rows != noted.getValue().rows()
          || (read != null && !read.sha256().equals(noted.getValue().sha256()))) {
        throw Refusal.data(
            "version %d of %s is not what it was: trade_date=%s rows=%d noted=%d"
                .formatted(
                    version.version(),
                    out.ticksHistoryTable(),
                    noted.getKey(),
                    rows,
                    noted.getValue().rows()));
      }
    }
    found.keySet().removeAll(version.dates().keySet());
    if (!found.isEmpty()) {
      throw Refusal.data(
          "version %d of %s holds dates that were not noted: %s"
              .formatted(version.version(), out.ticksHistoryTable(), found.keySet()));
    }
    return digest(version.dates());
  }

  /**
   * What an ingest is about to write.
   *
   * @param universe instruments
   * @param rawSha256s digests of the raw files by fileId
   * @param dates what each date holds
   * @param tapes folder with one history tape per date
   * @param knownAt from when on this is known, as told; null when it was not
   */
  record Ingested(
      Universe universe,
      List<String> rawSha256s,
      SortedMap<String, DateContent> dates,
      Path tapes,
      @Nullable String knownAt) {

    /** Dates that differ from what is there. */
    List<String> changed(Map<String, DateContent> before) {
      return dates.entrySet().stream()
          .filter(date -> !sameRows(date.getValue(), before.get(date.getKey())))
          .map(Map.Entry::getKey)
          .toList();
    }

    private static boolean sameRows(DateContent now, @Nullable DateContent before) {
      return before != null && before.rows() == now.rows() && before.sha256().equals(now.sha256());
    }
  }

  /**
   * Makes a new version if any date has other rows than in the newest one, of those dates alone.
   *
   * @return the newest version
   * @throws Refusal if it were known before the newest
   */
  static Version update(SparkSession spark, RunFolder out, Ingested now) {
    List<Version> versions = versions(out);
    Version newest = versions.isEmpty() ? null : versions.getLast();
    SortedMap<String, DateContent> before = newest == null ? new TreeMap<>() : newest.dates();
    List<String> changed = now.changed(before);
    List<String> removed =
        before.keySet().stream().filter(date -> !now.dates().containsKey(date)).toList();
    Path table = out.ticksHistoryTable();
    if (newest != null && changed.isEmpty() && removed.isEmpty()) {
      DeltaTables.removeAllBut(DeltaLogFiles.allFiles(table), table, Set.of());
      return newest;
    }
    SortedMap<String, DateContent> contents = new TreeMap<>(now.dates());
    contents.keySet().retainAll(changed);
    Set<String> keep = new HashSet<>(now.dates().keySet());
    changed.forEach(keep::remove);
    Map<String, String> options = new TreeMap<>();
    options.put(
        "userMetadata", Json.text(new Note(FORMAT, knownAt(now, newest), contents, removed)));
    if (newest == null) {
      // A log of which the beginning is gone could not tell what was known.
      options.put("delta.enableExpiredLogCleanup", "false");
    }
    DeltaTables.commit(
        spark,
        table,
        TickTable.rows(spark, now.universe(), now.rawSha256s(), changed, now.tapes()),
        changed,
        keep,
        options);
    DeltaTables.removeAllBut(DeltaLogFiles.allFiles(table), table, Set.of());
    return versions(out).getLast();
  }

  /** As told; else the last date of the data, and never before what was known already. */
  private static String knownAt(Ingested now, @Nullable Version newest) {
    String told = now.knownAt();
    if (told == null) {
      // A part of a date is named after it: 2014-05-07_s01.
      String last = now.dates().isEmpty() ? "1970-01-01" : now.dates().lastKey().substring(0, 10);
      return newest != null && KnownTime.from(newest.knownAt()).isAfter(KnownTime.from(last))
          ? newest.knownAt()
          : last;
    }
    if (newest != null && KnownTime.from(told).isBefore(KnownTime.from(newest.knownAt()))) {
      throw Refusal.usage(
          "--known-at %s lies before %s, when version %d was known; what was known before cannot change any more"
              .formatted(told, newest.knownAt(), newest.version()));
    }
    return told;
  }
}
