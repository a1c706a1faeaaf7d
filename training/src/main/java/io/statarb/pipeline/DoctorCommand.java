package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what this machine has and what it lacks. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say in plain words what this machine has and what it lacks.",
    footer = {
      "",
      "Examples:",
      "  statarb doctor",
      "  statarb doctor --settings    every setting with its default and the reason for it"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long DISK_NEEDED_MB = 3_000;

  /**
   * One thing looked at.
   *
   * @param name what
   * @param ok whether it will do
   * @param needed whether nothing works without it
   * @param fact what was found, and what to do if it is lacking
   */
  private record Check(String name, boolean ok, boolean needed, String fact) {}

  @Option(names = "--settings", description = "Print all settings with defaults and reasons")
  boolean settings;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (settings) {
      try (InputStream in = Settings.class.getResourceAsStream("defaults.yaml")) {
        if (in == null) {
          throw new IllegalStateException("Invariant: defaults.yaml is on the class path");
        }
        System.out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      return ExitCode.OK;
    }
    List<Check> checks = checks();
    boolean fit = checks.stream().allMatch(c -> c.ok() || !c.needed());
    if (json) {
      Map<String, Object> object = new TreeMap<>();
      object.put("fit", fit);
      object.put("checks", checks);
      System.out.println(Json.text(object));
    } else {
      for (Check c : checks) {
        System.out.printf(
            "%-8s %-12s %s%n",
            c.ok() ? "ok" : c.needed() ? "LACKING" : "missing", c.name(), c.fact());
      }
      System.out.println(
          fit ? "This machine can run statarb." : "This machine lacks something; see above.");
    }
    return fit ? ExitCode.OK : ExitCode.MACHINE;
  }

  private static List<Check> checks() throws IOException {
    List<Check> checks = new ArrayList<>();
    Runtime.Version version = Runtime.version();
    checks.add(
        new Check(
            "JDK",
            version.feature() == 25,
            true,
            "Java %s in %s".formatted(version, System.getProperty("java.home"))));
    checks.add(openblas());
    checks.add(python());
    checks.add(disk());
    checks.add(
        new Check(
            "processors",
            Runtime.getRuntime().availableProcessors() >= 2,
            false,
            "%d; two or more keep batch and trading apart"
                .formatted(Runtime.getRuntime().availableProcessors())));
    checks.add(temporaryFolder());
    return checks;
  }

  private static Check openblas() {
    String path = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.exists(Path.of(folder, "libopenblas.so"))) {
        return new Check("OpenBLAS", true, true, "libopenblas.so in " + folder);
      }
    }
    return new Check(
        "OpenBLAS",
        false,
        true,
        "libopenblas.so is not on LD_LIBRARY_PATH; ./mvnw package unpacks it, ./statarb sets the path");
  }

  private static Check python() {
    try {
      Process process =
          new ProcessBuilder("python3.11", "--version").redirectErrorStream(true).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return new Check("Python 3.11", process.waitFor() == 0, false, answer);
    } catch (IOException e) {
      return new Check(
          "Python 3.11",
          false,
          false,
          "python3.11 was not found; Airflow, the notebook and their tests need it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("Python 3.11", false, false, "interrupted");
    }
  }

  private static Check disk() throws IOException {
    long freeMb = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace() >> 20;
    return new Check(
        "disk",
        freeMb >= DISK_NEEDED_MB,
        true,
        "%,d MB free here; a demo needs about %,d".formatted(freeMb, DISK_NEEDED_MB));
  }

  private static Check temporaryFolder() {
    try {
      Path probe = Files.createTempFile("statarb", ".probe");
      Files.delete(probe);
      return new Check(
          "temp folder",
          true,
          true,
          "%s can be written".formatted(System.getProperty("java.io.tmpdir")));
    } catch (IOException e) {
      return new Check(
          "temp folder",
          false,
          true,
          "%s cannot be written: %s"
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()));
    }
  }
}
