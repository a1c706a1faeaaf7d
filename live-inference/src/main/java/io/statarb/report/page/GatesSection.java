package io.statarb.report.page;

import io.statarb.bundle.GateVerdict;
import io.statarb.report.Report;

/** What the bundle was judged by before it was promoted. */
final class GatesSection {
  private GatesSection() {}

  static Html html(Report report) {
    Table table =
        Table.of("gates-table")
            .text("Gate")
            .text("Kind")
            .text("Verdict")
            .number("Value")
            .number("Limit")
            .text("What it says");
    for (GateVerdict gate : report.gates()) {
      table.row(
          gate.name().replace('_', ' '),
          switch (gate.kind()) {
            case INTEGRITY -> "integrity";
            case MERIT -> "merit";
          },
          gate.passed()
              ? Html.of("<span class=\"pass\">✓ passed</span>")
              : Html.of("<span class=\"fail\">✗ failed</span>"),
          Figures.plain(gate.value()),
          Figures.plain(gate.limit()),
          gate.detail());
    }
    return Html.of(
        """
        <section id="gates">
        <h2>Promotion gates</h2>
        %s
        <p class="note">An integrity gate that fails refuses the bundle. A merit gate that fails leaves it at paper.
        %s trials were counted in the ledger.</p>
        </section>
        """,
        table.html(), Figures.count(report.trials()));
  }
}
