package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.marketdata.MarketDataSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads whole files of daily bars: all bars of each symbol, whose names are in upper case, in the
 * order of the files and of their lines. Confined to one thread.
 */
public final class DailyBarReader {
  private static final DailyBarsLoader LOADER = new DailyBarsLoader();

  private DailyBarReader() {}

  /**
   * The files of daily bars below a folder, in the order of their paths.
   *
   * @throws Refusal when the folder cannot be read
   */
  public static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().filter(DailyBarReader::holdsBars).toList();
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private static boolean holdsBars(Path file) {
    FileLoader known = FileLoaders.recognise(file);
    return known != null && known.format().equals(LOADER.format());
  }

  /**
   * The bars of a file.
   *
   * @throws Refusal when it cannot be read
   */
  public static SortedMap<String, List<DailyBar>> file(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is missing".formatted(file));
    }
    return read(List.of(file));
  }

  /**
   * The bars of all files below a folder, or of one file.
   *
   * @throws Refusal when there is none
   */
  public static SortedMap<String, List<DailyBar>> all(Path data) {
    SortedMap<String, List<DailyBar>> bars = read(files(data));
    if (bars.isEmpty()) {
      throw Refusal.data("%s holds no file with daily bars".formatted(data));
    }
    return bars;
  }

  private static SortedMap<String, List<DailyBar>> read(List<Path> files) {
    Collector collector = new Collector();
    files.forEach(file -> LOADER.load(file, LoadOptions.NONE, collector));
    return collector.bars;
  }

  private static final class Collector implements MarketDataSink {
    private final SortedMap<String, List<DailyBar>> bars = new TreeMap<>();

    /** Each file numbers its symbols anew: several numbers may stand for one. */
    private final List<List<DailyBar>> byNumber = new ArrayList<>();

    @Override
    public int symbol(String name) {
      byNumber.add(
          bars.computeIfAbsent(name.toUpperCase(Locale.ROOT), symbol -> new ArrayList<>()));
      return byNumber.size() - 1;
    }

    @Override
    public void bar(
        long record,
        int symbol,
        long epochDay,
        long openPxE9,
        long highPxE9,
        long lowPxE9,
        long closePxE9,
        long volumeE8) {
      LocalDate day = LocalDate.ofEpochDay(epochDay);
      byNumber
          .get(symbol)
          .add(new DailyBar(record, day, openPxE9, highPxE9, lowPxE9, closePxE9, volumeE8));
    }
  }
}
