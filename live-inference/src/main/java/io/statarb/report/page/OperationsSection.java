package io.statarb.report.page;

import io.statarb.report.Operations;
import io.statarb.report.Provenance;
import io.statarb.report.Provenance.RawFileLine;
import io.statarb.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latency, time, memory, and the digests that tie the numbers to the files. */
final class OperationsSection {
  private static final List<String> STAGES =
      List.of(
          "ingest",
          "features",
          "train",
          "export",
          "promote",
          "live",
          "frictionless",
          "baseline",
          "parity",
          "report");

  private OperationsSection() {}

  static Html html(Report report) {
    Operations operations = report.operations();
    return Html.of(
        """
        <section id="operations">
        <h2>Latency, time and memory</h2>
        <div class="three">
        %s%s%s</div>
        </section>
        <section id="lineage">
        <h2>Lineage</h2>
        %s
        <details><summary>Raw files (%s)</summary>
        %s</details>
        </section>
        """,
        latency(operations),
        seconds(operations),
        memory(operations),
        digests(report),
        Figures.count(report.provenance().rawFiles().size()),
        rawFiles(report.provenance().rawFiles()));
  }

  private static Html latency(Operations operations) {
    Table table = Table.of("latency-table").text("Tick read to order written").number("Time");
    operations
        .tickToOrderNs()
        .forEach((quantile, ns) -> table.row(quantileName(quantile), Figures.duration(ns)));
    return table.html();
  }

  private static String quantileName(String quantile) {
    return switch (quantile) {
      case "p50" -> "median";
      case "p99" -> "99 %";
      case "p999" -> "99.9 %";
      default -> quantile;
    };
  }

  private static Html seconds(Operations operations) {
    Table table = Table.of("seconds-table").text("Stage").number("Seconds");
    inOrder(operations.stageSeconds())
        .forEach((stage, seconds) -> table.row(stage, Figures.number(seconds, 1)));
    return table.html();
  }

  private static Html memory(Operations operations) {
    Table table = Table.of("memory-table").text("Stage").number("Peak memory", "MB");
    inOrder(operations.peakMemoryMb())
        .forEach((stage, megabytes) -> table.row(stage, Figures.count(megabytes)));
    return table.html();
  }

  /** By stage as they run; any that is not known comes last. */
  private static <T> Map<String, T> inOrder(Map<String, T> byStage) {
    Map<String, T> ordered = new LinkedHashMap<>();
    for (String stage : STAGES) {
      T value = byStage.get(stage);
      if (value != null) {
        ordered.put(stage, value);
      }
    }
    byStage.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static Html digests(Report report) {
    Provenance of = report.provenance();
    Table table = Table.of("digests-table").text("What").text("Digest or version");
    digest(table, "Bundle manifest, sha256", of.bundleSha256());
    digest(table, "Training rows, sha256 of the sorted rows", of.dataVersion());
    digest(
        table, "Feature service " + of.featureService() + ", schema hash", of.featureSchemaHash());
    digest(table, "Settings of this run, sha256", of.settingsSha256());
    digest(table, "Tapes of the strategy, sha256 of the records", report.live().tapeSha256());
    digest(table, "Tapes of the z-score rule", report.baseline().tapeSha256());
    digest(table, "Tapes of the frictionless run", report.frictionless().tapeSha256());
    digest(table, "Code, commit", of.commit());
    digest(table, "Seed", Long.toString(of.seed()));
    return table.html();
  }

  private static void digest(Table table, String what, String value) {
    table.row(what, Html.of("<code class=\"digest\">%s</code>", value));
  }

  private static Html rawFiles(List<RawFileLine> files) {
    Table table =
        Table.of("raw-files-table")
            .number("File id")
            .text("Path in the data folder")
            .text("sha256");
    for (int i = 0; i < files.size(); i++) {
      table.row(
          Figures.count(i),
          files.get(i).path(),
          Html.of("<code class=\"digest\">%s</code>", files.get(i).sha256()));
    }
    return table.html();
  }
}
