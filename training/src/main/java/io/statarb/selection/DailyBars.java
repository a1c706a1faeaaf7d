package io.statarb.selection;

import io.statarb.cli.Refusal;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.FileLoaders;
import io.statarb.loaders.LoadOptions;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.reference.ActionHistory;
import io.statarb.reference.CorporateAction;
import io.statarb.table.Panel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** All daily bars of a folder, by symbol in upper case and in the order of the files. */
final class DailyBars {
  private static final double PX = 1e9;
  private static final int PX_DECIMALS = 9;
  private static final int QTY_DECIMALS = 8;

  private final String source;
  private final SortedMap<String, List<Bar>> bars;

  /** Prices in 1e-9, volume in 1e-8, NULL_PX where missing. */
  record Bar(LocalDate day, long open, long high, long low, long close, long volume) {
    /** In the units after these splits, of which those up to the day are in it already. */
    Bar adjusted(List<CorporateAction> splits) {
      BigDecimal units = BigDecimal.ONE;
      BigDecimal of = BigDecimal.ONE;
      for (CorporateAction split : splits) {
        if (split.exDate().isAfter(day)) {
          units = units.multiply(BigDecimal.valueOf(split.newUnits()));
          of = of.multiply(BigDecimal.valueOf(split.oldUnits()));
        }
      }
      return units.compareTo(of) == 0
          ? this
          : new Bar(
              day,
              scaled(open, of, units),
              scaled(high, of, units),
              scaled(low, of, units),
              scaled(close, of, units),
              scaled(volume, units, of));
    }

    private static long scaled(long value, BigDecimal by, BigDecimal over) {
      return value == MarketDataSink.NULL_PX
          ? value
          : BigDecimal.valueOf(value)
              .multiply(by)
              .divide(over, 0, RoundingMode.HALF_EVEN)
              .longValueExact();
    }
  }

  private DailyBars(String source, SortedMap<String, List<Bar>> bars) {
    this.source = source;
    this.bars = bars;
  }

  /**
   * Reads every file of daily bars in a folder.
   *
   * @throws Refusal when there is none
   */
  static DailyBars read(Path data) {
    Sink sink = new Sink();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        FileLoader loader = FileLoaders.recognise(file);
        if (loader != null && loader.format().equals("daily-ohlcv")) {
          loader.load(file, LoadOptions.NONE, sink);
        }
      }
    } catch (IOException e) {
      throw Refusal.data("%s cannot be read: %s".formatted(data, e.getMessage()));
    }
    if (sink.bars.isEmpty()) {
      throw Refusal.data("%s holds no file with daily bars".formatted(data));
    }
    return new DailyBars(data.toString(), sink.bars);
  }

  /** Days on which some symbol has a bar, ascending. */
  List<LocalDate> days() {
    TreeSet<LocalDate> days = new TreeSet<>();
    bars.values().forEach(series -> series.forEach(bar -> days.add(bar.day())));
    return List.copyOf(days);
  }

  /** The bars of some days, both included. */
  DailyBars between(LocalDate from, LocalDate to) {
    SortedMap<String, List<Bar>> cut = new TreeMap<>();
    bars.forEach((symbol, series) -> {
      List<Bar> within =
          series.stream()
              .filter(bar -> !bar.day().isBefore(from) && !bar.day().isAfter(to))
              .toList();
      if (!within.isEmpty()) {
        cut.put(symbol, within);
      }
    });
    return new DailyBars(source, cut);
  }

  /**
   * The same in the units of the last day: splits within the bars are taken out of prices and
   * volumes, as they were known at a moment. A symbol with an action whose factor was not known is
   * left out.
   *
   * @param actions what is known of corporate actions
   * @param known what became known after this does not count
   */
  DailyBars adjusted(ActionHistory actions, Instant known) {
    SortedMap<String, List<Bar>> adjusted = new TreeMap<>();
    bars.forEach((symbol, series) -> {
      LocalDate from = series.getFirst().day();
      LocalDate to = series.getLast().day();
      if (actions.missingFactors(symbol, from, to, known).isEmpty()) {
        List<CorporateAction> splits =
            actions.of(symbol, from, to, known).stream()
                .filter(action -> action.kind().hasRatio())
                .toList();
        adjusted.put(symbol, series.stream().map(bar -> bar.adjusted(splits)).toList());
      }
    });
    return new DailyBars(source, adjusted);
  }

  /** Closes of all symbols on all days, NaN where there is none; of two on a day the last. */
  Panel closes() {
    List<LocalDate> days = days();
    List<String> names = List.copyOf(bars.keySet());
    double[][] columns = new double[names.size()][days.size()];
    int column = 0;
    for (List<Bar> series : bars.values()) {
      Arrays.fill(columns[column], Double.NaN);
      for (Bar bar : series) {
        if (bar.close() != MarketDataSink.NULL_PX) {
          columns[column][Collections.binarySearch(days, bar.day())] = bar.close() / PX;
        }
      }
      column++;
    }
    return Panel.of(source, names, days.stream().map(LocalDate::atStartOfDay).toList(), columns);
  }

  /** Writes them as one gzip CSV with the columns of any file of daily bars. */
  void write(Path file) {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write("symbol,date,open,high,low,close,volume\n");
      for (String symbol : bars.keySet()) {
        for (Bar bar : bars.getOrDefault(symbol, List.of())) {
          out.write(symbol + "," + bar.day());
          for (long price : new long[] {bar.open(), bar.high(), bar.low(), bar.close()}) {
            out.write("," + decimal(price, PX_DECIMALS));
          }
          out.write("," + decimal(bar.volume(), QTY_DECIMALS) + "\n");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String decimal(long value, int decimals) {
    return value == MarketDataSink.NULL_PX
        ? ""
        : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
  }

  /** Collects. */
  private static final class Sink implements MarketDataSink {
    private final SortedMap<String, List<Bar>> bars = new TreeMap<>();
    private final List<List<Bar>> byNumber = new ArrayList<>();

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
      byNumber
          .get(symbol)
          .add(
              new Bar(
                  LocalDate.ofEpochDay(epochDay),
                  openPxE9,
                  highPxE9,
                  lowPxE9,
                  closePxE9,
                  volumeE8));
    }
  }
}
