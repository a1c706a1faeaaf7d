package io.statarb.screen;

import io.statarb.cli.Refusal;
import io.statarb.loaders.DailyBarReader;
import io.statarb.statistics.SeriesTable;
import io.statarb.table.Panel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Daily closes of the symbols of a file or folder over its last days. */
final class DailyCloses {
  private static final double PX = 1e9;

  private final Map<String, TreeMap<LocalDate, Double>> closes = new TreeMap<>();

  private DailyCloses(Path data) {
    DailyBarReader.all(data)
        .forEach((symbol, bars) -> {
          TreeMap<LocalDate, Double> series = new TreeMap<>();
          bars.stream()
              .filter(bar -> bar.closePxE9() > 0)
              .forEach(bar -> series.put(bar.day(), bar.closePxE9() / PX));
          if (!series.isEmpty()) {
            closes.put(symbol, series);
          }
        });
  }

  /**
   * Logarithms of the closes of all symbols that have one on each day.
   *
   * @param days number of last days of the data
   */
  static SeriesTable read(Path data, int days) {
    return new DailyCloses(data).table(data, days);
  }

  /**
   * Closes of all symbols, NaN where one is missing.
   *
   * @param days number of last days of the data
   */
  static Panel panel(Path data, int days) {
    DailyCloses all = new DailyCloses(data);
    List<LocalDate> last = all.lastDays(days);
    List<String> names = List.copyOf(all.closes.keySet());
    double[][] columns = new double[names.size()][];
    for (int i = 0; i < columns.length; i++) {
      TreeMap<LocalDate, Double> series = all.closes.getOrDefault(names.get(i), new TreeMap<>());
      columns[i] = last.stream().mapToDouble(day -> series.getOrDefault(day, Double.NaN)).toArray();
    }
    return Panel.of(
        data.toString(), names, last.stream().map(LocalDate::atStartOfDay).toList(), columns);
  }

  private List<LocalDate> lastDays(int days) {
    TreeSet<LocalDate> all = new TreeSet<>();
    closes.values().forEach(series -> all.addAll(series.keySet()));
    return all.stream().skip(Math.max(0, all.size() - days)).toList();
  }

  private SeriesTable table(Path data, int days) {
    List<LocalDate> last = lastDays(days);
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
        names, columns.toArray(double[][]::new), last.stream().map(LocalDate::toString).toList());
  }
}
