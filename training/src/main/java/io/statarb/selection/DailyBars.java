package io.statarb.selection;

import io.statarb.cli.Refusal;
import io.statarb.loaders.DailyBar;
import io.statarb.loaders.DailyBarReader;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** All daily bars of a folder, by symbol in upper case and in the order of the files. */
final class DailyBars {
  private static final double PX = 1e9;
  private static final int PX_DECIMALS = 9;
  private static final int QTY_DECIMALS = 8;

  private final String source;
  private final SortedMap<String, List<DailyBar>> bars;

  private DailyBars(String source, SortedMap<String, List<DailyBar>> bars) {
    this.source = source;
    this.bars = bars;
  }

  /**
   * Reads every file of daily bars in a folder.
   *
   * @throws Refusal when there is none
   */
  static DailyBars read(Path data) {
    return new DailyBars(data.toString(), DailyBarReader.all(data));
  }

  /** Days on which some symbol has a bar, ascending. */
  List<LocalDate> days() {
    TreeSet<LocalDate> days = new TreeSet<>();
    bars.values().forEach(series -> series.forEach(bar -> days.add(bar.day())));
    return List.copyOf(days);
  }

  /** The bars of some days, both included. */
  DailyBars between(LocalDate from, LocalDate to) {
    SortedMap<String, List<DailyBar>> cut = new TreeMap<>();
    bars.forEach((symbol, series) -> {
      List<DailyBar> within =
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
    SortedMap<String, List<DailyBar>> adjusted = new TreeMap<>();
    bars.forEach((symbol, series) -> {
      LocalDate from = series.getFirst().day();
      LocalDate to = series.getLast().day();
      if (actions.missingFactors(symbol, from, to, known).isEmpty()) {
        List<CorporateAction> splits =
            actions.of(symbol, from, to, known).stream()
                .filter(action -> action.kind().hasRatio())
                .toList();
        adjusted.put(symbol, series.stream().map(bar -> adjusted(bar, splits)).toList());
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
    for (List<DailyBar> series : bars.values()) {
      Arrays.fill(columns[column], Double.NaN);
      for (DailyBar bar : series) {
        if (bar.closePxE9() != MarketDataSink.NULL_PX) {
          columns[column][Collections.binarySearch(days, bar.day())] = bar.closePxE9() / PX;
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
        for (DailyBar bar : bars.getOrDefault(symbol, List.of())) {
          out.write(symbol + "," + bar.day());
          for (long price :
              new long[] {bar.openPxE9(), bar.highPxE9(), bar.lowPxE9(), bar.closePxE9()}) {
            out.write("," + decimal(price, PX_DECIMALS));
          }
          out.write("," + decimal(bar.volumeE8(), QTY_DECIMALS) + "\n");
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

  /** A bar in the units after these splits, of which those up to the day are in it already. */
  private static DailyBar adjusted(DailyBar bar, List<CorporateAction> splits) {
    BigDecimal units = BigDecimal.ONE;
    BigDecimal of = BigDecimal.ONE;
    for (CorporateAction split : splits) {
      if (split.exDate().isAfter(bar.day())) {
        units = units.multiply(BigDecimal.valueOf(split.newUnits()));
        of = of.multiply(BigDecimal.valueOf(split.oldUnits()));
      }
    }
    return units.compareTo(of) == 0
        ? bar
        : new DailyBar(
            bar.line(),
            bar.day(),
            scaled(bar.openPxE9(), of, units),
            scaled(bar.highPxE9(), of, units),
            scaled(bar.lowPxE9(), of, units),
            scaled(bar.closePxE9(), of, units),
            scaled(bar.volumeE8(), units, of));
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
