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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of any known format, each once, and lets all probes look at them. Of several files
 * one of no known format, or that cannot be read, is listed with the reason.
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
   * Looks at files.
   *
   * @param inputs which, and what they do not say
   * @param format name of the format of all of them, or null to tell it from each
   * @param progress shown by file
   * @throws Refusal when a file that was named cannot be read, or none of a folder can
   */
  public QualityReport over(QualityInputs inputs, @Nullable String format, Progress progress) {
    List<ReadFile> read = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> symbols = new TreeSet<>();
    int done = 0;
    for (Map.Entry<Path, LoadOptions> input : inputs.files().entrySet()) {
      Path file = input.getKey();
      try {
        @Nullable FileLoader loader =
            inputs.named() || format != null
                ? FileLoaders.of(file, format)
                : FileLoaders.recognise(file);
        if (loader == null) {
          skipped.add(new Skipped(file.toString(), "no known format can be told from it"));
        } else {
          read.add(look(file, loader, input.getValue(), findings, symbols));
        }
      } catch (Refusal refusal) {
        if (inputs.named()) {
          throw refusal;
        }
        skipped.add(new Skipped(file.toString(), String.valueOf(refusal.getMessage())));
      }
      progress.update("files", ++done, inputs.files().size());
    }
    if (read.isEmpty()) {
      throw Refusal.data(
          "%s holds no file of a known format; statarb formats lists them"
              .formatted(inputs.data()));
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
      sinks.add(probe.begin(file, loader.format(), options));
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
}
