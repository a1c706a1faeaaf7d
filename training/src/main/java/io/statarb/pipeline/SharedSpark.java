package io.statarb.pipeline;

import io.statarb.offline.SparkSessions;
import io.statarb.settings.Strategy;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Spark, started by the first stage that needs it and shared by all others of a command, because
 * its start costs more than some stages. One thread.
 */
final class SharedSpark implements AutoCloseable {
  private @Nullable SparkSession session;

  SparkSession session(Strategy strategy, @Nullable String master) {
    if (session == null) {
      session = SparkSessions.open(strategy, master);
    }
    return session;
  }

  @Override
  public void close() {
    if (session != null) {
      session.stop();
    }
  }
}
