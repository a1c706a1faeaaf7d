package io.statarb.offline;

import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The one Spark session of this module's tests; Spark closes it when the JVM ends. */
public final class LocalSpark {
  private static @Nullable SparkSession shared;

  private LocalSpark() {}

  /** The session, opened when it is first asked for. */
  public static synchronized SparkSession session() {
    SparkSession session = shared;
    if (session == null) {
      session = SparkSessions.open(SyntheticRun.strategy(), null);
      shared = session;
    }
    return session;
  }
}
