package io.statarb.research;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodRequest;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.PairMethod;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.table.Panel;
import io.statarb.table.PanelReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one statistical method over columns of a file. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Run one method over columns of a CSV (plain or gzip) or Parquet file.",
      "Files are wide (a column for each series; of a pair y comes first) or long (symbol, date, value).",
      "Rows with a missing value in one of the columns are left out and counted."
    },
    footer = {
      "",
      "Examples:",
      "  statarb pairs test --list",
      "  statarb pairs test adf --data prices.csv --columns KO --log --trend ct --lags bic",
      "  statarb pairs test engle-granger --data prices.csv --columns KO,PEP --log --json",
      "  statarb pairs test johansen --data bars.parquet --columns EWA,EWC,IGE --lags 1",
      "  statarb pairs test ou --data spread.csv --columns spread --set cost=0.001"
    })
final class PairsTestCommand implements Callable<Integer> {
  private static final int WRAP = 100;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The method; --list names them")
  @Nullable String name;

  @Option(names = "--list", description = "Explain each method")
  boolean list;

  @Option(names = "--data", paramLabel = "FILE", description = "CSV, gzip or Parquet file")
  @Nullable Path data;

  @Option(
      names = "--columns",
      split = ",",
      converter = ColumnName.class,
      paramLabel = "A,B",
      description =
          "Columns, or symbols of a long file, in the order that the method takes them; a name with a comma in double quotes")
  List<String> columns = new ArrayList<>();

  @Option(
      names = "--value",
      paramLabel = "COLUMN",
      description = "Value column of a long file (default: adj_close, close, price or value)")
  @Nullable String value;

  @Option(names = "--log", description = "Take natural logarithms first")
  boolean log;

  @Option(
      names = "--trend",
      paramLabel = "T",
      description = "Deterministic terms of a test: n, c, ct or ctt (default: c)")
  @Nullable String trend;

  @Option(
      names = "--lags",
      paramLabel = "K",
      description = "Lags of a test: a number, aic, bic or t-stat (default: the method's own)")
  @Nullable String lags;

  @Option(
      names = "--max-lags",
      paramLabel = "K",
      description = "Most lags that a criterion may choose")
  @Nullable Integer maxLags;

