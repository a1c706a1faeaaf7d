package io.statarb.report.page;

import io.statarb.report.CauseWords;
import java.util.List;

/** What the words and the signs mean. */
final class GlossarySection {
  private GlossarySection() {}

  static Html html() {
    List<Html> causes =
        CauseWords.known().stream()
            .map(cause ->
                Html.of(
                    "<dt>%s%s</dt><dd>%s</dd>\n",
                    cause.label(), cause.cost() ? " (cost)" : "", cause.meaning()))
            .toList();
    return Html.of(
        """
        <section id="glossary">
        <h2>Signs and words</h2>
        <dl class="glossary">
        <dt>Signs</dt><dd>+ is a gain and − a loss, for us, everywhere; a cost is therefore negative. Lots: + bought, − sold.</dd>
        <dt>Spread</dt><dd>log y − hedge ratio × log x − intercept, of mids. Long the spread: bought Y, sold X.</dd>
        <dt>z</dt><dd>How far the spread is from its running mean, in running standard deviations.</dd>
        <dt>Score</dt><dd>The model's prediction of the spread's change over the label's horizon, in standard deviations of such changes;
        + predicts a rise.</dd>
        %s<dt>Round trip</dt><dd>A position of a pair from its entry to its exit, or to the mark at the end of its date.</dd>
        <dt>Order, fill, refusal</dt><dd>An order is one leg, immediate or cancel, sent to a venue; a fill is what the venue traded of it; a
        refusal is an order that our own risk gate stopped before it was sent.</dd>
        <dt>Simulated venue</dt><dd>A fill takes the worse of the quote in force when the order arrives and the venue's next good quote; never
        a mid, never a quote already gone.</dd>
        <dt>Frictionless</dt><dd>The same model and rule, filled at the mid, at once, without fees: what the signal would be worth if trading were
        free. Nobody can trade this.</dd>
        <dt>z-score rule</dt><dd>The same entry and exit thresholds without a model, after the same costs.</dd>
        <dt>Paper and live</dt><dd>A paper bundle failed at least one merit gate, or was never put forward; it trades the simulated venue only.</dd>
        </dl>
        </section>
        """,
        Html.join(causes));
  }
}
