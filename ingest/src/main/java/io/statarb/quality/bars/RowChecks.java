package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bar, or its place, is wrong by itself: order, repetition, days without a market, missing
 * fields, prices of 0 or less, a range that does not hold its prices. Leaves the {@link Series} of
 * what is good.
 */
final class RowChecks {
  /**
   * What a source loses that keeps prices as floats; a fraction. A cent is more, of any price that
   * a share has: of 600,000 real bars none is off by less than 1e-4, and 42 by more.
   */
  private static final double ROUNDING = 1e-6;

  /** A weekday that carries so few of a series' bars is none of its market's. */
  private static final double RARE_WEEKDAY = 0.02;

  /** A day that so few of the listed series have is none of the market's. */
  private static final double RARE_DAY = 0.10;

  /** A holiday of a known exchange on which more series than this have a bar was none. */
  private static final double MOST_ON_HOLIDAY = 0.5;

  /** From this share of incomplete bars on a series is not to be used. */
  private static final double TOO_INCOMPLETE = 0.05;

  private static final int CLOSE = 3;

  /** Columns of prices; the volume follows. */
  private static final int PRICES = 4;

  private final RawBars raw;
  private final MarketPath market;
  private final Findings findings;
  private final BitSet dropped = new BitSet();

  RowChecks(RawBars raw, MarketPath market, Findings findings) {
    this.raw = raw;
    this.market = market;
    this.findings = findings;
  }

