package io.statarb.report;

import io.statarb.bundle.Stage;
import java.util.List;

/**
 * What was run, on what, with what.
 *
 * @param strategy name of the strategy
 * @param description one line of the strategy's author
 * @param stage how far the bundle may go
 * @param currency currency of capital and P&amp;L
 * @param capital capital base in units of {@code currency}
 * @param formationDates trading dates that fitted hedge ratios
 * @param trainDates trading dates that trained, formation dates included
 * @param sessions trading dates traded, or parts of dates
 * @param seed seed of everything random
 * @param settingsSha256 digest of the settings of this run
 * @param bundleSha256 digest of the bundle's manifest
 * @param dataVersion digest of the sorted feature rows that trained
 * @param featureService name of the feature service
 * @param featureSchemaHash its schema hash
 * @param commit commit of the code that built the bundle
 * @param rawFiles raw files read, in the order of the tape's file ids
 */
public record Provenance(
    String strategy,
    String description,
    Stage stage,
    String currency,
    long capital,
    List<String> formationDates,
    List<String> trainDates,
    List<String> sessions,
    long seed,
    String settingsSha256,
    String bundleSha256,
    String dataVersion,
    String featureService,
    String featureSchemaHash,
    String commit,
    List<RawFileLine> rawFiles) {

  /**
   * A raw file.
   *
   * @param path path within the data folder
   * @param sha256 digest on record
   */
  public record RawFileLine(String path, String sha256) {}

  /** Number of distinct trading dates traded; parts of one date count once. */
  public long tradingDates() {
    return sessions.stream().map(session -> session.substring(0, 10)).distinct().count();
  }
}
