package io.statarb.offline;

import io.statarb.cli.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Main class of a driver process: materialises a synthetic run on the master it is given and prints
 * what came out.
 */
final class ClusterDriver {
  static final int SESSIONS = 2;
  static final int TICKS = 800;

  private ClusterDriver() {}

  /** Run folder, seed, master. */
  public static void main(String[] args) throws IOException {
    SyntheticRun run =
        SyntheticRun.create(Path.of(args[0]), Long.parseLong(args[1]), SESSIONS, TICKS);
    try (SparkSession spark = SparkSessions.open(SyntheticRun.strategy(), args[2])) {
      String version = materialise(spark, run).dataVersion();
      int executors = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
      System.out.println("data_version=" + version);
      System.out.println("executors=" + executors);
    }
  }

  static FeatureSummary materialise(SparkSession spark, SyntheticRun run) {
    run.writeTicks(spark, run.dates());
    return Materialization.run(
        spark,
        SyntheticRun.strategy(),
        run.out,
        SyntheticRun.SERVICE,
        run.pairs,
        run.sessions,
        Progress.quiet());
  }
}
