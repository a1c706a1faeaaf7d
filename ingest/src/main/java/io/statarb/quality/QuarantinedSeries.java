package io.statarb.quality;

import io.statarb.cli.Json;
import io.statarb.digest.Sha256;
import io.statarb.quality.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;

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

  /** All series that a report fails. */
  public static List<QuarantinedSeries> of(QualityReport report) {
    List<QuarantinedSeries> quarantined = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.FAIL) {
        quarantined.add(
            new QuarantinedSeries(
                finding.symbol(),
                finding.from(),
                finding.to(),
                finding.kind(),
                Sha256.ofBytes(Json.canonical(finding))));
      }
    }
    return quarantined;
  }
}
