package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.settings.StrategyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of the trading side as a process of its own, on its own class path, as a desk would
 * start it.
 */
final class TradingProcess {
  private final String name;
  private final Process process;
  private final Thread hook;

  private TradingProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    // Interrupting the demo interrupts what it started.
    this.hook = new Thread(process::destroy, "stop-" + name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts {@code statarb <args>}.
   *
   * @param name name for messages
   * @param args command and options
   * @param classLog file that receives the names of all classes it loads, or null
   * @param output file for its standard output; standard error is shared
   */
  static TradingProcess start(
      String name, List<String> args, @Nullable Path classLog, Path output) {
    List<String> command = new ArrayList<>();
    command.add(StrategyFiles.home().resolve("statarb").toString());
    command.addAll(args);
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      Map<String, String> env = builder.environment();
      env.put("STATARB_NO_BUILD", "1");
      // Settings were applied when the run began; the bundle carries them.
      env.keySet()
          .removeIf(key ->
              key.startsWith("STATARB_")
                  && !key.equals("STATARB_NO_BUILD")
                  && !key.equals("STATARB_JAVA_OPTS"));
      if (classLog != null) {
        Files.createDirectories(classLog.toAbsolutePath().getParent());
        env.merge(
            "STATARB_JAVA_OPTS",
            "-Xlog:class+load:file=" + classLog + ":none:filesize=0",
            (old, log) -> old + " " + log);
      }
      builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(output.toFile());
      builder.redirectError(Redirect.INHERIT);
      return new TradingProcess(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end; what it refused is refused here. */
  void join() {
    try {
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(hook);
      switch (code) {
        case ExitCode.OK -> {}
        case ExitCode.REFUSED ->
            throw Refusal.data("%s refused; its reason stands above".formatted(name));
        case ExitCode.USAGE ->
            throw Refusal.usage("%s could not be started; its reason stands above".formatted(name));
        case ExitCode.MACHINE ->
            throw Refusal.machine("%s lacks something; its reason stands above".formatted(name));
        default ->
            throw new IllegalStateException(
                "Invariant: %s ends with a known code: code=%d".formatted(name, code));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }
}
