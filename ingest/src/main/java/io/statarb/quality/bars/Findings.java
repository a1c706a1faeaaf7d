package io.statarb.quality.bars;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the findings of one series. */
final class Findings {
  private static final List<String> ONLY_VOLUME = List.of("volume");

  /** Kinds that may begin one day and be over another. */
  private static final Set<FindingKind> OF_STRETCHES =
      Set.of(FindingKind.MIXED_SERIES, FindingKind.UNADJUSTED_SPLIT, FindingKind.ABSURD_JUMP);

  private final String symbol;
  private final List<Finding> all = new ArrayList<>();

  Findings(String symbol) {
    this.symbol = symbol;
  }

  /**
   * Adds one.
   *
   * @param fromDay first day
   * @param toDay last day
   * @param evidence names and values in turn
   */
  void add(FindingKind kind, Verdict verdict, long fromDay, long toDay, Object... evidence) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (int i = 0; i + 1 < evidence.length; i += 2) {
      facts.put(String.valueOf(evidence[i]), evidence[i + 1]);
    }
    all.add(
        new Finding(
            symbol,
            LocalDate.ofEpochDay(fromDay).toString(),
            LocalDate.ofEpochDay(toDay).toString(),
            kind,
            facts,
            verdict));
  }

  /** Takes back that bars lack a volume, where dead prices say it all. */
  void dropZeroVolumes(long fromDay, long toDay) {
    String from = LocalDate.ofEpochDay(fromDay).toString();
    String to = LocalDate.ofEpochDay(toDay).toString();
    all.removeIf(finding ->
        finding.kind() == FindingKind.MISSING_FIELD
            && ONLY_VOLUME.equals(finding.evidence().get("fields"))
            && finding.from().compareTo(from) >= 0
            && finding.to().compareTo(to) <= 0);
  }

  /** Whether a level that was left and came back to is told of on any of some days. */
  boolean tellsOfStretch(long fromDay, long toDay) {
    String from = LocalDate.ofEpochDay(fromDay).toString();
    String to = LocalDate.ofEpochDay(toDay).toString();
    return all.stream()
        .filter(finding -> OF_STRETCHES.contains(finding.kind()))
        .filter(finding -> !finding.from().equals(finding.to()))
        .anyMatch(
            finding -> finding.from().compareTo(to) <= 0 && finding.to().compareTo(from) >= 0);
  }

  List<Finding> all() {
    return all;
  }

  /** A number to four significant places, so that evidence can be read. */
  static double round(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return 0;
    }
    double unit = StrictMath.pow(10, 3 - Math.floor(StrictMath.log10(Math.abs(value))));
    return Math.rint(value * unit) / unit;
  }
}
