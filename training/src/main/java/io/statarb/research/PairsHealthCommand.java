package io.statarb.research;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.healthcheck.Formation;
import io.statarb.healthcheck.HealthFiles;
import io.statarb.healthcheck.HealthTimeline;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.statistics.SeriesTable;
import io.statarb.table.LabelColumn;
import io.statarb.table.Panel;
import io.statarb.table.PanelReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the live check of a pair's health over the rows of a file. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Form pairs on one window of a file and watch on the rows after it whether they hold.",
      "Row by row, by the class that live trading asks: unit root, half-life, hedge ratio, volatility, a",
      "monitored CUSUM, the distance from the mean and the time away from it. Verdicts: healthy, size-down,",
      "exit-only, quarantined.",
      "Writes health.json (changes and their reasons), checks.csv (every check), health.html (to look at)."
    },
    footer = {
      "",
      "Examples:",
      "  statarb pairs health --data prices.csv --columns KO,PEP --log \\",
      "      --formation-from 2014-01-01 --formation-to 2015-12-31 --out health",
      "  statarb pairs health --data prices.csv --columns XOM,CVX,COP --log --formation-to 2015-12-31 --out health",
      "  statarb pairs health --data bars.parquet --pairs pairs.csv --log --formation-to 2015-12-31 \\",
      "      --from 2016-01-01 --to 2016-12-31 --window 120 --out health --json",
      "  statarb pairs health --data minutes.csv --columns A,B --formation-to 2024-03-01 \\",
      "      --set health.break_shift_sd=2 --out health"
    })
final class PairsHealthCommand implements Callable<Integer> {
  /** Checks of one window, as on the grid of live trading. */
  private static final int CHECKS_OF_A_WINDOW = 20;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Prices: CSV, gzip or Parquet, wide or long")
  Path data = Path.of("");

  @Option(
      names = "--columns",
      split = ",",
      converter = ColumnName.class,
      paramLabel = "Y,X",
      description = "The pair: leg Y, then leg X; of a basket leg Y, then each hedge leg")
  List<String> columns = new ArrayList<>();

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description = "The pairs: CSV or Parquet with columns y and x")
  @Nullable Path pairs;

  @Option(
      names = "--value",
      paramLabel = "COLUMN",
      description = "Value column of a long file (default: adj_close, close, price or value)")
  @Nullable String value;

  @Option(names = "--log", description = "Take natural logarithms first")
  boolean log;

  @Option(
      names = "--formation-from",
      paramLabel = "D",
      description = "First day of the formation window (default: the first of the file)")
  @Nullable LocalDate formationFrom;

  @Option(
      names = "--formation-to",
      required = true,
      paramLabel = "D",
      description = "Last day of the formation window")
  LocalDate formationTo = LocalDate.MAX;

  @Option(
      names = "--from",
      paramLabel = "D",
      description = "First day watched (default: the day after the formation window)")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "D",
      description = "Last day watched (default: the last of the file)")
  @Nullable LocalDate to;

  @Option(
      names = "--window",
      paramLabel = "ROWS",
      description =
          "Rows of a check (default: 40 half-lives of the formation, 60 rows at least and no more than it has)")
  @Nullable Integer window;

  @Option(
      names = "--check-every",
      paramLabel = "ROWS",
      description = "Rows from one check to the next (default: a 20th of the window)")
  @Nullable Integer checkEvery;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of health, e.g. health.exit_only.p_value=0.3; may be given again")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results; replaced")
  Path out = Path.of("");

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    Progress progress = Progress.standard();
    progress.line("read " + data);
    Panel panel = PanelReader.read(data, value);
    LocalDate first = from == null ? formationTo.plusDays(1) : from;
    if (!first.isAfter(formationTo)) {
      throw Refusal.usage(
          "--from must lie behind --formation-to, else a pair is held against itself: %s, %s"
              .formatted(first, formationTo));
    }
    Panel formation =
        panel.between(formationFrom == null ? LocalDate.MIN : formationFrom, formationTo);
    Panel watched = panel.between(first, to == null ? LocalDate.MAX : to);
    List<HealthTimeline> timelines = new ArrayList<>();
    for (List<String> pair : pairs()) {
      timelines.add(timeline(pair, formation, watched));
    }
    progress.line("write " + out);
    HealthFiles.write(out, timelines, data.toString(), settings());
    print(timelines);
    return ExitCode.OK;
  }

  private List<List<String>> pairs() {
    Path file = pairs;
    if ((file == null) == columns.isEmpty()) {
      throw Refusal.usage(
          "name one pair or basket by --columns Y,X or several pairs by --pairs FILE");
    }
    List<List<String>> chosen = file == null ? List.of(columns) : LabelColumn.pairs(file, "y", "x");
    if (chosen.isEmpty()) {
      throw Refusal.data("%s names no pair".formatted(file));
    }
    for (List<String> pair : chosen) {
      if (pair.size() < 2 || Set.copyOf(pair).size() < pair.size()) {
        throw Refusal.usage("two legs at least, all different: " + String.join(",", pair));
      }
    }
    return chosen;
  }

  private HealthTimeline timeline(List<String> legs, Panel formation, Panel watched) {
    SeriesTable formed = formation.complete(legs);
    double[][] values = legs.stream().map(leg -> values(watched, leg)).toArray(double[][]::new);
    Formation fit = Formation.of(log ? Logarithms.of(formed) : formed);
    List<String> labels = IntStream.range(0, watched.rows()).mapToObj(watched::label).toList();
    return HealthTimeline.run(legs, fit, settings(fit), values, labels);
  }

  private double[] values(Panel panel, String name) {
    double[] values = panel.column(name).clone();
    for (int row = 0; log && row < values.length; row++) {
      if (values[row] <= 0) {
        throw Refusal.data(
            "--log needs values above 0: column %s is %s at %s"
                .formatted(name, values[row], panel.label(row)));
      }
      values[row] = StrictMath.log(values[row]);
    }
    return values;
  }

  private HealthSettings settings(Formation formation) {
    HealthSettings usual = Settings.load(null, Map.of(), List.of()).strategy().health();
    List<String> all = new ArrayList<>();
    double halfLives = usual.windowHalfLives() * formation.reference().halfLife();
    int rows =
        window == null
            ? (int) Math.clamp(Math.ceil(halfLives), Formation.LEAST_ROWS, formation.rows())
            : window;
    all.add("health.window=" + rows);
    all.add(
        "health.check_every="
            + (checkEvery == null ? Math.max(1, rows / CHECKS_OF_A_WINDOW) : checkEvery));
    for (String set : sets) {
      if (!set.startsWith("health.")) {
        throw Refusal.usage("--set takes a setting of health here: " + set);
      }
      all.add(set);
    }
    return Settings.load(null, Map.of(), all).strategy().health();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("data_sha256", Sha256.ofFile(data));
    settings.put("log", log);
    settings.put("formation_from", String.valueOf(formationFrom));
    settings.put("formation_to", formationTo.toString());
    settings.put("from", String.valueOf(from));
    settings.put("to", String.valueOf(to));
    settings.put("set", sets);
    return settings;
  }

  private void print(List<HealthTimeline> timelines) {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("pairs", timelines.stream().map(HealthTimeline::fields).toList());
    summary.put("out", out.toString());
    summary.put("page", out.resolve("health.html").toString());
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(json ? Json.text(summary) + "\n" : Json.pretty(summary));
    writer.flush();
  }
}
