package io.statarb.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a command to its end, and ends it and all that it started when it takes too long. */
final class BoundedProcess {
  private BoundedProcess() {}

  /**
   * Runs a command.
   *
   * @param log receives its standard output and error
   * @return its exit code
   * @throws AssertionError when it takes longer than the limit
   */
  static int run(List<String> command, Map<String, String> environment, Path log, Duration limit)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("STATARB_"));
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    Thread atExit = new Thread(() -> end(process), "end-" + process.pid());
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(
          "%s did not end within %d s; its log is %s".formatted(command, limit.toSeconds(), log));
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
}
