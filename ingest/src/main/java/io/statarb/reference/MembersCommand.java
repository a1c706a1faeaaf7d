package io.statarb.reference;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.reference.IndexMembership.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints who belonged to an index. */
@Command(
    name = "members",
    mixinStandardHelpOptions = true,
    description = {
      "Members of an index on a date, as known on another date.",
      "From dated lists: in, out, or unknown where a member left or entered between two lists."
    },
    footer = {
      "",
      "Examples:",
      "  statarb reference members --data DIR --date 2016-01-04 --json",
      "  statarb reference members --data DIR --date 2016-01-04 --known 2016-01-04",
      "  statarb reference members --data DIR --date 2016-01-04 --symbol GOOGL"
    })
final class MembersCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of lists named like constituents_2012-12-27.csv")
  Path data = Path.of("");

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "When")
  LocalDate date = LocalDate.EPOCH;

  @Option(
      names = "--known",
      paramLabel = "DATE",
      description = "Lists of later dates do not count (default: all count)")
  LocalDate known = LocalDate.MAX;

  @Option(names = "--symbol", description = "One symbol instead of all")
  String symbol = "";

  @Option(
      names = "--actions",
      paramLabel = "FILE",
      description = "Corporate actions whose symbol changes link the lists")
  @Nullable Path actions;

  @Option(
      names = "--complete",
      defaultValue = "" + IndexMembership.SP500_MEMBERS,
      description = "Fewest members of a complete list (default: ${DEFAULT-VALUE})")
  int complete = IndexMembership.SP500_MEMBERS;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    IndexMembership index = IndexMembership.load(data, complete, symbols());
    List<Answer> answers =
        symbol.isEmpty() ? index.all(date, known) : List.of(index.of(symbol, date, known));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(object(index, answers)));
    } else {
      for (Answer answer : answers) {
        out.println(
            "%-8s %-8s %-28s %s"
                .formatted(
                    answer.symbol(),
                    word(answer),
                    index.sector(answer.symbol(), date, known),
                    answer.reason()));
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private SymbolChanges symbols() {
    return actions == null
        ? SymbolChanges.of(List.of())
        : SymbolChanges.of(
            ActionHistory.load(actions)
                .asOf(
                    known.equals(LocalDate.MAX)
                        ? java.time.Instant.MAX
                        : known.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC)));
  }

  private static String word(Answer answer) {
    return answer.membership().name().toLowerCase(java.util.Locale.ROOT);
  }

  private Map<String, Object> object(IndexMembership index, List<Answer> answers) {
    List<Map<String, Object>> in = new ArrayList<>();
    List<Map<String, Object>> out = new ArrayList<>();
    List<Map<String, Object>> unknown = new ArrayList<>();
    for (Answer answer : answers) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("symbol", answer.symbol());
      entry.put("reason", answer.reason());
      entry.put("before", text(answer.before()));
      entry.put("after", text(answer.after()));
      entry.put("sector", index.sector(answer.symbol(), date, known));
      switch (answer.membership()) {
        case IN -> in.add(entry);
        case OUT -> out.add(entry);
        case UNKNOWN -> unknown.add(entry);
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("date", date.toString());
    object.put("known", known.equals(LocalDate.MAX) ? null : known.toString());
    object.put("lists", index.lists(known).stream().map(LocalDate::toString).toList());
    object.put(
        "incomplete_lists",
        index.incompleteLists(known).stream().map(LocalDate::toString).toList());
    object.put("in_count", in.size());
    object.put("out_count", out.size());
    object.put("unknown_count", unknown.size());
    object.put("in", in);
    object.put("out", out);
    object.put("unknown", unknown);
    return object;
  }

  private static @Nullable String text(@Nullable LocalDate listed) {
    return listed == null ? null : listed.toString();
  }
}
