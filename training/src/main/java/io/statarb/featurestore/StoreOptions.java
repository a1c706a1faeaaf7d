package io.statarb.featurestore;

import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.offline.SparkSessions;
import io.statarb.store.StoreFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command on a store. */
final class StoreOptions {
  /** Names of Spark's errors that say that a file is damaged. */
  private static final List<String> UNREADABLE =
      List.of("MALFORMED_RECORD", "FAILED_READ_FILE", "CANNOT_READ_FILE");

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "feature-store-data",
      description = "Folder of the store (default: ${DEFAULT-VALUE})")
  Path store = Path.of("feature-store-data");

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  StoreFolder folder() {
    return new StoreFolder(store);
  }

  /** Prints an answer: one JSON object, or the words for people. */
  void print(Object answer, String words) {
    print(json, answer, words);
  }

  static void print(boolean json, Object answer, String words) {
    System.out.println(json ? Json.text(answer) : words.stripTrailing());
  }

  /**
   * Runs a step in a Spark session that ends with it.
   *
   * @throws Refusal if Spark cannot read a file, which is no fault of ours
   */
  static <T> T inSpark(@Nullable String master, Function<SparkSession, T> step) {
    SparkSession spark = SparkSessions.open("features", master == null ? "local[2]" : master, 2);
    try {
      return step.apply(spark);
    } catch (Exception e) {
      // Spark throws checked exceptions that its signatures do not declare.
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        String message = String.valueOf(cause.getMessage());
        if (UNREADABLE.stream().anyMatch(message::contains)) {
          throw Refusal.data(message.lines().findFirst().orElse(message));
        }
      }
      throw e;
    } finally {
      spark.stop();
    }
  }
}
