package io.statarb.quality;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.QualityReport.ReadFile;
import io.statarb.quality.QualityReport.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of any known format, each once, and lets all probes look at them. A folder is walked
 * through; a file of no known format, or one that cannot be read, is listed with the reason.
 */
public final class QualityRun {
  private final List<QualityProbe> probes;
  private final double maxFailedShare;

  /**
   * Makes a run.
   *
   * @param probes what looks
   * @param maxFailedShare largest share of series that may fail and be left out, a fraction
   */
  public QualityRun(List<QualityProbe> probes, double maxFailedShare) {
    this.probes = List.copyOf(probes);
    this.maxFailedShare = maxFailedShare;
  }

  /**
   * Looks at a file or at all files of a folder.
   *
   * @param data file or folder
   * @param format name of the format of all of them, or null to tell it from each
   * @param options what the files do not say
   * @param progress shown by file
   * @throws Refusal when a single file cannot be read, or a folder holds no file that can
   */
  public QualityReport over(
      Path data, @Nullable String format, LoadOptions options, Progress progress) {
    boolean one = Files.isRegularFile(data);
    List<Path> files = one ? List.of(data) : filesOf(data);
    List<ReadFile> read = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> symbols = new TreeSet<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        @Nullable FileLoader loader =
            one || format != null ? FileLoaders.of(file, format) : FileLoaders.recognise(file);
        if (loader == null) {
          skipped.add(new Skipped(file.toString(), "no known format can be told from it"));
        } else {
          read.add(look(file, loader, options, findings, symbols));
        }
      } catch (Refusal refusal) {
        if (one) {
          throw refusal;
        }
        skipped.add(new Skipped(file.toString(), String.valueOf(refusal.getMessage())));
      }
      progress.update("files", i + 1, files.size());
    }
    if (read.isEmpty()) {
      throw Refusal.data(
          "%s holds no file of a known format; statarb formats lists them".formatted(data));
    }
    for (QualityProbe probe : probes) {
      findings.addAll(probe.finish());
    }
    return QualityReport.of(read, skipped, symbols.size(), findings, maxFailedShare);
  }

  private ReadFile look(
      Path file,
      FileLoader loader,
      LoadOptions options,
      List<Finding> findings,
      Set<String> symbols) {
    List<MarketDataSink> sinks = new ArrayList<>();
    for (QualityProbe probe : probes) {
      sinks.add(probe.begin(file, loader.format()));
    }
    FanOut all = new FanOut(sinks);
    long records = loader.load(file, options, all);
    for (QualityProbe probe : probes) {
      findings.addAll(probe.end());
    }
    symbols.addAll(all.symbols());
    return new ReadFile(
        file.toString(), loader.format(), records, all.flaws(), Sha256.ofFile(file));
  }

  private static List<Path> filesOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Refusal.usage("--data: no such file or folder: " + folder);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw Refusal.data("%s cannot be walked through: %s".formatted(folder, e.getMessage()));
    }
  }
}
