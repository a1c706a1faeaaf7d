package io.statarb.reference;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the corporate actions of a security as they were known. */
@Command(
    name = "actions",
    mixinStandardHelpOptions = true,
    description = {
      "Corporate actions of a security up to a date, as known at a moment.",
      "With the factor by which older units and prices compare with those of that date. The file holds a row",
      "for each version of an action: id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at,",
      "such as AAPL-2014,AAPL,split,2014-06-09,7:1,,,,2014-04-23T20:30:00Z."
    },
    footer = {
      "",
      "Examples:",
      "  statarb reference actions --data actions.csv --symbol AAPL --as-of 2014-06-09 --json",
      "  statarb reference actions --data actions.csv --symbol AAPL --as-of 2014-06-09 --known 2014-05-01",
      "  statarb reference actions --data actions.csv --symbol AAPL --as-of 2020-12-31 --from 2014-06-09"
    })
final class ActionsCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Corporate actions, CSV or YAML")
  Path data = Path.of("");

  @Option(
      names = "--symbol",
      required = true,
      description = "Symbol of the security on the date --as-of")
  String symbol = "";

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      description = "Actions with later ex dates do not count")
  LocalDate asOf = LocalDate.EPOCH;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Actions with ex dates up to this one do not count (default: all count)")
  LocalDate from = LocalDate.MIN;

  @Option(
      names = "--known",
      paramLabel = "TIME",
      description =
          "A moment such as 2014-05-01T13:30:00Z, or a date, which means its midnight UTC: what became known later"
              + " does not count (default: all counts)")
  String known = "";

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Instant knownAt = knownAt();
    ActionHistory history = ActionHistory.load(data);
    List<CorporateAction> actions =
        history.of(symbol.toUpperCase(Locale.ROOT), from, asOf, knownAt);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(object(history, actions)));
    } else {
      for (CorporateAction action : actions) {
        out.println(
            "%s  %-8s %-15s %-10s %s"
                .formatted(
                    action.exDate(),
                    action.symbol(),
                    word(action),
                    amount(action),
                    action.factorKnown() ? "" : "factor not known"));
      }
      out.println("%d actions".formatted(actions.size()));
    }
    out.flush();
    return ExitCode.OK;
  }

  private Instant knownAt() {
    try {
      return known.isEmpty() ? Instant.MAX : Row.parseMoment(known);
    } catch (DateTimeException e) {
      throw Refusal.usage("--known is no moment such as 2014-05-01T13:30:00Z: " + known);
    }
  }

  /**
   * Versions of an action that were known at the moment asked for; later ones are not even counted.
   */
  private long versionsKnown(ActionHistory history, String id) {
    Instant moment = knownAt();
    return history.versions(id).stream()
        .filter(version -> !version.knownAt().isAfter(moment))
        .count();
  }

  private static String word(CorporateAction action) {
    return action.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String amount(CorporateAction action) {
    BigDecimal cash = action.cash();
    if (action.kind().hasRatio()) {
      return action.newUnits() == 0 ? "" : action.newUnits() + ":" + action.oldUnits();
    }
    return cash != null ? cash.toPlainString() : action.newSymbol();
  }

  private Map<String, Object> object(ActionHistory history, List<CorporateAction> actions) {
    List<Map<String, Object>> list = new ArrayList<>();
    BigDecimal units = BigDecimal.ONE;
    boolean comparable = true;
    for (CorporateAction action : actions) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", action.id());
      entry.put("symbol", action.symbol());
      entry.put("kind", word(action));
      entry.put("ex_date", action.exDate().toString());
      entry.put("new_units", action.newUnits());
      entry.put("old_units", action.oldUnits());
      entry.put("cash", action.cash());
      entry.put("new_symbol", action.newSymbol());
      entry.put("known_at", action.knownAt().toString());
      entry.put("versions", versionsKnown(history, action.id()));
      entry.put("factor_known", action.factorKnown());
      list.add(entry);
      comparable &= action.factorKnown();
      if (action.kind().hasRatio() && action.newUnits() > 0) {
        units =
            units
                .multiply(BigDecimal.valueOf(action.newUnits()))
                .divide(BigDecimal.valueOf(action.oldUnits()), java.math.MathContext.DECIMAL64);
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("symbol", symbol.toUpperCase(Locale.ROOT));
    object.put("as_of", asOf.toString());
    object.put("known", known.isEmpty() ? null : known);
    object.put("actions", list);
    object.put("units_factor", units);
    object.put("comparable", comparable);
    return object;
  }
}