  @Option(names = "--from", paramLabel = "D", description = "First date")
  @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "D", description = "Last date")
  @Nullable LocalDate to;

  @Option(
      names = "--set",
      paramLabel = "NAME=NUMBER",
      description = "A setting of the method; --list names them")
  Map<String, Double> settings = new TreeMap<>();

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    Map<String, PairMethod> methods = methods();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (list) {
      out.print(json ? Json.text(described(methods)) + "\n" : explained(methods));
      out.flush();
      return ExitCode.OK;
    }
    PairMethod method = method(methods);
    Map<String, @Nullable Object> answer = answer(method);
    out.print(json ? Json.text(answer) + "\n" : Json.pretty(answer));
    out.flush();
    return ExitCode.OK;
  }

  private static Map<String, PairMethod> methods() {
    Map<String, PairMethod> methods = new TreeMap<>();
    for (PairMethod method : ServiceLoader.load(PairMethod.class)) {
      methods.put(method.name(), method);
    }
    return methods;
  }

  private PairMethod method(Map<String, PairMethod> methods) {
    String wanted = name;
    if (wanted == null) {
      throw Refusal.usage(
          "name a method: %s; --list explains them".formatted(String.join(", ", methods.keySet())));
    }
    PairMethod method = methods.get(wanted.toLowerCase(Locale.ROOT));
    if (method == null) {
      throw Refusal.usage(
          "there is no method %s; did you mean %s? --list explains them"
              .formatted(wanted, NearestWord.to(wanted, methods.keySet())));
    }
    for (String setting : settings.keySet()) {
      if (!method.optionNames().containsKey(setting)) {
        throw Refusal.usage(
            "%s has no setting %s; it has %s"
                .formatted(
                    method.name(),
                    setting,
                    method.optionNames().isEmpty()
                        ? "none"
                        : String.join(", ", new TreeMap<>(method.optionNames()).keySet())));
      }
    }
    return method;
  }

  private Map<String, @Nullable Object> answer(PairMethod method) {
    Trend terms = terms();
    LagChoice choice = LagOption.parse(lags, maxLags, method.defaultLags());
    Path file = data;
    if (file == null) {
      throw Refusal.usage("--data is missing: a CSV or Parquet file");
    }
    Panel panel = PanelReader.read(file, value);
    if (from != null || to != null) {
      panel = panel.between(from == null ? LocalDate.MIN : from, to == null ? LocalDate.MAX : to);
    }
    SeriesTable table = panel.complete(columns(method, panel));
    if (log) {
      table = Logarithms.of(table);
    }
    MethodResult result;
    try {
      result = method.run(new MethodRequest(table, terms, choice, settings));
    } catch (IllegalArgumentException e) {
      throw Refusal.data("%s of %s: %s".formatted(method.name(), file, e.getMessage()));
    }
    Map<String, @Nullable Object> answer = result.fields();
    answer.put("name", method.name());
    answer.put("columns", table.names());
    answer.put("log", log);
    answer.put("trend", method.takesTrendAndLags() ? terms.letters() : null);
    answer.put("without_effect", withoutEffect(method));
    answer.put("rows", table.rows());
    answer.put("rows_left_out", panel.rows() - table.rows());
    answer.put("from", table.labels().isEmpty() ? null : table.labels().getFirst());
    answer.put("to", table.labels().isEmpty() ? null : table.labels().getLast());
    return answer;
  }

  private Trend terms() {
    String letters = trend == null ? "c" : trend;
    return Trend.of(letters)
        .orElseThrow(() -> Refusal.usage("--trend must be n, c, ct or ctt: " + letters));
  }

  /** Options that were given and have no part in the method, so that nobody reads them into it. */
  private List<String> withoutEffect(PairMethod method) {
    List<String> idle = new ArrayList<>();
    if (!method.takesTrendAndLags()) {
      addGiven(idle, "--trend", trend);
      addGiven(idle, "--lags", lags);
      addGiven(idle, "--max-lags", maxLags);
    }
    return idle;
  }

  private static void addGiven(List<String> options, String name, @Nullable Object value) {
    if (value != null) {
      options.add(name);
    }
  }

  /** The columns asked for; those of the file when it has no more than the method takes. */
  private List<String> columns(PairMethod method, Panel panel) {
    List<String> chosen = columns;
    if (chosen.isEmpty() && panel.names().size() <= method.maxColumns()) {
      chosen = panel.names();
    }
    if (chosen.size() < method.minColumns() || chosen.size() > method.maxColumns()) {
      throw Refusal.usage(
          "%s takes %s: --columns names %d".formatted(method.name(), count(method), chosen.size()));
    }
    if (chosen.stream().distinct().count() < chosen.size()) {
      throw Refusal.usage("--columns names a column twice: " + String.join(",", chosen));
    }
    return chosen;
  }

  private static String count(PairMethod method) {
    int least = method.minColumns();
    int most = method.maxColumns();
    String number =
        least == most
            ? "" + least
            : least + (most == Integer.MAX_VALUE ? " or more" : " to " + most);
    return number + (most == 1 ? " column" : " columns");
  }

  private static Map<String, Object> described(Map<String, PairMethod> methods) {
    Map<String, Object> described = new TreeMap<>();
    methods.forEach((name, method) ->
        described.put(
            name,
            Map.of(
                "description",
                method.describe(),
                "min_columns",
                method.minColumns(),
                "max_columns",
                method.maxColumns(),
                "takes_trend_and_lags",
                method.takesTrendAndLags(),
                "settings",
                method.optionNames())));
    return described;
  }

  private static String explained(Map<String, PairMethod> methods) {
    StringBuilder text = new StringBuilder();
    methods.forEach((name, method) -> {
      text.append(name).append("  (").append(count(method)).append(")\n");
      wrap(text, method.describe());
      new TreeMap<>(method.optionNames())
          .forEach((option, meaning) -> wrap(text, "--set " + option + "=...: " + meaning));
      text.append('\n');
    });
    return text.toString();
  }

  private static void wrap(StringBuilder text, String paragraph) {
    int column = 0;
    for (String word : paragraph.split("\\s+", -1)) {
      if (column == 0 || column + word.length() + 1 > WRAP) {
        text.append(column == 0 ? "    " : "\n    ");
        column = 4;
      } else {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }
}
