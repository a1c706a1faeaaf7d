package io.statarb.gates;

import io.statarb.cleansing.RunQuality;
import io.statarb.cleansing.SeriesQuality;
import io.statarb.cleansing.SessionQuality;
import io.statarb.cli.Json;
import io.statarb.settings.RunFolder;
import java.util.List;

/**
 * The series with the largest share of quarantined ticks.
 *
 * @param share the share, a fraction; NaN when a session has no record of its quality
 * @param series which series and session, for people
 */
record Quarantine(double share, String series) {

  /**
   * The worst series of some sessions of a run.
   *
   * @throws io.statarb.cli.Refusal when the run has no record of its quality
   */
  static Quarantine worst(RunFolder out, List<String> tradeDates) {
    return worst(Json.read(out.qualityFile(), RunQuality.class).sessions(), tradeDates);
  }

  static Quarantine worst(List<SessionQuality> sessions, List<String> tradeDates) {
    Quarantine worst = new Quarantine(0, "none has any");
    for (String tradeDate : tradeDates) {
      List<SessionQuality> ofDate =
          sessions.stream().filter(s -> s.tradeDate().equals(tradeDate)).toList();
      if (ofDate.isEmpty()) {
        return new Quarantine(Double.NaN, tradeDate + " has no record of its quality");
      }
      for (SeriesQuality series : ofDate.getFirst().series()) {
        if (series.quarantinedShare() > worst.share()) {
          worst =
              new Quarantine(series.quarantinedShare(), series.instrument() + " on " + tradeDate);
        }
      }
    }
    return worst;
  }
}
