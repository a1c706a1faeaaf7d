package io.statarb.offline;

import io.statarb.cli.Refusal;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * Opens Spark as this project uses it: local by default, the same jars on a cluster.
 *
 * <p>Each setting here is a default: a system property of the same name ({@code
 * -Dspark.executor.memory=4g}) wins.
 */
public final class SparkSessions {
  private SparkSessions() {}

  /**
   * Opens the session of this JVM, or gives the one that is open.
   *
   * @param s the strategy, for its engine settings
   * @param masterOverride Spark master instead of the strategy's, e.g. {@code spark://host:7077},
   *     or null
   * @return the session; the caller closes it
   * @throws Refusal if the master cannot be reached
   */
  public static SparkSession open(Strategy s, @Nullable String masterOverride) {
    return open(
        s.name(),
        masterOverride == null ? s.spark().master() : masterOverride,
        s.spark().shufflePartitions());
  }

  /**
   * Opens the session of this JVM, or gives the one that is open.
   *
   * @param name what it is opened for
   * @param master Spark master, e.g. {@code local[2]}
   * @param shufflePartitions tasks after a shuffle
   */
  public static SparkSession open(String name, String master, int shufflePartitions) {
    SparkSession.Builder builder = SparkSession.builder().appName("statarb " + name).master(master);
    settings(shufflePartitions, master)
        .forEach((key, value) -> {
          if (System.getProperty(key) == null) {
            builder.config(key, value);
          }
        });
    try {
      return builder.getOrCreate();
    } catch (RuntimeException e) {
      throw Refusal.machine(
          "Spark cannot start: master=%s (%s)"
              .formatted(master, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /**
   * A further session of the same Spark in which SQL is run with Spark's own settings instead of
   * this project's: what somebody gets who sets nothing.
   */
  static SparkSession asSparkComes(SparkSession spark) {
    SparkSession plain = spark.newSession();
    SQLConf defaults = new SQLConf();
    settings(1, spark.sparkContext().master()).keySet().stream()
        .filter(key -> key.startsWith("spark.sql.") && plain.conf().isModifiable(key))
        .forEach(key -> plain.conf().set(key, defaults.getConfString(key)));
    return plain;
  }

  private static Map<String, String> settings(int shufflePartitions, String master) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.sql.shuffle.partitions", Integer.toString(shufflePartitions));
    settings.put("spark.sql.session.timeZone", "UTC");
    // pandas writes times in ns, which Spark refuses as a type; as numbers they are ours, UTC ns.
    settings.put("spark.sql.legacy.parquet.nanosAsLong", "true");
    settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    settings.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    // A tenth larger than with zstd, and unpacked in a fraction of the time.
    settings.put("spark.sql.parquet.compression.codec", "lz4_raw");
    // Version 2 of the format stores times and counters as packed differences: smaller files, and
    // unpacked in a fraction of the time. Not together with no codec: Spark 4.2 then reads texts
    // wrong that are not in a dictionary.
    settings.put("spark.hadoop.parquet.writer.version", "v2");
    settings.put("spark.databricks.delta.snapshotPartitions", "2");
    // Plain tables, which any reader of Parquet can open: no deletion vectors, no rewriting behind
    // our back.
    settings.put("spark.databricks.delta.properties.defaults.enableDeletionVectors", "false");
    settings.put(
        "spark.databricks.delta.properties.defaults.writePartitionColumnsToParquet", "false");
    settings.put("spark.databricks.delta.optimizeWrite.enabled", "false");
    settings.put("spark.databricks.delta.autoCompact.enabled", "false");
    // Whole dates are replaced and read; statistics of single columns would help nobody.
    settings.put("spark.databricks.delta.stats.collect", "false");
    // A file is a date and a task: never cut, never packed with another.
    settings.put("spark.sql.files.maxPartitionBytes", "1g");
    settings.put("spark.sql.files.openCostInBytes", "1g");
    // Each task writes one date, in the order it comes; without this Spark would sort the rows
    // again by date.
    settings.put("spark.sql.maxConcurrentOutputFileWriters", "4");
    settings.put("spark.sql.adaptive.enabled", "false");
    settings.put("spark.driver.maxResultSize", "2g");
    // More columns than Spark prints of a plan are no reason to warn.
    settings.put("spark.sql.debug.maxToStringFields", "200");
    settings.put(
        "spark.sql.warehouse.dir",
        Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "statarb-warehouse")
            .toUri()
            .toString());
    if (!master.startsWith("local")) {
      settings.put("spark.executor.extraJavaOptions", executorOptions());
      // The driver's own class path: right where all machines see the same folders, as on loopback
      // or a shared disk.
      settings.put("spark.executor.extraClassPath", System.getProperty("java.class.path", ""));
    }
    return settings;
  }

  /** The flags of {@code .mvn/jvm/common.opts}, in which alone they are kept. */
  private static String executorOptions() {
    String home = System.getProperty("statarb.home");
    if (home == null) {
      throw Refusal.machine("the system property statarb.home is missing; start with ./statarb");
    }
    Path file = Path.of(home, ".mvn", "jvm", "common.opts");
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw Refusal.machine("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
