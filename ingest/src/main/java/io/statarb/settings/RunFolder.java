package io.statarb.settings;

import java.nio.file.Path;

/**
 * Layout of the folder behind {@code --out}. Every stage reads and writes only what is named here;
 * what a stage writes appears whole (written beside, then renamed) or, for Delta tables, by an
 * atomic commit.
 *
 * @param root the folder
 */
public record RunFolder(Path root) {

  /** Effective settings of the run, canonical JSON; its sha256 is the settings digest. */
  public Path settingsFile() {
    return root.resolve("settings.json");
  }

  /**
   * Trading sessions of the run with their role (train or trade), JSON; written by {@code ingest}.
   */
  public Path sessionsFile() {
    return root.resolve("sessions.json");
  }

  /**
   * Raw files read, with sha256 and line counts, JSON; position in the list is the tape's fileId.
   */
  public Path rawFilesFile() {
    return root.resolve("ingest").resolve("raw-files.json");
  }

  /** What ingest read, accepted and quarantined, per session and instrument, JSON. */
  public Path qualityFile() {
    return root.resolve("ingest").resolve("quality.json");
  }

  /**
   * Series that no pair may have for a leg, JSON; there only when {@code ingest quality --out
   * RUN/quality} has written it.
   */
  public Path quarantineFile() {
    return root.resolve("quality").resolve("quarantine.json");
  }

  /** What the screen of all pairs found, where a strategy leaves its pairs to one. */
  public Path screenFolder() {
    return root.resolve("screen");
  }

  /** History tape of a session: DateStart, Tick ..., DateEnd. */
  public Path historyTape(String tradeDate) {
    return root.resolve("tapes").resolve("history").resolve(tradeDate);
  }

  /**
   * Tape written by a trading mode ({@code live}, {@code frictionless}, {@code baseline}) on a
   * session.
   */
  public Path tradingTape(String mode, String tradeDate) {
    return root.resolve("tapes").resolve(mode).resolve(tradeDate);
  }

  /** Delta table of ticks, partitioned by trade_date. */
  public Path ticksTable() {
    return root.resolve("tables").resolve("ticks");
  }

  /**
   * Delta table of ticks with all its past: each version of each date, as it was known; {@link
   * #ticksTable} holds the newest alone.
   */
  public Path ticksHistoryTable() {
    return root.resolve("tables").resolve("ticks-history");
  }

  /** Delta table of feature rows, partitioned by trade_date. */
  public Path featuresTable() {
    return root.resolve("tables").resolve("features");
  }

  /** Fitted pairs, JSON. */
  public Path pairsFile() {
    return root.resolve("pairs").resolve("fitted-pairs.json");
  }

  /**
   * Folder of trained candidates: one folder per pair with the winner as ONNX and its validation
   * rows.
   */
  public Path trainingFolder() {
    return root.resolve("training");
  }

  /** Trial ledger, JSON lines, append only. */
  public Path ledgerFile() {
    return root.resolve("ledger").resolve("trials.jsonl");
  }

  /** Model registry: immutable versions and aliases. */
  public Path registryFolder() {
    return root.resolve("registry");
  }

  /** Signing keys of a development run, mode 0600. */
  public Path keysFolder() {
    return root.resolve("keys");
  }

  /** Latch file of the kill switch. */
  public Path killFile() {
    return root.resolve("control").resolve("KILL.json");
  }

  /** Values recorded live against the rows that the batch wrote, JSON. */
  public Path parityFile() {
    return root.resolve("parity").resolve("parity.json");
  }

  /** What a stage did, how long it took and how much memory it needed, JSON. */
  public Path stageFile(String stage) {
    return root.resolve("stages").resolve(stage + ".json");
  }

  /** Where the raw data lies, JSON. */
  public Path sourceFile() {
    return root.resolve("source.json");
  }

  /** Results of a trading mode on all sessions, JSON. */
  public Path tradingSummary(String mode) {
    return root.resolve("trading").resolve(mode + ".json");
  }

  /** Report folder: index.html, report.json and CSV files. */
  public Path reportFolder() {
    return root.resolve("report");
  }

  /** Machine-readable summary of the whole run. */
  public Path runFile() {
    return root.resolve("run.json");
  }
}
