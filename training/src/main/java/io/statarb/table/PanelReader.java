package io.statarb.table;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file into a {@link Panel}.
 *
 * <p><em>Wide</em>: a header, a column of dates (the first, or one of a usual name; or none), and a
 * column for each series:
 *
 * <pre>
 * Date,KO,PEP
 * 2017-01-03,41.80,104.67
 * </pre>
 *
 * <p><em>Long</em>: columns named symbol (or ticker) and date, and one with the value, close unless
 * told otherwise:
 *
 * <pre>
 * symbol,date,open,high,low,close,volume
 * AAL,2013-12-09,23.85,25.44,23.45,24.6,43197268
 * </pre>
 *
 * <p>Dates are ISO, {@code uuuu/M/d}, month first or day first (told apart by the whole column),
 * {@code uuuuMMdd} or seconds to nanoseconds since 1970; with an offset they become UTC. A cell
 * that is empty or says NA, NaN, null or #N/A is missing, and a column without a name is none of
 * the series. Rows are sorted by time; two rows of one time, or of one time and symbol, are
 * refused.
 */
public final class PanelReader {
  private static final List<String> SYMBOL_WORDS = List.of("symbol", "ticker", "instrument");
  private static final List<String> DATE_WORDS =
      List.of("date", "dates", "day", "time", "timestamp", "datetime", "trade_date", "ts");
  private static final List<String> VALUE_WORDS =
      List.of("adj_close", "adj close", "adjclose", "close", "price", "px_last", "value");
  private static final Set<String> MISSING =
      Set.of("", "na", "nan", "null", "none", "n/a", "#n/a", "#n/a n/a", "-", "\\n");

  /** What pandas calls an index without a name in Parquet. */
  private static final String PANDAS_INDEX = "__index_level_0__";

  private PanelReader() {}

