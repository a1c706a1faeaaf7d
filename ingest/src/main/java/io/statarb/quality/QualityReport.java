package io.statarb.quality;

import io.statarb.quality.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is wrong with some files.
 *
 * @param gate whether a run may use them: that of the gravest finding, or WARN where the failed
 *     series are few enough to be left out
 * @param files what was read
 * @param skipped what was not, and why
 * @param symbols number of series
 * @param failedSymbols series with a finding that fails; they are in quarantine
 * @param counts findings by kind
 * @param days findings by series and day, where there are any
 * @param findings all of them
 */
public record QualityReport(
    Verdict gate,
    List<ReadFile> files,
    List<Skipped> skipped,
    int symbols,
    SortedSet<String> failedSymbols,
    SortedMap<String, Integer> counts,
    List<Day> days,
    List<Finding> findings) {

  /**
   * A file that was read.
   *
   * @param file its path as given
   * @param format the name of its loader
   * @param records records read
   * @param flaws records that could not be taken
   * @param sha256 digest of the file
   */
  public record ReadFile(String file, String format, long records, long flaws, String sha256) {}

  /**
   * A file that was not read.
   *
   * @param file its path as given
   * @param reason why not
   */
  public record Skipped(String file, String reason) {}

  /**
   * One day of one series.
   *
   * @param symbol series
   * @param day ISO date
   * @param verdict the gravest
   * @param kinds findings that begin on it, by kind
   */
  public record Day(String symbol, String day, Verdict verdict, SortedMap<String, Integer> kinds) {}

  /**
   * Puts a report together.
   *
   * @param maxFailedShare largest share of the series that may fail and be left out, a fraction; 0
   *     when none may
   */
  static QualityReport of(
      List<ReadFile> files,
      List<Skipped> skipped,
      int symbols,
      List<Finding> findings,
      double maxFailedShare) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    SortedSet<String> failed = new TreeSet<>();
    SortedMap<String, Day> days = new TreeMap<>();
    Verdict worst = Verdict.PASS;
    for (Finding finding : findings) {
      counts.merge(finding.kind().json(), 1, Integer::sum);
      worst = worst.and(finding.verdict());
      if (finding.verdict() == Verdict.FAIL) {
        failed.add(finding.symbol());
      }
      String day = finding.from().substring(0, Math.min(10, finding.from().length()));
      days.merge(
          finding.symbol() + " " + day,
          new Day(
              finding.symbol(),
              day,
              finding.verdict(),
              new TreeMap<>(java.util.Map.of(finding.kind().json(), 1))),
          QualityReport::both);
    }
    boolean fewFailed = symbols > 0 && failed.size() <= maxFailedShare * symbols;
    Verdict gate = worst == Verdict.FAIL && fewFailed ? Verdict.WARN : worst;
    return new QualityReport(
        gate,
        files,
        skipped,
        symbols,
        failed,
        counts,
        new ArrayList<>(days.values()),
        List.copyOf(findings));
  }

  private static Day both(Day a, Day b) {
    SortedMap<String, Integer> kinds = new TreeMap<>(a.kinds());
    b.kinds().forEach((kind, n) -> kinds.merge(kind, n, Integer::sum));
    return new Day(a.symbol(), a.day(), a.verdict().and(b.verdict()), kinds);
  }
}
