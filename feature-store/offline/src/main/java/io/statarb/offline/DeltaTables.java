package io.statarb.offline;

import io.delta.tables.DeltaTable;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What both tables have in common: how whole dates are replaced, and what lies in the folder
 * afterwards.
 */
final class DeltaTables {
  static final String TRADE_DATE = "trade_date";

  private DeltaTables() {}

  static boolean exists(SparkSession spark, Path table) {
    return Files.isDirectory(table.resolve("_delta_log"))
        && DeltaTable.isDeltaTable(spark, table.toString());
  }

  /**
   * The table as it now stands.
   *
   * @param writtenBy the stage that writes it, for the message
   * @throws Refusal if there is none
   */
  static Dataset<Row> read(SparkSession spark, Path table, String writtenBy) {
    if (!exists(spark, table)) {
      throw Refusal.data("%s is not there; run `statarb %s` first".formatted(table, writtenBy));
    }
    return spark.read().format("delta").load(table.toString());
  }

  /** Number of the table's current version. */
  static long version(SparkSession spark, Path table) {
    return DeltaTable.forPath(spark, table.toString())
        .history(1)
        .select("version")
        .first()
        .getLong(0);
  }

  /** Trade dates that have rows, from the names of the table's files. */
  static SortedSet<String> dates(SparkSession spark, Path table, String writtenBy) {
    return Stream.of(read(spark, table, writtenBy).inputFiles())
        .map(DeltaTables::dateOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String dateOf(String file) {
    int start = file.lastIndexOf(TRADE_DATE + "=") + TRADE_DATE.length() + 1;
    return file.substring(start, file.indexOf('/', start));
  }

  /**
   * A data set of internal rows; each is copied as it passes, so that a task may fill one row again
   * and again.
   */
  static Dataset<Row> rows(SparkSession spark, RDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }

  /**
   * The rows of a data set without an object for each: a task sees the same row object again and
   * again.
   */
  static RDD<InternalRow> internal(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd();
  }

  /**
   * Replaces dates of a table in one commit, or makes the table; then removes files that no longer
   * belong to these dates, so that the folder holds the table's rows and no others.
   *
   * @param dates dates that the rows are of; these are replaced
   * @param keep dates of the table that stay if they are not replaced; all others leave it
   */
  static void replace(
      SparkSession spark, Path table, Dataset<Row> rows, List<String> dates, Set<String> keep) {
    commit(spark, table, rows, dates, keep, Map.of());
    Set<String> stay = new HashSet<>(keep);
    stay.removeAll(dates);
    removeAllBut(files(spark, table), table, stay);
  }

  /** Files of the newest version, absolute. */
  static Set<Path> files(SparkSession spark, Path table) {
    return Stream.of(spark.read().format("delta").load(table.toString()).inputFiles())
        .map(file -> Path.of(URI.create(file)).toAbsolutePath())
        .collect(Collectors.toSet());
  }

  /** The commit alone: files that it supersedes stay, so that versions of before can be read. */
  static void commit(
      SparkSession spark,
      Path table,
      Dataset<Row> rows,
      List<String> dates,
      Set<String> keep,
      Map<String, String> options) {
    var writer =
        rows.write()
            .format("delta")
            .mode(SaveMode.Overwrite)
            .options(options)
            .partitionBy(TRADE_DATE);
    boolean sameColumns =
        exists(spark, table)
            && spark.read().format("delta").load(table.toString()).schema().sameType(rows.schema());
    Set<String> stay = new HashSet<>(keep);
    stay.removeAll(dates);
    if (sameColumns && !stay.isEmpty()) {
      writer = writer.option("replaceWhere", TRADE_DATE + " NOT IN (" + quoted(stay) + ")");
    } else {
      writer = writer.option("overwriteSchema", "true");
    }
    writer.save(table.toString());
  }

  private static String quoted(Set<String> dates) {
    return dates.stream().sorted().map(date -> "'" + date + "'").collect(Collectors.joining(","));
  }

  /** Deletes all data files but these; not in folders of dates that were not touched. */
  static void removeAllBut(Set<Path> current, Path table, Set<String> untouchedDates) {
    try (Stream<Path> folders = Files.list(table)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String name = folder.getFileName().toString();
        if (!name.startsWith(TRADE_DATE + "=")
            || untouchedDates.contains(name.substring(TRADE_DATE.length() + 1))) {
          continue;
        }
        boolean used = false;
        for (Path file : files(folder)) {
          if (current.contains(file.toAbsolutePath())) {
            used = true;
          } else if (!isChecksumOf(file, current)) {
            Files.deleteIfExists(file);
          }
        }
        if (!used) {
          AtomicFiles.delete(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Hadoop keeps {@code .name.crc} beside {@code name}. */
  private static boolean isChecksumOf(Path file, Set<Path> current) {
    String name = file.getFileName().toString();
    return name.startsWith(".")
        && name.endsWith(".crc")
        && current.contains(
            file.toAbsolutePath().resolveSibling(name.substring(1, name.length() - 4)));
  }
}