  /**
   * Reads a file.
   *
   * @param file CSV, plain or gzip, or Parquet
   * @param value value column of a long file; null for the first of the usual names
   * @throws Refusal when it is missing, is no such file, or two rows tell of the same time
   */
  public static Panel read(Path file, @Nullable String value) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("%s is missing or no file".formatted(file));
    }
    try (RowSource rows = RowSource.open(file)) {
      List<String> names = rows.header();
      requireHeader(file, names.getFirst());
      int symbol = find(names, SYMBOL_WORDS);
      int date = find(names, DATE_WORDS);
      return symbol >= 0 && date >= 0
          ? readLong(file, rows, symbol, date, valueColumn(file, names, value))
          : readWide(file, rows, date);
    }
  }

  private static void requireHeader(Path file, String first) {
    if (isDate(first) || first.matches("-?[0-9]+[.][0-9]+")) {
      throw Refusal.data(
          "%s has no header line with names: its first line begins with %s".formatted(file, first));
    }
  }

  /** Whether a text is a date and could not be a number as well. */
  private static boolean isDate(String text) {
    return number(text) == Double.NEGATIVE_INFINITY && DateColumn.isDate(text);
  }

  /** Position of the first of some words among the names, whatever their case; -1 without. */
  private static int find(List<String> names, List<String> words) {
    for (String word : words) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).toLowerCase(Locale.ROOT).equals(word)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static int valueColumn(Path file, List<String> names, @Nullable String value) {
    if (value == null) {
      int found = find(names, VALUE_WORDS);
      if (found < 0) {
        throw Refusal.usage(
            "%s is a long table without a column named %s: name the one with the values, of %s"
                .formatted(file, String.join(", ", VALUE_WORDS), String.join(", ", names)));
      }
      return found;
    }
    int found = find(names, List.of(value.toLowerCase(Locale.ROOT)));
    if (found < 0) {
      throw Refusal.usage(
          "%s has no column %s; did you mean %s?"
              .formatted(file, value, NearestWord.to(value, names)));
    }
    return found;
  }

  private static Panel readLong(Path file, RowSource rows, int symbol, int date, int value) {
    Map<String, Integer> dateIds = new LinkedHashMap<>();
    Map<String, List<Cell>> series = new LinkedHashMap<>();
    Map<String, String> unreadable = new TreeMap<>();
    while (rows.next()) {
      String name = rows.cell(symbol);
      int id = dateIds.computeIfAbsent(rows.cell(date), text -> dateIds.size());
      String text = rows.cell(value);
      double number = number(text);
      if (number == Double.NEGATIVE_INFINITY) {
        unreadable.putIfAbsent(name, noNumber(rows, rows.header().get(value), text));
      }
      series.computeIfAbsent(name, n -> new ArrayList<>()).add(new Cell(id, number, rows.where()));
    }
    List<String> texts = List.copyOf(dateIds.keySet());
    List<LocalDateTime> times = times(file, rows.header().get(date), texts);
    List<LocalDateTime> sorted = new ArrayList<>(new TreeSet<>(times));
    int[] rank = new int[times.size()];
    for (int i = 0; i < rank.length; i++) {
      rank[i] = Collections.binarySearch(sorted, times.get(i));
    }
    double[][] columns = new double[series.size()][sorted.size()];
    int column = 0;
    for (Map.Entry<String, List<Cell>> entry : series.entrySet()) {
      fill(columns[column++], entry.getKey(), entry.getValue(), rank);
    }
    return new Panel(file.toString(), List.copyOf(series.keySet()), sorted, columns, unreadable);
  }

  private record Cell(int dateId, double number, String where) {}

  private static void fill(double[] column, String name, List<Cell> cells, int[] rank) {
    Arrays.fill(column, Double.NaN);
    String[] told = new String[column.length];
    for (Cell cell : cells) {
      int row = rank[cell.dateId()];
      String before = told[row];
      if (before != null) {
        throw Refusal.data(
            "%s tells of %s at the same time as %s".formatted(cell.where(), name, before));
      }
      told[row] = cell.where();
      column[row] = finite(cell.number());
    }
  }

  private static Panel readWide(Path file, RowSource rows, int dateColumn) {
    List<String> names = rows.header();
    if (!rows.next()) {
      throw Refusal.data("%s has a header and no rows".formatted(file));
    }
    int date = dateColumn < 0 ? undeclaredDates(rows) : dateColumn;
    List<Integer> kept =
        IntStream.range(0, names.size())
            .filter(i -> i != date && !isIndex(names.get(i)))
            .boxed()
            .toList();
    List<String> series = kept.stream().map(names::get).toList();
    if (new TreeSet<>(series).size() != series.size()) {
      throw Refusal.data("%s has two columns of one name: %s".formatted(file, series));
    }
    List<String> texts = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    Map<String, String> unreadable = new TreeMap<>();
    do {
      double[] row = new double[series.size()];
      for (int i = 0; i < row.length; i++) {
        String text = rows.cell(kept.get(i));
        double number = number(text);
        if (number == Double.NEGATIVE_INFINITY) {
          unreadable.putIfAbsent(series.get(i), noNumber(rows, series.get(i), text));
        }
        row[i] = finite(number);
      }
      values.add(row);
      texts.add(date < 0 ? "" : rows.cell(date));
    } while (rows.next());
    List<LocalDateTime> times = wideTimes(file, names, date, texts);
    Integer[] order = IntStream.range(0, values.size()).boxed().toArray(Integer[]::new);
    if (!times.isEmpty()) {
      Arrays.sort(order, Comparator.comparing(times::get));
      requireDistinct(file, times, order);
    }
    double[][] columns = new double[series.size()][order.length];
    List<LocalDateTime> sorted = new ArrayList<>();
    for (int row = 0; row < order.length; row++) {
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = values.get(order[row])[i];
      }
      if (!times.isEmpty()) {
        sorted.add(times.get(order[row]));
      }
    }
    return new Panel(file.toString(), series, sorted, columns, unreadable);
  }

  /**
   * Position of the column of dates when none has a usual name: the index that pandas wrote without
   * a name, or a first column that begins with a date; -1 for neither.
   */
  private static int undeclaredDates(RowSource rows) {
    int index = Math.max(0, rows.header().indexOf(PANDAS_INDEX));
    return isIndex(rows.header().get(index)) || isDate(rows.cell(index)) ? index : -1;
  }

  private static boolean isIndex(String name) {
    return name.isEmpty() || name.equals(PANDAS_INDEX);
  }

  /** Times of the rows; empty when the file has no column of dates. */
  private static List<LocalDateTime> wideTimes(
      Path file, List<String> names, int date, List<String> texts) {
    if (date < 0) {
      return List.of();
    }
    // An index may as well be a row number.
    return isIndex(names.get(date)) && !isDate(texts.getFirst())
        ? DateColumn.parse(texts).orElse(List.of())
        : times(file, names.get(date), texts);
  }

  private static void requireDistinct(Path file, List<LocalDateTime> times, Integer[] order) {
    for (int i = 1; i < order.length; i++) {
      if (times.get(order[i]).equals(times.get(order[i - 1]))) {
        throw Refusal.data(
            "%s has two rows of %s: rows %d and %d"
                .formatted(
                    file,
                    times.get(order[i]),
                    Math.min(order[i], order[i - 1]) + 1,
                    Math.max(order[i], order[i - 1]) + 1));
      }
    }
  }

  private static List<LocalDateTime> times(Path file, String column, List<String> texts) {
    return DateColumn.parse(texts)
        .orElseThrow(() ->
            Refusal.data(
                "%s: %s %s"
                    .formatted(
                        file,
                        isIndex(column) ? "its index" : "column " + column,
                        DateColumn.fault(texts))));
  }

  /** NaN for a missing value, negative infinity for text that is no number. */
  private static double number(String text) {
    if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    char last = text.charAt(text.length() - 1);
    if (last == 'f' || last == 'F' || last == 'd' || last == 'D') {
      // Java's own suffixes are no numbers to anybody else.
      return Double.NEGATIVE_INFINITY;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isInfinite(number) ? Double.NEGATIVE_INFINITY : number;
    } catch (NumberFormatException e) {
      return Double.NEGATIVE_INFINITY;
    }
  }

  private static double finite(double number) {
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  private static String noNumber(RowSource rows, String column, String text) {
    return "%s: column %s is no number: %s".formatted(rows.where(), column, text);
  }
}
