package io.statarb.screen;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.statistics.SeriesTable;
import io.statarb.table.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Daily closes of the symbols of a file or folder over its last days. */
final class DailyCloses implements MarketDataSink {
  private static final double PX = 1e9;

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, TreeMap<Long, Double>> closes = new TreeMap<>();

  private DailyCloses() {}

  /**
   * Logarithms of the closes of all symbols that have one on each day.
   *
   * @param days number of last days of the data
   */
  static SeriesTable read(Path data, int days) {
    return load(data).table(data, days);
  }

  /**
   * Closes of all symbols, NaN where one is missing.
   *
   * @param days number of last days of the data
   */
  static Panel panel(Path data, int days) {
    DailyCloses sink = load(data);
    List<Long> last = sink.lastDays(days);
    List<String> names = List.copyOf(sink.closes.keySet());
    double[][] columns = new double[names.size()][];
    for (int i = 0; i < columns.length; i++) {
      TreeMap<Long, Double> series = sink.closes.getOrDefault(names.get(i), new TreeMap<>());
      columns[i] = last.stream().mapToDouble(day -> series.getOrDefault(day, Double.NaN)).toArray();
    }
    return Panel.of(
        data.toString(),
        names,
        last.stream().map(day -> LocalDate.ofEpochDay(day).atStartOfDay()).toList(),
        columns);
  }

  private static DailyCloses load(Path data) {
    DailyCloses sink = new DailyCloses();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        @Nullable FileLoader loader = FileLoaders.recognise(file);
        if (loader != null && loader.format().equals("daily-ohlcv")) {
          loader.load(file, LoadOptions.NONE, sink);
        }
      }
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(data, e.getMessage()));
    }
    return sink;
  }

  @Override
  public int symbol(String name) {
    // Once for each file that has it: several numbers may stand for one name.
    symbols.add(name);
    return symbols.size() - 1;
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
    if (closePxE9 != NULL_PX && closePxE9 > 0) {
      closes
          .computeIfAbsent(symbols.get(symbol), name -> new TreeMap<>())
          .put(epochDay, closePxE9 / PX);
    }
  }

  private List<Long> lastDays(int days) {
    TreeSet<Long> all = new TreeSet<>();
    closes.values().forEach(series -> all.addAll(series.keySet()));
    return all.stream().skip(Math.max(0, all.size() - days)).toList();
  }

  private SeriesTable table(Path data, int days) {
    List<Long> last = lastDays(days);
    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    closes.forEach((name, series) -> {
      if (series.keySet().containsAll(last)) {
        names.add(name);
        columns.add(
            last.stream()
                .mapToDouble(day -> StrictMath.log(Objects.requireNonNull(series.get(day))))
                .toArray());
      }
    });
    if (last.size() < days || names.size() < 2) {
      throw Refusal.data(
          "%s has too few daily closes: days=%d of %d, symbols with all of them=%d"
              .formatted(data, last.size(), days, names.size()));
    }
    return SeriesTable.of(
        names,
        columns.toArray(double[][]::new),
        last.stream().map(day -> LocalDate.ofEpochDay(day).toString()).toList());
  }
}
