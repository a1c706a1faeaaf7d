package io.statarb.quality;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.Finding.Verdict;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.settings.StrategyFiles;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is wrong with files of any known format. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Name each defect of market data with its evidence.",
      "Crossed and wrong prices, jumps, dead or mixed series, splits that are not adjusted, clocks that",
      "disagree, holes and repetitions.",
      "Writes quality.json, quality.html and quarantine.json to --out.",
      "Exit code 1 when the gate fails: a finding has the verdict fail, and more than",
      "--max-failed-share of the series have one. Failed series are in quarantine: with --out RUN/quality",
      "the run RUN selects no pair that has one for a leg."
    },
    footer = {
      "",
      "Examples:",
      "  statarb ingest quality --data prices.csv --out quality",
      "  statarb ingest quality --data DIR --out statarb-run/quality --json",
      "  statarb ingest quality --strategy fx-two-venue --data DIR --out quality",
      "  statarb ingest quality --data DIR --out quality --max-failed-share 0.05"
    })
public final class QualityCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FILE_OR_DIR",
      description = {
        "A file, or a folder that is walked through",
        "(default with --strategy: the sample of the project)"
      })
  @Nullable Path data;

  @Option(
      names = "--strategy",
      paramLabel = "FILE_OR_NAME",
      description = {
        "Strategy file, or the name of one in dags/strategies: judge the files of its instruments alone, each at the",
        "utc_offset of its venue, as ingest reads them; all files where it leaves its instruments to a screen"
      })
  @Nullable String strategy;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting over the strategy's, e.g. --set venues.FXCM.utc_offset=-05:00; may be given again")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "Format of all files (default: told from each; statarb formats lists them)")
  @Nullable String format;

  @Option(names = "--mapping", paramLabel = "FILE", description = "Columns of a generic format")
  @Nullable Path mapping;

  @Option(
      names = "--date",
      paramLabel = "DAY",
      description = "Day of times since midnight, where neither file nor name tells it")
  @Nullable String date;

  @Option(
      names = "--utc-offset",
      paramLabel = "OFFSET",
      description = "Offset of local times from UTC (default: what the strategy says, else +00:00)")
  @Nullable String utcOffset;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the report")
  Path out = Path.of("");

  @Option(
      names = "--max-failed-share",
      paramLabel = "FRACTION",
      defaultValue = "0",
      description = "Share of series that may fail and be left out (default: ${DEFAULT-VALUE})")
  double maxFailedShare;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /** For picocli. */
  public QualityCommand() {}

  @Override
  public Integer call() {
    if (!(maxFailedShare >= 0 && maxFailedShare <= 1)) {
      throw Refusal.usage("--max-failed-share must be 0 to 1: " + maxFailedShare);
    }
    Progress progress = Progress.standard();
    QualityReport report = QualityFiles.over(inputs(), format, maxFailedShare, out, progress);
    if (json) {
      System.out.println(Json.text(report));
    } else {
      print(report);
    }
    return report.gate() == Verdict.FAIL ? ExitCode.REFUSED : ExitCode.OK;
  }

  private QualityInputs inputs() {
    if (strategy == null) {
      if (data == null || !sets.isEmpty()) {
        throw Refusal.usage(
            data == null
                ? "give --data or --strategy"
                : "--set needs --strategy, whose settings it changes");
      }
      return QualityInputs.of(data, options());
    }
    if (utcOffset != null) {
      throw Refusal.usage(
          "--utc-offset stands against --strategy, whose venues have offsets of their own");
    }
    Strategy settings =
        Settings.load(StrategyFiles.named(strategy), System.getenv(), sets).strategy();
    return QualityInputs.of(
        data == null ? StrategyFiles.sample(settings) : data, settings, options());
  }

  private LoadOptions options() {
    try {
      return new LoadOptions(
          date == null ? null : LocalDate.parse(date),
          utcOffset == null ? ZoneOffset.UTC : ZoneOffset.of(utcOffset),
          mapping);
    } catch (DateTimeException e) {
      throw Refusal.usage("--date or --utc-offset is not understood: " + e.getMessage());
    }
  }

  private void print(QualityReport report) {
    System.out.printf(
        "%d files, %d series, %d findings, %d series failed: gate %s%n",
        report.files().size(),
        report.symbols(),
        report.findings().size(),
        report.failedSymbols().size(),
        report.gate().json());
    for (Map.Entry<String, Integer> kind : report.counts().entrySet()) {
      System.out.printf("  %-24s %6d%n", kind.getKey(), kind.getValue());
    }
    report.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.FAIL)
        .limit(20)
        .forEach(finding ->
            System.out.printf(
                "  %s %s..%s %s %s%n",
                finding.symbol(),
                finding.from(),
                finding.to(),
                finding.kind().json(),
                finding.evidence()));
    if (!report.skipped().isEmpty()) {
      System.out.printf(
          "  %d files were skipped; quality.json says why%n", report.skipped().size());
    }
    System.out.println("open " + out.resolve("quality.html"));
  }
}
