package io.statarb.report.page;

import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.Stage;
import io.statarb.report.Provenance;
import io.statarb.report.Report;
import java.util.List;
import java.util.stream.Collectors;

/** Who traded what, when, with what, and how far it may go. */
final class HeaderSection {
  private HeaderSection() {}

  static Html html(Report report) {
    Provenance of = report.provenance();
    return Html.of(
        """
        <header>
        <div class="title"><h1>%s</h1> <span class="badge %s">%s</span></div>
        <p class="lead">%s</p>
        <p class="stage %s">%s</p>
        %s
        <dl class="facts">
        %s%s%s%s%s%s%s%s</dl>
        </header>
        """,
        of.strategy(),
        of.stage().word(),
        of.stage() == Stage.PAPER ? "PAPER" : "LIVE",
        of.description(),
        of.stage().word(),
        stageSentence(of.stage(), report.gates()),
        parts(of.sessions()),
        fact("Traded", dates(of.sessions())),
        fact("Trained on", dates(of.trainDates())),
        fact("Hedge ratios from", dates(of.formationDates())),
        fact("Capital base", Figures.count(of.capital()) + " " + of.currency()),
        digest("Bundle", of.bundleSha256()),
        digest("Data version", of.dataVersion()),
        digest("Settings", of.settingsSha256()),
        digest("Code", of.commit()));
  }

  private static Html parts(List<String> sessions) {
    return sessions.stream().anyMatch(session -> session.contains("_s"))
        ? Html.of(
            "<p class=\"note\">The data holds fewer trading dates than the strategy asks for: sessions are equal parts of dates.</p>")
        : Html.EMPTY;
  }

  private static Html fact(String name, String value) {
    return Html.of("<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
  }

  private static Html digest(String name, String value) {
    return Html.of(
        "<div><dt>%s</dt><dd><code title=\"%s\">%s</code></dd></div>\n",
        name, value, Figures.shortDigest(value));
  }

  /** {@code a}, {@code a and b} or {@code a to b (n)}. */
  static String dates(List<String> dates) {
    return switch (dates.size()) {
      case 0 -> Figures.NONE;
      case 1 -> dates.getFirst();
      case 2 -> dates.getFirst() + " and " + dates.getLast();
      default -> "%s to %s (%s)".formatted(dates.getFirst(), dates.getLast(), dates.size());
    };
  }

  /** What the stage means here, in plain words. */
  static String stageSentence(Stage stage, List<GateVerdict> gates) {
    List<String> failed =
        gates.stream()
            .filter(gate -> gate.kind() == GateVerdict.Kind.MERIT && !gate.passed())
            .map(gate -> gate.name().replace('_', ' '))
            .toList();
    return switch (stage) {
      case PAPER ->
          failed.isEmpty()
              ? "Paper: promoted for the simulated venue only; no real order may be sent."
              : "Paper: failed %s %s; trades the simulated venue only."
                  .formatted(
                      failed.size() == 1 ? "the merit gate" : "the merit gates",
                      failed.stream().collect(Collectors.joining(", ")));
      case LIVE -> "Live: passed every integrity and merit gate.";
    };
  }
}
