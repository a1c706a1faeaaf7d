package io.statarb.report;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import io.statarb.time.NanoClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the report and {@code run.json} of a run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Fold the tapes of a run into its report: report/index.html for people, the same numbers as JSON and CSV",
      "beside it, and run.json for machines. A report whose causes do not add up to its P&L is refused."
    },
    footer = {
      "",
      "Examples:",
      "  statarb report --out run",
      "  statarb report --out run --json",
      "  statarb report --out run --alter-fill 2014-05-07/12"
    })
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "statarb-run",
      description = "Folder of the run (default: ${DEFAULT-VALUE})")
  Path out = Path.of("statarb-run");

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Option(
      names = "--alter-fill",
      paramLabel = "FILL",
      description = {
        "A control: move the price of this fill by one tick on its way from the tape into the attribution,",
        "print the residual, which must then not be 0, and write nothing"
      })
  @Nullable String alterFill;

  @Override
  public Integer call() {
    RunFolder folder = new RunFolder(out.toAbsolutePath().normalize());
    String fill = alterFill;
    return fill == null ? report(folder) : control(ResidualControl.of(folder, fill));
  }

  private int control(ResidualControl control) {
    if (json) {
      System.out.println(Json.text(control));
    } else {
      System.out.println(
          "fill %s with its price moved by one tick: attribution residual %s micros; as the tape has it: %s micros"
              .formatted(
                  control.fillId(),
                  control.alteredResidualMicros(),
                  control.attributionResidualMicros()));
    }
    if (control.alteredResidualMicros() == 0) {
      throw new IllegalStateException(
          "Invariant: an altered fill shows in the residual: fill=" + control.fillId());
    }
    return ExitCode.OK;
  }

  private int report(RunFolder folder) {
    NanoClock clock = NanoClock.monotonic();
    long startNs = clock.nowNs();
    ReportBuilder.Built built =
        new ReportBuilder(folder, Progress.standard()).build(() -> (clock.nowNs() - startNs) / 1e9);
    Report report = built.report();
    List<String> residuals = RunSummary.residuals(report);
    SortedMap<String, Object> run = RunSummary.of(report, built.featureRows());
    if (residuals.isEmpty()) {
      ReportFiles.writeReport(folder, report, built.live());
    } else {
      ReportFiles.removeReport(folder);
    }
    ReportFiles.writeRun(folder, run);
    if (!residuals.isEmpty()) {
      throw Refusal.data(
          "the report is refused: the causes do not add up to the P&L: %s"
              .formatted(String.join("; ", residuals)));
    }
    if (json) {
      System.out.println(Json.text(run));
    } else {
      System.out.println(sentence(folder, report));
    }
    return ExitCode.OK;
  }

  private static String sentence(RunFolder folder, Report report) {
    ModeFigures live = report.live();
    String currency = report.provenance().currency();
    return String.format(
        Locale.ROOT,
        """
        %s (%s): %d round trips, net %,.2f %s of which crossing %,.2f, fees %,.2f; z-score rule %,.2f, frictionless %,.2f
        attribution residual %d micros; %s
        %s\
        """,
        report.provenance().strategy(),
        report.provenance().stage().word(),
        live.roundTrips(),
        live.pnlMicros() / 1e6,
        currency,
        CauseWords.micros(live.attribution(), "crossing") / 1e6,
        CauseWords.micros(live.attribution(), "fees") / 1e6,
        report.baseline().pnlMicros() / 1e6,
        report.frictionless().pnlMicros() / 1e6,
        live.attributionResidualMicros(),
        live.netPerRoundTrip().verdict(),
        folder.reportFolder().resolve("index.html"));
  }
}
