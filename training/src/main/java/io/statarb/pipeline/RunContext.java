package io.statarb.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.features.FeatureService;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Settings.Effective;
import io.statarb.settings.Strategy;
import io.statarb.settings.StrategyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings, data and folder of one run, as every stage sees them.
 *
 * @param settings settings in force
 * @param data folder of the raw data
 * @param out folder of the run
 * @param master Spark master in place of the one in the settings, or null
 * @param progress where progress is shown
 */
record RunContext(
    Effective settings, Path data, RunFolder out, @Nullable String master, Progress progress) {

  /** Opens the run: what the options name goes before what the folder was made with. */
  static RunContext open(RunOptions options) {
    RunFolder out = new RunFolder(options.out.toAbsolutePath().normalize());
    Effective settings = settings(options, out);
    requireFeatures(settings.strategy());
    Path data = data(options, out, settings.strategy());
    if (!Files.isDirectory(data)) {
      throw Refusal.usage("--data: no such folder: " + data);
    }
    Progress progress = Progress.standard();
    try {
      Files.createDirectories(out.root());
    } catch (IOException e) {
      throw Refusal.usage(
          "--out: the folder cannot be made: %s (%s)".formatted(out.root(), e.getMessage()));
    }
    writeSettings(out, settings);
    AtomicFiles.write(
        out.sourceFile(), Json.canonical(new TreeMap<>(Map.of("data", data.toString()))));
    progress.line(
        "strategy %s, seed %d, settings sha256 %s"
            .formatted(settings.strategy().name(), settings.strategy().seed(), settings.sha256()));
    return new RunContext(settings, data, out, options.master, progress);
  }

  /** Only this side knows the kernels, so only it can tell a slip here before minutes of work. */
  private static void requireFeatures(Strategy strategy) {
    Strategy.FeatureSettings features = strategy.features();
    FeatureService service;
    try {
      service = FeatureService.named(features.service());
      service.indexOf(features.decisionZ());
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("features.service or features.decision_z: " + e.getMessage());
    }
    boolean baskets =
        strategy.screen().baskets() > 0
            || strategy.pairs().stream().anyMatch(pair -> pair.x().size() > 1);
    if (baskets && !service.takesBaskets()) {
      throw Refusal.usage(
          "features.service: %s is for pairs of two legs, and the strategy has baskets; those that take baskets are %s"
              .formatted(
                  service.name(),
                  FeatureService.known().stream()
                      .filter(name -> FeatureService.named(name).takesBaskets())
                      .toList()));
    }
  }

  private static Effective settings(RunOptions options, RunFolder out) {
    if (options.strategy == null && Files.exists(out.settingsFile())) {
      try {
        return Settings.with(
            Settings.parse(Files.readString(out.settingsFile(), StandardCharsets.UTF_8)),
            System.getenv(),
            options.sets);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String name = options.strategy == null ? "fx-two-venue" : options.strategy;
    return Settings.load(StrategyFiles.named(name), System.getenv(), options.sets);
  }

  private static Path data(RunOptions options, RunFolder out, Strategy strategy) {
    if (options.data != null) {
      return options.data.toAbsolutePath().normalize();
    }
    if (Files.exists(out.sourceFile())) {
      JsonNode source = Json.read(out.sourceFile());
      return Path.of(source.path("data").asText());
    }
    return StrategyFiles.sample(strategy);
  }

  /** A fold of the run, in a folder of its own below this one's. */
  RunContext fold(int fold) {
    Settings.Effective ofFold = Settings.with(settings, List.of("dates.fold=" + fold));
    RunFolder folder = new RunFolder(out.root().resolve("folds").resolve(Integer.toString(fold)));
    try {
      Files.createDirectories(folder.root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writeSettings(folder, ofFold);
    AtomicFiles.write(
        folder.sourceFile(), Json.canonical(new TreeMap<>(Map.of("data", data.toString()))));
    return new RunContext(ofFold, data, folder, master, progress);
  }

  /** The same run with the pairs that a screen chose. */
  RunContext with(Settings.Effective chosen) {
    writeSettings(out, chosen);
    return new RunContext(chosen, data, out, master, progress);
  }

  private static void writeSettings(RunFolder out, Settings.Effective settings) {
    AtomicFiles.write(
        out.settingsFile(), settings.canonicalJson().getBytes(StandardCharsets.UTF_8));
  }
}
