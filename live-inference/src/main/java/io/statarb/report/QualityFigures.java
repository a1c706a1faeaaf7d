package io.statarb.report;

import java.util.List;
import java.util.SortedMap;

/**
 * What ingest made of the raw files; accepted + quarantined = read.
 *
 * @param read ticks read
 * @param accepted ticks accepted
 * @param quarantined ticks quarantined by reason
 * @param series the same by session and instrument
 * @param notes what ingest found worth saying
 */
public record QualityFigures(
    long read,
    long accepted,
    SortedMap<String, Long> quarantined,
    List<SeriesQuality> series,
    List<String> notes) {

  /**
   * One instrument in one session.
   *
   * @param tradeDate session
   * @param instrument name of the instrument
   * @param read ticks read
   * @param accepted ticks accepted
   * @param quarantined ticks quarantined by reason
   */
  public record SeriesQuality(
      String tradeDate,
      String instrument,
      long read,
      long accepted,
      SortedMap<String, Long> quarantined) {}

  /** Ticks quarantined for any reason. */
  public long quarantinedTicks() {
    return quarantined.values().stream().mapToLong(Long::longValue).sum();
  }
}
