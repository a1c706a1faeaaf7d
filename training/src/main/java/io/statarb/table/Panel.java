package io.statarb.table;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.statistics.SeriesTable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named series over the same times, ascending; a value that is missing is NaN. The arrays are the
 * panel's own: who gets one must not write to it.
 */
public final class Panel {
  private final String source;
  private final List<String> names;
  private final Map<String, Integer> positions = new TreeMap<>();
  private final List<LocalDateTime> times;
  private final double[][] columns;
  private final Map<String, String> unreadable;

  Panel(
      String source,
      List<String> names,
      List<LocalDateTime> times,
      double[][] columns,
      Map<String, String> unreadable) {
    this.source = source;
    this.names = List.copyOf(names);
    this.times = List.copyOf(times);
    this.columns = columns;
    this.unreadable = Map.copyOf(unreadable);
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
  }

  /**
   * A panel.
   *
   * @param source where it came from, for people
   * @param times time of each row, ascending; empty when rows have none
   * @param columns one array a name, NaN where a value is missing; taken over, not copied
   */
  public static Panel of(
      String source, List<String> names, List<LocalDateTime> times, double[][] columns) {
    return new Panel(source, names, times, columns, Map.of());
  }

  /** Where it came from, for people. */
  public String source() {
    return source;
  }

  /** Names of the series, in the order of the file. */
  public List<String> names() {
    return names;
  }

  /** Number of rows. */
  public int rows() {
    return columns.length == 0 ? 0 : columns[0].length;
  }

  /** Time of each row; empty when the file has no dates. */
  public List<LocalDateTime> times() {
    return times;
  }

  /**
   * Values of a series, NaN where missing; not to be written to.
   *
   * @throws Refusal when there is none of this name, or a cell of it is no number
   */
  public double[] column(String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw Refusal.usage(
          "%s has no column %s; did you mean %s? It has %s"
              .formatted(source, name, NearestWord.to(name, names), shown()));
    }
    String fault = unreadable.get(name);
    if (fault != null) {
      throw Refusal.data(fault);
    }
    return columns[position];
  }

  /** Whether every cell of a series is a number or missing. */
  public boolean readable(String name) {
    return !unreadable.containsKey(name);
  }

  private String shown() {
    List<String> first = names.subList(0, Math.min(12, names.size()));
    int more = names.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  /** What a row is called: its date, with the time of day where there is one, or its number. */
  public String label(int row) {
    if (times.isEmpty()) {
      return "row " + (row + 1);
    }
    LocalDateTime time = times.get(row);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : time.toString();
  }

  /**
   * The rows of some dates, both included.
   *
   * @throws Refusal when the file has no dates, or none of them lies within
   */
  public Panel between(LocalDate from, LocalDate to) {
    if (times.isEmpty()) {
      throw Refusal.usage("%s has no dates to choose from".formatted(source));
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      LocalDate date = times.get(i).toLocalDate();
      if (!date.isBefore(from) && !date.isAfter(to)) {
        kept.add(i);
      }
    }
    if (kept.isEmpty()) {
      throw Refusal.usage(
          "%s has no row%s%s: it reaches from %s to %s"
              .formatted(
                  source,
                  from.equals(LocalDate.MIN) ? "" : " from " + from,
                  to.equals(LocalDate.MAX) ? "" : " to " + to,
                  label(0),
                  label(times.size() - 1)));
    }
    int first = kept.getFirst();
    int last = kept.getLast() + 1;
    double[][] cut = new double[columns.length][];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = Arrays.copyOfRange(columns[i], first, last);
    }
    return new Panel(source, names, times.subList(first, last), cut, unreadable);
  }

  /**
   * Some series at the rows where all of them have a value.
   *
   * @return fewer rows than the panel's where values are missing
   * @throws Refusal when a column is unknown or none of the rows is whole
   */
  public SeriesTable complete(List<String> chosen) {
    double[][] all = new double[chosen.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = column(chosen.get(i));
    }
    List<Integer> whole = new ArrayList<>();
    for (int row = 0; row < rows(); row++) {
      boolean complete = true;
      for (double[] column : all) {
        complete &= Double.isFinite(column[row]);
      }
      if (complete) {
        whole.add(row);
      }
    }
    if (whole.isEmpty()) {
      throw Refusal.data(
          "%s has no row with a value of each of %s".formatted(source, String.join(", ", chosen)));
    }
    double[][] kept = new double[all.length][whole.size()];
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      for (int k = 0; k < all.length; k++) {
        kept[k][i] = all[k][whole.get(i)];
      }
      if (!times.isEmpty()) {
        labels.add(label(whole.get(i)));
      }
    }
    return SeriesTable.of(chosen, kept, labels);
  }
}
