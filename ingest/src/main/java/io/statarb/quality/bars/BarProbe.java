package io.statarb.quality.bars;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.QualityProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds what is wrong with daily bars. The files of a folder make one panel; a symbol whose files
 * follow each other in time is one series. Holds all bars until {@link #finish}.
 */
public final class BarProbe implements QualityProbe {
  private final SortedMap<String, SortedMap<String, RawBars>> folders = new TreeMap<>();
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
  public MarketDataSink begin(Path file, String format) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    SortedMap<String, RawBars> bars =
        folders.computeIfAbsent(String.valueOf(folder), key -> new TreeMap<>());
    return new Reader(bars, String.valueOf(file.getFileName()));
  }

  @Override
  public List<Finding> end() {
    return List.of();
  }

  @Override
  public List<Finding> finish() {
    List<Finding> findings = new ArrayList<>();
    closes.clear();
    for (SortedMap<String, RawBars> folder : folders.values()) {
      findings.addAll(judge(new ArrayList<>(joined(folder).values())));
    }
    return findings;
  }

  /** The series that {@link #finish} judged. */
  public List<Closes> closes() {
    return List.copyOf(closes);
  }

  /** Series of one symbol whose files do not overlap are one. */
  private static SortedMap<String, RawBars> joined(SortedMap<String, RawBars> folder) {
    SortedMap<String, RawBars> joined = new TreeMap<>();
    folder.forEach((key, bars) -> {
      int file = key.indexOf('@');
      RawBars whole = file < 0 ? null : joined.get(key.substring(0, file));
      if (whole == null || !whole.append(bars)) {
        joined.put(key, bars);
      }
    });
    return joined;
  }

  /** All series, without the rows of days on which a tenth of them has a hole. */
  List<RawBars> withoutHoles() {
    List<RawBars> all = new ArrayList<>();
    folders.values().forEach(folder -> all.addAll(joined(folder).values()));
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
    new TwinRows(panel).find(findings, explained);
    ReusedCheck reused = new ReusedCheck(panel, market);
    List<Finding> all = new ArrayList<>();
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      StaleCheck.find(series, market, findings.get(s), explained[s]);
      int begins = reused.find(s, findings.get(s), explained[s]);
      LevelChecks levels = new LevelChecks(series, findings.get(s), explained[s]);
      levels.find(begins);
      all.addAll(findings.get(s).all());
      closes.add(new Closes(series));
    }
    return all;
  }

  /** Takes one file. */
  private static final class Reader implements MarketDataSink {
    private final SortedMap<String, RawBars> bars;
    private final String file;
    private final List<RawBars> numbered = new ArrayList<>();

    Reader(SortedMap<String, RawBars> bars, String file) {
      this.bars = bars;
      this.file = file;
    }

    @Override
    public int symbol(String name) {
      String key = name;
      RawBars known = bars.get(key);
      if (known != null && known.count > 0) {
        // Whether it goes on there is known when both are read.
        key = name + "@" + file;
        known = null;
      }
      if (known == null) {
        known = new RawBars(key);
        bars.put(key, known);
      }
      numbered.add(known);
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
      numbered.get(symbol).add(record, epochDay, openPxE9, highPxE9, lowPxE9, closePxE9, volumeE8);
    }
  }
}
