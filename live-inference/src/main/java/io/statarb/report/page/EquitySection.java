package io.statarb.report.page;

import io.statarb.report.Report;

/** Cumulated P&amp;L through the sessions; two charts, because free trading dwarfs all else. */
final class EquitySection {
  private EquitySection() {}

  static Html html(Report report) {
    return Html.of(
        """
        <section id="equity">
        <h2>Equity curve</h2>
        <div class="two">
        <figure><figcaption>After costs: the strategy and the plain z-score rule (%s)</figcaption>
        <div class="chart" id="chart-equity"></div></figure>
        <figure><figcaption>The same model and rule, filled at the mid, at once and free (%s)</figcaption>
        <div class="chart" id="chart-frictionless"></div></figure>
        </div>
        <p class="note">Cash plus open positions at mid, each minute; a session ends with its closing marks. All sessions after one another, UTC.
        The two charts have scales of their own: the distance between them is what it costs to trade.</p>
        </section>
        """,
        report.provenance().currency(), report.provenance().currency());
  }
}
