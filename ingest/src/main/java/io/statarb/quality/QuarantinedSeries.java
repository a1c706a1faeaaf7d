package io.statarb.quality;

import io.statarb.cli.Json;
import io.statarb.digest.Sha256;
import io.statarb.quality.Finding.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series that must not be used over a span.
 *
 * @param symbol series
 * @param from first moment or day, ISO
 * @param to last one
 * @param kind why
 * @param evidenceSha256 digest of the finding
 */
public record QuarantinedSeries(
    String symbol, String from, String to, FindingKind kind, String evidenceSha256) {

  /** Names of two series of one symbol that disagree, e.g. {@code EURUSD FXCM/OANDA}. */
  private static final Pattern TWO_VENUES = Pattern.compile("(\\S+) ([^ /]+)/([^ /]+)");

  /** All series that a report fails; where two venues disagree, both. */
  public static List<QuarantinedSeries> of(QualityReport report) {
    List<QuarantinedSeries> quarantined = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.FAIL) {
        String digest = Sha256.ofBytes(Json.canonical(finding));
        for (String symbol : symbols(finding.symbol())) {
          quarantined.add(
              new QuarantinedSeries(symbol, finding.from(), finding.to(), finding.kind(), digest));
        }
      }
    }
    return quarantined;
  }

  private static List<String> symbols(String named) {
    Matcher two = TWO_VENUES.matcher(named);
    return two.matches()
        ? List.of(two.group(1) + "." + two.group(2), two.group(1) + "." + two.group(3))
        : List.of(named);
  }

  /**
   * Reads what {@code ingest quality} wrote; nothing is in quarantine where there is no such file.
   *
   * @throws io.statarb.cli.Refusal when the file is damaged
   */
  public static List<QuarantinedSeries> read(Path file) {
    return Files.exists(file) ? List.of(Json.read(file, QuarantinedSeries[].class)) : List.of();
  }

  /**
   * Whether this series is the named one and its span meets some days.
   *
   * @param name symbol, or symbol and venue
   * @param fromDay first day, ISO
   * @param toDay last day, ISO
   */
  public boolean forbids(String name, String fromDay, String toDay) {
    return symbol.equals(name)
        && day(from).compareTo(toDay) <= 0
        && day(to).compareTo(fromDay) >= 0;
  }

  private static String day(String moment) {
    return moment.substring(0, Math.min(10, moment.length()));
  }
}
