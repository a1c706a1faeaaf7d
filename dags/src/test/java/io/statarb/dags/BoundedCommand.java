package io.statarb.dags;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that ends in time, and with it everything that it started.
 *
 * @param exitCode its exit code
 * @param output its standard output
 * @param log file with its standard error
 */
record BoundedCommand(int exitCode, String output, Path log) {

  /**
   * Runs a command to its end.
   *
   * @param command program and arguments
   * @param environment variables over those of this process; an empty value takes a variable away
   * @param log where its standard error goes; standard output goes beside it
   * @param limit longest time that it may take
   * @throws AssertionError when it takes longer; it has been ended then
   */
  static BoundedCommand run(
      List<String> command, Map<String, String> environment, Path log, Duration limit) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Path output = log.resolveSibling(log.getFileName() + ".out");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("STATARB_") || name.startsWith("AIRFLOW"));
      environment.forEach((name, value) -> {
        if (value.isEmpty()) {
          builder.environment().remove(name);
        } else {
          builder.environment().put(name, value);
        }
      });
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(output.toFile()).redirectError(log.toFile());
      int exitCode = await(builder.start(), command, log, limit);
      return new BoundedCommand(exitCode, Files.readString(output, StandardCharsets.UTF_8), log);
    } catch (IOException e) {
      throw new AssertionError("cannot start " + command + ": " + e.getMessage(), e);
    }
  }

  private static int await(Process process, List<String> command, Path log, Duration limit) {
    Thread atExit = new Thread(() -> end(process), "end-" + process.pid());
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(
          "%s did not end within %d s; its log: %s%n%s"
              .formatted(command, limit.toSeconds(), log, tail(log)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    } finally {
      end(process);
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  private static void end(Process process) {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      // Collected first: the children of an ended process are nobody's descendants.
      descendants.toList().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  /** Standard error. */
  String errors() {
    return text(log);
  }

  private static String tail(Path file) {
    String text = text(file);
    return text.substring(Math.max(0, text.length() - 4_000));
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(%s cannot be read: %s)".formatted(file, e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "exitCode=%d output=%s log=%s%n%s".formatted(exitCode, output, log, tail(log));
  }
}