  /** Checks all rows and returns the series of the good ones. */
  Series series() {
    order();
    outside();
    fields();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < raw.count; i++) {
      if (!dropped.get(i) && raw.close[i] > 0) {
        kept.add(i);
      }
    }
    kept.sort(Comparator.comparingLong(i -> raw.day[i]));
    int n = kept.size();
    int[] day = new int[n];
    double[] open = new double[n];
    double[] high = new double[n];
    double[] low = new double[n];
    double[] close = new double[n];
    double[] volume = new double[n];
    for (int k = 0; k < n; k++) {
      int i = kept.get(k);
      day[k] = (int) raw.day[i];
      open[k] = raw.open[i];
      high[k] = raw.high[i];
      low[k] = raw.low[i];
      close[k] = raw.close[i];
      volume[k] = raw.volume[i];
    }
    Series series = new Series(raw.symbol, day, open, high, low, close, volume, market);
    absent(series);
    return series;
  }

  /** The order of the source is ascending or descending as most of its steps are. */
  private void order() {
    int down = 0;
    int steps = 0;
    for (int i = 1; i < raw.count; i++) {
      if (raw.day[i] != raw.day[i - 1]) {
        steps++;
        down += raw.day[i] < raw.day[i - 1] ? 1 : 0;
      }
    }
    int sign = 2 * down > steps ? -1 : 1;
    Map<Long, Integer> first = new HashMap<>();
    for (int i = 0; i < raw.count; i++) {
      Integer before = first.putIfAbsent(raw.day[i], i);
      if (before != null) {
        dropped.set(i);
        boolean same = same(before, i);
        findings.add(
            FindingKind.DUPLICATE,
            same ? Verdict.WARN : Verdict.FAIL,
            raw.day[i],
            raw.day[i],
            "line",
            raw.record[i],
            "first_line",
            raw.record[before],
            "same_values",
            same,
            "close",
            raw.close[i],
            "first_close",
            raw.close[before]);
      }
    }
    outOfOrder(sign);
  }

  /**
   * The rows out of place: those outside the longest run that keeps the order (patience sorting),
   * so that one late row is one row and not all that follow it.
   */
  private void outOfOrder(int sign) {
    int[] tails = new int[raw.count];
    int[] previous = new int[raw.count];
    int length = 0;
    for (int i = 0; i < raw.count; i++) {
      if (dropped.get(i)) {
        continue;
      }
      long value = sign * raw.day[i];
      int from = 0;
      int to = length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (sign * raw.day[tails[middle]] < value) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      previous[i] = from > 0 ? tails[from - 1] : -1;
      tails[from] = i;
      length = Math.max(length, from + 1);
    }
    BitSet inPlace = new BitSet();
    for (int i = length > 0 ? tails[length - 1] : -1; i >= 0; i = previous[i]) {
      inPlace.set(i);
    }
    for (int i = 0; i < raw.count; i++) {
      if (!dropped.get(i) && !inPlace.get(i)) {
        int other = i > 0 ? i - 1 : i + 1;
        findings.add(
            FindingKind.OUT_OF_ORDER,
            Verdict.WARN,
            raw.day[i],
            raw.day[i],
            "line",
            raw.record[i],
            "beside",
            LocalDate.ofEpochDay(raw.day[Math.min(other, raw.count - 1)]).toString());
      }
    }
  }

  private boolean same(int a, int b) {
    return equal(raw.open[a], raw.open[b])
        && equal(raw.high[a], raw.high[b])
        && equal(raw.low[a], raw.low[b])
        && equal(raw.close[a], raw.close[b])
        && equal(raw.volume[a], raw.volume[b]);
  }

  private static boolean equal(double a, double b) {
    return Double.compare(a, b) == 0;
  }

  private void outside() {
    int[] onWeekday = new int[8];
    int bars = 0;
    for (int i = 0; i < raw.count; i++) {
      if (!dropped.get(i)) {
        onWeekday[weekday(raw.day[i]).getValue()]++;
        bars++;
      }
    }
    for (int i = 0; i < raw.count; i++) {
      if (dropped.get(i)) {
        continue;
      }
      DayOfWeek weekday = weekday(raw.day[i]);
      boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
      double share = (double) onWeekday[weekday.getValue()] / bars;
      double presence = market.crowd() ? market.presence((int) raw.day[i]) : 1;
      boolean closed =
          market.closed((int) raw.day[i]) && (!market.crowd() || presence < MOST_ON_HOLIDAY);
      if ((weekend && share < RARE_WEEKDAY + 1.5 / bars) || presence < RARE_DAY || closed) {
        dropped.set(i);
        findings.add(
            FindingKind.OUTSIDE_SESSION,
            Verdict.WARN,
            raw.day[i],
            raw.day[i],
            "line",
            raw.record[i],
            "weekday",
            weekday.toString(),
            "share_of_series_with_a_bar",
            Findings.round(presence),
            "closed_on_that_day",
            closed ? market.exchange() : "not known");
      }
    }
  }

  private static DayOfWeek weekday(long day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek();
  }

  private void fields() {
    boolean[] has = {has(raw.open), has(raw.high), has(raw.low), has(raw.close), has(raw.volume)};
    String[] names = {"open", "high", "low", "close", "volume"};
    double[][] columns = {raw.open, raw.high, raw.low, raw.close, raw.volume};
    int incomplete = 0;
    long first = first();
    for (int i = 0; i < raw.count; i++) {
      if (dropped.get(i)) {
        continue;
      }
      List<String> missing = new ArrayList<>();
      boolean before = raw.day[i] < first;
      for (int c = 0; c < columns.length; c++) {
        // Days before a series begins, in a table with a column for each, are no hole in it.
        if (has[c] && isHole(c, columns[c][i]) && !before) {
          missing.add(names[c]);
        }
      }
      boolean priced = !isHole(CLOSE, raw.close[i]);
      if (raw.volume[i] == 0 && priced && has[4] && volumeMatters()) {
        missing.add("volume");
      }
      if (!missing.isEmpty()) {
        incomplete++;
        findings.add(
            FindingKind.MISSING_FIELD,
            missing.contains("close") ? Verdict.FAIL : Verdict.WARN,
            raw.day[i],
            raw.day[i],
            "line",
            raw.record[i],
            "fields",
            missing,
            "close",
            priced ? (Object) raw.close[i] : "missing");
      }
      nonPositive(i);
      range(i);
    }
    if (incomplete > TOO_INCOMPLETE * raw.count && incomplete > 10) {
      findings.add(
          FindingKind.MISSING_FIELD,
          Verdict.FAIL,
          raw.day[0],
          raw.day[raw.count - 1],
          "incomplete_bars",
          incomplete,
          "bars",
          raw.count);
    }
  }

  /** Nothing, or a price of 0, which in many sources stands for nothing. */
  private static boolean isHole(int column, double value) {
    return Double.isNaN(value) || (column < PRICES && value == 0);
  }

  private long first() {
    long day = Long.MAX_VALUE;
    for (int i = 0; i < raw.count; i++) {
      if (raw.close[i] > 0) {
        day = Math.min(day, raw.day[i]);
      }
    }
    return day;
  }

  /** In indices and currencies a volume of 0 is the rule. */
  private boolean volumeMatters() {
    int zeros = 0;
    for (int i = 0; i < raw.count; i++) {
      zeros += raw.volume[i] == 0 ? 1 : 0;
    }
    return zeros < 0.1 * raw.count + 2;
  }

  private static boolean has(double[] column) {
    int there = 0;
    for (double value : column) {
      there += Double.isNaN(value) || value == 0 ? 0 : 1;
    }
    return there > 0;
  }

  private void nonPositive(int i) {
    if (raw.open[i] <= 0 || raw.high[i] <= 0 || raw.low[i] <= 0 || raw.close[i] <= 0) {
      findings.add(
          FindingKind.NON_POSITIVE,
          Verdict.FAIL,
          raw.day[i],
          raw.day[i],
          "line",
          raw.record[i],
          "open",
          raw.open[i],
          "high",
          raw.high[i],
          "low",
          raw.low[i],
          "close",
          raw.close[i]);
    }
  }

  private void range(int i) {
    double high = raw.high[i];
    double low = raw.low[i];
    double most = Math.max(number(raw.open[i], high), number(raw.close[i], high));
    double least = Math.min(number(raw.open[i], low), number(raw.close[i], low));
    double allowed = ROUNDING * Math.abs(raw.close[i]);
    boolean bad = high - low < -allowed || most - high > allowed || low - least > allowed;
    if (bad) {
      findings.add(
          FindingKind.INCONSISTENT_HIGH_LOW,
          Verdict.WARN,
          raw.day[i],
          raw.day[i],
          "line",
          raw.record[i],
          "open",
          raw.open[i],
          "high",
          high,
          "low",
          low,
          "close",
          raw.close[i]);
    }
  }

  private static double number(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  /** Days on which the market has bars and the series has none, although it has some around. */
  private void absent(Series series) {
    if (series.rhythm > 3 || (!market.crowd() && market.exchange().isEmpty())) {
      absentAlone(series);
      return;
    }
    if (!market.crowd()) {
      absentSessions(series);
      return;
    }
    for (int i = 1; i < series.count; i++) {
      int missing = market.daysBetween(series.day[i - 1], series.day[i]);
      if (missing > 0) {
        gap(series, i, missing);
      }
    }
  }

  /** Days on which the exchange trades and the series has no bar. */
  private void absentSessions(Series series) {
    for (int i = 1; i < series.count; i++) {
      int missing = market.sessionsBetween(series.day[i - 1], series.day[i]);
      if (missing > 0) {
        gap(series, i, missing);
      }
    }
  }

  /** Without a market: gaps that are longer than any holiday. */
  private void absentAlone(Series series) {
    if (series.count < 60) {
      return;
    }
    double[] steps = new double[series.count - 1];
    for (int i = 1; i < series.count; i++) {
      steps[i - 1] = series.day[i] - series.day[i - 1];
    }
    double usual = Series.median(steps, 0, steps.length);
    for (int i = 1; i < series.count; i++) {
      int step = series.day[i] - series.day[i - 1];
      if (usual == 1 ? step > 5 : step > 3 * usual) {
        gap(series, i, weekdays(series.day[i - 1], series.day[i]));
      }
    }
  }

  private static int weekdays(int from, int to) {
    int n = 0;
    for (int day = from + 1; day < to; day++) {
      n += weekday(day).getValue() < 6 ? 1 : 0;
    }
    return n;
  }

  private void gap(Series series, int i, int missing) {
    findings.add(
        FindingKind.MISSING_FIELD,
        missing > 20 ? Verdict.FAIL : Verdict.WARN,
        series.day[i - 1] + 1L,
        series.day[i] - 1L,
        "fields",
        List.of("bar"),
        "days_missing",
        missing);
  }
}
