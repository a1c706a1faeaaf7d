package io.statarb.replay;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trading mode did on all its sessions; written to {@code trading/<mode>.json}. All figures
 * but latency, seconds and memory are read from the tapes.
 *
 * @param mode word of the mode
 * @param stage stage of the bundle, in lower case
 * @param bundleSha256 digest of the bundle
 * @param settingsSha256 digest of the settings that traded, those of the bundle
 * @param tapeSha256 digest of all records of all tapes in date order
 * @param sessions the sessions in date order
 * @param ticks Tick records
 * @param rows feature rows on the tape: every one in live mode, else those decided on
 * @param rowsAllFinite rows whose features were all finite
 * @param nonFiniteScores scores that were not finite although all features were
 * @param orders orders sent, each leg counted
 * @param fills reports that filled something
 * @param roundTrips positions opened and closed
 * @param riskRefusals refusals of the risk gate by code, in lower case
 * @param pnlMicros profit or loss from cash and closing marks, in micros of the strategy's currency
 * @param attribution the same by cause
 * @param attributionResidualMicros P&amp;L less the sum of its causes
 * @param tickToOrderNs wall time from reading a tick to its last order being sent
 * @param seconds wall time of the run that wrote this
 * @param peakMemoryMb peak resident memory of its process
 */
public record TradingSummary(
    String mode,
    String stage,
    String bundleSha256,
    String settingsSha256,
    String tapeSha256,
    List<SessionSummary> sessions,
    long ticks,
    long rows,
    long rowsAllFinite,
    long nonFiniteScores,
    long orders,
    long fills,
    long roundTrips,
    SortedMap<String, Long> riskRefusals,
    long pnlMicros,
    SortedMap<String, Long> attribution,
    long attributionResidualMicros,
    Latency tickToOrderNs,
    double seconds,
    long peakMemoryMb) {
  /** Copies the collections. */
  public TradingSummary {
    sessions = List.copyOf(sessions);
    riskRefusals = Collections.unmodifiableSortedMap(new TreeMap<>(riskRefusals));
    attribution = Collections.unmodifiableSortedMap(new TreeMap<>(attribution));
  }

  /**
   * One session.
   *
   * @param tradeDate its trade date
   * @param outcome {@code traded}, {@code resumed}, or {@code kept} when its tape was whole already
   * @param ticks Tick records
   * @param rows feature rows
   * @param rowsAllFinite rows whose features were all finite
   * @param nonFiniteScores scores that were not finite although all features were
   * @param commands Command records
   * @param decisions decisions by kind, in lower case
   * @param orders orders sent
   * @param fills reports that filled something
   * @param roundTrips positions opened and closed
   * @param pnlMicros profit or loss in micros
   * @param healthChanges changes of the verdict on a pair
   * @param health the verdict on each pair at the end, where it is or was other than healthy
   */
  public record SessionSummary(
      String tradeDate,
      String outcome,
      long ticks,
      long rows,
      long rowsAllFinite,
      long nonFiniteScores,
      long commands,
      SortedMap<String, Long> decisions,
      long orders,
      long fills,
      long roundTrips,
      long pnlMicros,
      long healthChanges,
      SortedMap<String, String> health) {
    /** Copies the maps. */
    public SessionSummary {
      health = Collections.unmodifiableSortedMap(new TreeMap<>(health));
      decisions = Collections.unmodifiableSortedMap(new TreeMap<>(decisions));
    }
  }

  /**
   * Quantiles of a latency in ns.
   *
   * @param count how many were measured; where 0, the others are 0 as well
   * @param p50 median
   * @param p99 99th percentile
   * @param p999 99.9th percentile
   */
  public record Latency(long count, long p50, long p99, long p999) {
    /** Nothing was measured. */
    public static final Latency NONE = new Latency(0, 0, 0, 0);
  }
}
