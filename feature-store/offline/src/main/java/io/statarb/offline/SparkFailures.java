package io.statarb.offline;

import io.statarb.cli.Refusal;
import java.util.function.Supplier;

/** Brings a refusal out of the exceptions in which Spark wraps it. */
final class SparkFailures {
  private SparkFailures() {}

  /** Runs a step; a {@link Refusal} thrown in one of its tasks comes out as it was. */
  static <T> T unwrapped(Supplier<T> step) {
    try {
      return step.get();
    } catch (Exception e) {
      // Spark throws checked exceptions that its signatures do not declare.
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Refusal refusal) {
          throw refusal;
        }
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("Spark failed: " + e.getMessage(), e);
    }
  }
}
