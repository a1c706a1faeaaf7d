package io.statarb.settings;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where strategy files and the sample data of the project lie. */
public final class StrategyFiles {
  private static final String YAML = ".yaml";

  private StrategyFiles() {}

  /**
   * Folder of the project, as the launcher says.
   *
   * @throws Refusal when it does not
   */
  public static Path home() {
    String home = System.getProperty("statarb.home");
    if (home == null) {
      throw Refusal.machine(
          "the system property statarb.home is not set; start statarb by its launcher");
    }
    return Path.of(home);
  }

  /**
   * The strategy file of this path, or of this name among the shipped ones.
   *
   * @throws Refusal when there is neither, naming those that are shipped
   */
  public static Path named(String fileOrName) {
    Path file = Path.of(fileOrName);
    if (Files.isRegularFile(file)) {
      return file;
    }
    Path shipped = home().resolve("dags").resolve("strategies");
    Path named = shipped.resolve(fileOrName + YAML);
    if (fileOrName.matches("[A-Za-z0-9._-]+") && Files.isRegularFile(named)) {
      return named;
    }
    throw Refusal.usage(
        "--strategy: %s is neither a file nor one of %s".formatted(fileOrName, names(shipped)));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(YAML))
          .map(f -> f.substring(0, f.length() - YAML.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The project's sample data for a strategy: its own where there are some. */
  public static Path sample(Strategy strategy) {
    Path samples = home().resolve("ingest").resolve("samples");
    Path own = samples.resolve(strategy.name());
    return Files.isDirectory(own) ? own : samples.resolve("lean-fx");
  }
}
