package io.statarb.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the real launcher as a user would: a process with its own group, its output kept in files.
 */
final class Launcher {
  static final Path HOME = Path.of(System.getProperty("statarb.home"));
  static final Path CI_SAMPLE = HOME.resolve("ingest/samples/ci-sample");
  private static final long LIMIT_SECONDS = 300;

  /**
   * For runs that must end in the numbers of another one: by the first compiler alone, which halves
   * their processor time, so that equal numbers depend on no compiler either.
   */
  static final Map<String, String> FIRST_COMPILER =
      Map.of("STATARB_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

  private Launcher() {}

  /**
   * What a command left behind.
   *
   * @param code exit code
   * @param out standard output
   * @param err standard error
   */
  record Outcome(int code, String out, String err) {}

  static Outcome run(String... args) throws IOException, InterruptedException {
    return run(Map.of(), args);
  }

  static Outcome run(Map<String, String> env, String... args)
      throws IOException, InterruptedException {
    Started started = start(env, args);
    return started.await();
  }

  /**
   * A command at work.
   *
   * @param process leader of its process group
   * @param out file of its standard output
   * @param err file of its standard error
   */
  record Started(Process process, Path out, Path err) {
    Outcome await() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        kill("KILL");
        throw new AssertionError(
            "still running after " + LIMIT_SECONDS + " s: " + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Sends a signal to the whole group and waits for the leader's end. */
    int kill(String signal) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid()).start().waitFor();
      return process.waitFor();
    }
  }

  static Started start(Map<String, String> env, String... args) throws IOException {
    // setsid makes the launcher the leader of a group of its own, with the pid that we see.
    List<String> command = new ArrayList<>(List.of("setsid", HOME.resolve("statarb").toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile("statarb-it", ".out");
    Path err = Files.createTempFile("statarb-it", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(env);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    return new Started(builder.start(), out, err);
  }

  static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        file.toFile().setWritable(true);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
