package io.statarb.report.page;

import io.statarb.report.RefusalLine;
import io.statarb.report.Report;
import io.statarb.tape.sbe.HealthState;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.Locale;
import java.util.Map;

/** What the risk gate or the health of a pair stopped, with one example of each code. */
final class RefusalsSection {
  private static final double E8_PER_BP = 1e4;

  private RefusalsSection() {}

  static Html html(Report report) {
    Map<String, Long> byCode = report.live().riskRefusals();
    Html body =
        byCode.isEmpty()
            ? Html.of("<p>The risk gate stopped no order.</p>")
            : Html.of(
                "%s<p class=\"note\">One order may fail several checks. Each is on the tape with its limit and the actual value; all of them: <code>refusals.csv</code>.</p>",
                table(report, byCode));
    return Html.of(
        """
        <section id="refusals">
        <h2>Risk refusals</h2>
        %s
        </section>
        """,
        body);
  }

  private static Html table(Report report, Map<String, Long> byCode) {
    Table table =
        Table.of("refusals-table")
            .text("Code")
            .number("Checks failed")
            .text("First example")
            .text("Pair")
            .text("Instrument")
            .number("Limit")
            .number("Actual")
            .text("Unit");
    byCode.forEach((code, count) -> {
      RefusalLine example =
          report.refusalExamples().stream()
              .filter(line -> line.code().equals(code))
              .findFirst()
              .orElse(null);
      if (example == null) {
        table.row(code.replace('_', ' '), Figures.count(count), "", "", "", "", "", "");
      } else {
        table.row(
            code.replace('_', ' '),
            Figures.count(count),
            Figures.utc(example.tsNs()),
            example.pair(),
            example.instrument(),
            value(example, example.limitValue()),
            value(example, example.actualValue()),
            shownUnit(report, example));
      }
    });
    return table.html();
  }

  private static String value(RefusalLine line, long value) {
    return switch (line.unit()) {
      case "micros" -> Figures.money(value);
      case "ns" -> Figures.duration(value);
      case "e8" -> Figures.number(value / E8_PER_BP, 2);
      case "condition" -> condition(value);
      case "health" -> words(HealthState.get((short) value).name());
      default -> Figures.count(value);
    };
  }

  private static String condition(long value) {
    return value < 0 ? "no quote" : words(QuoteCondition.get((short) value).name());
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String shownUnit(Report report, RefusalLine line) {
    return switch (line.unit()) {
      case "micros" -> report.provenance().currency();
      case "ns" -> "";
      case "e8" -> "bps";
      case "condition" -> "state of the quote";
      case "health" -> "state of the pair";
      default -> line.unit();
    };
  }
}
