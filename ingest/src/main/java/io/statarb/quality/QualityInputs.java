package io.statarb.quality;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.loaders.LoadOptions;
import io.statarb.loaders.TickLoader;
import io.statarb.loaders.TickLoaders;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that are judged together, each with what it does not say itself.
 *
 * @param data the file or folder that they were named by
 * @param files what to read, by path
 * @param named whether one file alone was named, which then must be readable
 */
public record QualityInputs(Path data, SortedMap<Path, LoadOptions> files, boolean named) {
  /**
   * A file, or all files below a folder.
   *
   * @throws Refusal when there is neither
   */
  public static QualityInputs of(Path data, LoadOptions options) {
    SortedMap<Path, LoadOptions> files = new TreeMap<>();
    if (Files.isRegularFile(data)) {
      files.put(data, options);
      return new QualityInputs(data, files, true);
    }
    if (!Files.isDirectory(data)) {
      throw Refusal.usage("--data: no such file or folder: " + data);
    }
    try (Stream<Path> all = Files.walk(data)) {
      all.filter(Files::isRegularFile).forEach(file -> files.put(file, options));
    } catch (IOException e) {
      throw Refusal.data("%s cannot be walked through: %s".formatted(data, e.getMessage()));
    }
    return new QualityInputs(data, files, false);
  }

  /**
   * The files of a strategy's instruments, each at the offset of its venue; all files where the
   * strategy leaves its instruments to a screen.
   *
   * @throws Refusal when an instrument has no file, or an offset is given beside the strategy's
   */
  public static QualityInputs of(Path data, Strategy strategy, LoadOptions options) {
    if (strategy.instruments().isEmpty()) {
      return of(data, options);
    }
    if (!Files.isDirectory(data)) {
      throw Refusal.usage("--data: no such folder: " + data);
    }
    TickLoader loader = TickLoaders.of(strategy);
    SortedMap<Path, LoadOptions> files = new TreeMap<>();
    for (Instrument instrument : Settings.universe(strategy).instruments()) {
      LoadOptions atVenue =
          new LoadOptions(
              options.date(), strategy.venue(instrument.venue()).offset(), options.mapping());
      List<LocalDate> dates = loader.fileDates(data, instrument);
      if (dates.isEmpty()) {
        throw Refusal.data("%s holds no file of %s".formatted(data, instrument.name()));
      }
      dates.forEach(date -> files.put(loader.file(data, instrument, date), atVenue));
    }
    return new QualityInputs(data, files, false);
  }
}
