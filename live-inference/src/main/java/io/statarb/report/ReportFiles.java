package io.statarb.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.report.page.ReportPage;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** Writes the report folder and {@code run.json}, each whole or not at all. */
final class ReportFiles {
  private ReportFiles() {}

  /** Puts the new report folder in the place of the old one. */
  static void writeReport(RunFolder out, Report report, ModeFold live) {
    Path folder = out.reportFolder();
    AtomicFiles.removeLeftovers(folder);
    Path beside = AtomicFiles.temporary(folder);
    try {
      Files.createDirectories(beside);
      Files.writeString(beside.resolve("index.html"), ReportPage.html(report), UTF_8);
      Files.writeString(beside.resolve("report.json"), Json.pretty(report), UTF_8);
      for (Map.Entry<String, String> sheet : CsvSheets.of(report, live).entrySet()) {
        Files.writeString(beside.resolve(sheet.getKey()), sheet.getValue(), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFiles.replaceFolder(beside, folder);
  }

  /** Takes away a report that no longer says what the run says. */
  static void removeReport(RunFolder out) {
    AtomicFiles.delete(out.reportFolder());
  }

  /** Writes {@code run.json}. */
  static void writeRun(RunFolder out, SortedMap<String, Object> run) {
    AtomicFiles.removeLeftovers(out.runFile());
    AtomicFiles.write(out.runFile(), Json.pretty(run).getBytes(UTF_8));
  }
}
