package io.statarb.quality.ticks;

import io.statarb.cleansing.MidSeries;
import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the prices of two venues of one symbol: what one of them says lastingly, to within a
 * little, so many bps from the other is no price of that symbol, though each step may be too small
 * to be told in one series. Differences are those of the medians of five minutes, as logarithms.
 * Where the two agree part of the time the rest is wrong; where they never do they may be two
 * markets, and only a large difference counts. The one that moved when they parted is named, and
 * both where nothing shows them part.
 */
final class VenueLevels {
  private static final long CELL_NS = 300_000_000_000L;
  private static final int LEAST_QUOTES = 3;

  /** Venues of a symbol seldom differ by a bp; in a panic by ten for seconds. */
  private static final double MIN_LEVEL = 15e-4;

  /** The same where nothing shows that they ever agree. */
  private static final double MIN_LASTING_LEVEL = 30e-4;

  private static final double OVER_USUAL = 10;

  /** Within a stretch the differences scatter by less than this share of it. */
  private static final double STEADY = 0.2;

  private static final int LEAST_CELLS = 3;

  /** Standard deviation of a normal sample over its median absolute deviation. */
  private static final double SD_OF_MAD = 1.4826;

  private final QuoteHistory a;
  private final QuoteHistory b;
  private final long aheadOfA;
  private final long aheadOfB;

  /** Five minutes in which both are quoted. */
  private record Cell(long fromNs, double logA, double logB) {
    double difference() {
      return logB - logA;
    }
  }

  /**
   * Makes a comparison.
   *
   * @param aheadOfA by how much the times of a are ahead of UTC
   * @param aheadOfB by how much those of b are
   */
  VenueLevels(QuoteHistory a, long aheadOfA, QuoteHistory b, long aheadOfB) {
    this.a = a;
    this.b = b;
    this.aheadOfA = aheadOfA;
    this.aheadOfB = aheadOfB;
  }

  List<Finding> findings() {
    List<Cell> cells = cells();
    List<Finding> findings = new ArrayList<>();
    if (cells.size() < LEAST_CELLS) {
      return findings;
    }
    double[] differences = cells.stream().mapToDouble(Cell::difference).toArray();
    double[] agreeing = Arrays.stream(differences).filter(d -> Math.abs(d) < MIN_LEVEL).toArray();
    boolean agree = agreeing.length >= LEAST_CELLS;
    double least =
        agree
            ? Math.max(MIN_LEVEL, OVER_USUAL * scatter(agreeing, median(agreeing)))
            : MIN_LASTING_LEVEL;
    int i = 0;
    while (i < differences.length) {
      int end = i;
      while (end < differences.length
          && Math.abs(differences[end]) >= least
          && differences[end] * differences[i] > 0) {
        end++;
      }
      double[] stretch = Arrays.copyOfRange(differences, i, end);
      boolean whole = agree || end - i == differences.length;
      if (end - i >= LEAST_CELLS && whole && steady(stretch)) {
        findings.add(finding(cells, i, end, median(stretch)));
      }
      i = Math.max(end, i + 1);
    }
    return findings;
  }

  private static boolean steady(double[] stretch) {
    double level = median(stretch);
    return scatter(stretch, level) <= STEADY * Math.abs(level);
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    MidSeries ofA = a.mids(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, aheadOfA);
    MidSeries ofB = b.mids(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, aheadOfB);
    int i = 0;
    int j = 0;
    while (i < ofA.count() && j < ofB.count()) {
      long cell =
          Math.max(Math.floorDiv(ofA.tsNs(i), CELL_NS), Math.floorDiv(ofB.tsNs(j), CELL_NS));
      i = Math.max(i, ofA.lowerBound(cell * CELL_NS));
      j = Math.max(j, ofB.lowerBound(cell * CELL_NS));
      int endA = Math.max(i, ofA.lowerBound((cell + 1) * CELL_NS));
      int endB = Math.max(j, ofB.lowerBound((cell + 1) * CELL_NS));
      if (endA - i >= LEAST_QUOTES && endB - j >= LEAST_QUOTES) {
        cells.add(new Cell(cell * CELL_NS, median(ofA, i, endA), median(ofB, j, endB)));
      }
      i = endA;
      j = endB;
    }
    return cells;
  }

  private Finding finding(List<Cell> cells, int from, int end, double level) {
    double movedA = 0;
    double movedB = 0;
    if (from > 0) {
      movedA = Math.abs(cells.get(from).logA - cells.get(from - 1).logA);
      movedB = Math.abs(cells.get(from).logB - cells.get(from - 1).logB);
    } else if (end < cells.size()) {
      movedA = Math.abs(cells.get(end).logA - cells.get(end - 1).logA);
      movedB = Math.abs(cells.get(end).logB - cells.get(end - 1).logB);
    }
    QuoteHistory wrong = movedA > movedB ? a : b;
    QuoteHistory right = movedA > movedB ? b : a;
    long ahead = movedA > movedB ? aheadOfA : aheadOfB;
    Map<String, Object> evidence = new LinkedHashMap<>();
    double sign = movedA > movedB ? -1 : 1;
    evidence.put("level_bps", Math.rint(sign * level * 1e5) / 10);
    evidence.put("other_series", right.symbol);
    evidence.put("minutes", (end - from) * CELL_NS / 60_000_000_000L);
    boolean told = movedA != movedB;
    return new Finding(
        told ? wrong.symbol : "%s %s/%s".formatted(a.base(), a.venue(), b.venue()),
        Defects.iso(cells.get(from).fromNs + ahead),
        Defects.iso(cells.get(end - 1).fromNs + CELL_NS + ahead),
        FindingKind.ABSURD_JUMP,
        evidence,
        Verdict.WARN);
  }

  private static double median(MidSeries mids, int from, int end) {
    double[] values = new double[end - from];
    for (int i = from; i < end; i++) {
      values[i - from] = mids.logMid(i);
    }
    return median(values);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static double scatter(double[] values, double middle) {
    return SD_OF_MAD * median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
  }
}
