package io.statarb.quality.bars;

import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.QualityProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with daily bars. Series that are delivered together make a panel; a symbol
 * whose files follow each other in time is one series. Holds all bars until {@link #finish}.
 */
public final class BarProbe implements QualityProbe {
  /** What each file holds, by symbol, in the order of the files. */
  private final List<FileBars> files = new ArrayList<>();

  private final List<Closes> closes = new ArrayList<>();

  /** The closes of one series, for pictures; the arrays are not to be changed. */
  public static final class Closes {
    private final String symbol;
    private final int[] days;
    private final double[] closes;

    private Closes(Series series) {
      this.symbol = series.symbol;
      this.days = series.day;
      this.closes = series.close;
    }

    /** Name of the series. */
    public String symbol() {
      return symbol;
    }

    /** Days since 1970, ascending. */
    public int[] days() {
      return days;
    }

    /** Closes in quote currency. */
    public double[] closes() {
      return closes;
    }
  }

  /** Makes a probe without bars. */
  public BarProbe() {}

  @Override
  public MarketDataSink begin(Path file, String format, LoadOptions options) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    FileBars bars =
        new FileBars(String.valueOf(folder), String.valueOf(file.getFileName()), new TreeMap<>());
    files.add(bars);
    return new Reader(bars.series());
  }

  @Override
  public List<Finding> end() {
    return List.of();
  }

  @Override
  public List<Finding> finish() {
    List<Finding> findings = new ArrayList<>();
    closes.clear();
    for (SortedMap<String, RawBars> panel : panels()) {
      findings.addAll(judge(new ArrayList<>(panel.values())));
    }
    return findings;
  }

  /** The series that {@link #finish} judged. */
  public List<Closes> closes() {
    return List.copyOf(closes);
  }

  /**
   * Puts files together: files of one series each that lie in one folder make a panel; a file of
   * many is one itself, and goes on where another of the folder with the same symbols ended.
   */
  private List<SortedMap<String, RawBars>> panels() {
    List<FileBars> panels = new ArrayList<>();
    for (FileBars file : files) {
      if (file.series().isEmpty()) {
        continue;
      }
      boolean single = file.series().size() == 1;
      @Nullable FileBars panel = null;
      for (FileBars known : panels) {
        boolean together =
            single
                ? known.name().isEmpty()
                : !known.name().isEmpty() && goesOn(known.series(), file.series());
        if (known.folder().equals(file.folder()) && together) {
          panel = known;
        }
      }
      if (panel == null) {
        // The panel of a folder's single series has no name of its own.
        panel = new FileBars(file.folder(), single ? "" : file.name(), new TreeMap<>());
        panels.add(panel);
      }
      for (Map.Entry<String, RawBars> series : file.series().entrySet()) {
        add(panel.series(), series.getKey(), series.getValue(), file.name());
      }
    }
    return panels.stream().map(FileBars::series).toList();
  }

  private static boolean goesOn(SortedMap<String, RawBars> panel, SortedMap<String, RawBars> file) {
    int common = 0;
    int apart = 0;
    for (Map.Entry<String, RawBars> series : file.entrySet()) {
      RawBars known = panel.get(series.getKey());
      if (known != null) {
        common++;
        apart += known.apart(series.getValue()) ? 1 : 0;
      }
    }
    return 2 * common >= file.size() && apart == common;
  }

  private static void add(
      SortedMap<String, RawBars> panel, String symbol, RawBars bars, String file) {
    RawBars known = panel.get(symbol);
    if (known == null) {
      panel.put(symbol, bars);
    } else if (!known.append(bars)) {
      panel.put(symbol + "@" + file, bars.named(symbol + "@" + file));
    }
  }

  /** All series, without the rows of days on which a tenth of them has a hole. */
  List<RawBars> withoutHoles() {
    List<RawBars> all = new ArrayList<>();
    panels().forEach(panel -> all.addAll(panel.values()));
    Map<Long, Integer> holes = new HashMap<>();
    for (RawBars bars : all) {
      for (int i = 0; i < bars.count; i++) {
        if (bars.hole(i)) {
          holes.merge(bars.day[i], 1, Integer::sum);
        }
      }
    }
    List<RawBars> whole = new ArrayList<>();
    for (RawBars bars : all) {
      whole.add(
          bars.rows(
              IntStream.range(0, bars.count)
                  .filter(i -> holes.getOrDefault(bars.day[i], 0) * 10 < all.size())
                  .toArray()));
    }
    return whole;
  }

  /** Judges one panel. */
  List<Finding> judge(List<RawBars> raw) {
    MarketPath market = new MarketPath(raw);
    List<Series> panel = new ArrayList<>();
    List<Findings> findings = new ArrayList<>();
    boolean[][] explained = new boolean[raw.size()][];
    for (int s = 0; s < raw.size(); s++) {
      findings.add(new Findings(raw.get(s).symbol));
      panel.add(new RowChecks(raw.get(s), market, findings.get(s)).series());
      explained[s] = new boolean[panel.get(s).count];
    }
    if (panel.size() >= MarketPath.LEAST_SERIES) {
      widen(panel, market.days());
    }
    Kinship kinship = new Kinship(panel, market);
    new TwinRows(panel, kinship).find(findings, explained);
    Habits habits = new Habits(panel, market);
    ReusedCheck reused = new ReusedCheck(panel, market, kinship, habits);
    List<Finding> all = new ArrayList<>();
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      StaleCheck.find(series, market, findings.get(s), explained[s]);
      int begins = reused.find(s, findings.get(s), explained[s]);
      LevelChecks.find(series, findings.get(s), explained[s], begins);
      new ForeignStretch(s, series, habits, findings.get(s), explained[s]).find();
      all.addAll(findings.get(s).all());
      closes.add(new Closes(series));
    }
    return all;
  }

  /** Widens what is usual on days on which the whole panel moves, or is traded, more than usual. */
  private static void widen(List<Series> panel, int[] days) {
    double[] stress = byDay(panel, days, (series, i) -> 1.4826 * change(series, i));
    double[] gaps =
        byDay(panel, days, (series, i) -> 1.4826 * Math.abs(series.overnight[i]) / series.gap[i]);
    double[] trades = byDay(panel, days, Series::spike);
    double[] widths = byDay(panel, days, Series::range);
    for (Series series : panel) {
      for (int i = 1; i < series.count; i++) {
        int d = Arrays.binarySearch(days, series.day[i]);
        series.widen(i, stress[d], gaps[d], trades[d], widths[d]);
      }
    }
  }

  private static double change(Series series, int i) {
    return Math.abs(series.residual[i]) / series.sigma[i];
  }

  /** A measure of the bars of one series. */
  private interface Measure {
    double of(Series series, int bar);
  }

  /** Median over the panel by day, at least 1. */
  private static double[] byDay(List<Series> panel, int[] days, Measure measure) {
    double[][] values = new double[days.length][];
    int[] counts = new int[days.length];
    for (Series series : panel) {
      for (int i = 1; i < series.count; i++) {
        int d = Arrays.binarySearch(days, series.day[i]);
        if (values[d] == null) {
          values[d] = new double[panel.size()];
        }
        values[d][counts[d]++] = measure.of(series, i);
      }
    }
    double[] medians = new double[days.length];
    for (int d = 0; d < days.length; d++) {
      double median =
          counts[d] < MarketPath.LEAST_SERIES ? 1 : Series.median(values[d], 0, counts[d]);
      medians[d] = median > 1 ? median : 1;
    }
    return medians;
  }

  /**
   * The bars of one file.
   *
   * @param folder where it lies
   * @param name its name
   * @param series its bars by symbol
   */
  private record FileBars(String folder, String name, SortedMap<String, RawBars> series) {}

  /** Takes one file. */
  private static final class Reader implements MarketDataSink {
    private final SortedMap<String, RawBars> bars;
    private final List<String> names = new ArrayList<>();
    private final List<RawBars> numbered = new ArrayList<>();

    Reader(SortedMap<String, RawBars> bars) {
      this.bars = bars;
    }

    @Override
    public int symbol(String name) {
      names.add(name);
      numbered.add(bars.getOrDefault(name, new RawBars(name)));
      return numbered.size() - 1;
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
      RawBars series = numbered.get(symbol);
      // Only what has a bar is a series of bars.
      bars.putIfAbsent(names.get(symbol), series);
      series.add(record, epochDay, openPxE9, highPxE9, lowPxE9, closePxE9, volumeE8);
    }
  }
}
