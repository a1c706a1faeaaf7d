package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Quotes at times at which their market is shut. Stateless. */
final class SessionCheck {
  private SessionCheck() {}

  /**
   * Finds them, file by file.
   *
   * @param aheadNs by how much the times are ahead of UTC
   */
  static List<Finding> findings(QuoteHistory history, long aheadNs) {
    List<Finding> findings = new ArrayList<>();
    if (history.market == Market.ALWAYS) {
      return findings;
    }
    for (QuoteHistory.Part part : history.parts()) {
      Defects outside = new Defects(FindingKind.OUTSIDE_SESSION, history.symbol, part.file());
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i) - aheadNs;
        if (history.market.shut(ts)) {
          outside.add(
              i,
              part.record(i),
              part.tsNs(i),
              part.tsNs(i),
              Map.of("market", history.market.name()));
        }
      }
      findings.addAll(outside.findings(part.count()));
    }
    return findings;
  }
}
