package io.statarb.healthcheck;

import io.statarb.screen.ResearchPage;
import io.statarb.tape.sbe.HealthState;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Timelines as one HTML page without anything from outside; plots are SVG. */
final class HealthPage {
  /** Changes listed of each pair; all are in {@code health.json}. */
  private static final int LISTED = 60;

  /** Engle-Granger p-value above which no pair should have been formed. */
  private static final double FORMED = 0.05;

  private static final String STYLE =
      """
      <style>.healthy{fill:#2e9e6b22}.size-down{fill:#e0a80044}.exit-only{fill:#e0702044}.quarantined{fill:#c0392b55}
      .key i{display:inline-block;width:.9em;height:.9em;margin:0 .3em 0 .9em;vertical-align:-.1em}
      .key .healthy{background:#2e9e6b44}.key .size-down{background:#e0a80088}.key .exit-only{background:#e0702088}
      .key .quarantined{background:#c0392b99}h4{margin:.7rem 0 0;font-size:.86rem;color:var(--soft);font-weight:600}</style>
      """;

  private final StringBuilder page = new StringBuilder(1 << 17);

  static String html(List<HealthTimeline> timelines, String source) {
    return new HealthPage().all(timelines, source);
  }

  private String all(List<HealthTimeline> timelines, String source) {
    page.append(ResearchPage.begin("Pair health"))
        .append(STYLE)
        .append("<h1>Pair health</h1><p class=\"soft\">")
        .append(ResearchPage.text(source))
        .append(". Each window of rows is held against the formation window.</p><p class=\"key\">");
    for (HealthState state : HealthPlot.STATES) {
      String word = Check.word(state);
      page.append("<i class=\"%s\"></i>%s".formatted(word, word));
    }
    page.append("</p>");
    timelines.forEach(this::pair);
    return page.append(ResearchPage.END).toString();
  }

  private void pair(HealthTimeline t) {
    page.append(
        "<h2>%s</h2><div class=\"cards\">".formatted(ResearchPage.text(t.y() + " - " + t.x())));
    card(t.checks().isEmpty() ? "not measured" : Check.word(t.state()), "at the end");
    card(String.valueOf(t.changes().size()), "changes");
    card(
        t.formation().reference().ratios().stream()
            .map(ratio -> number("%.4f", ratio))
            .collect(Collectors.joining(", ")),
        "hedge ratio formed");
    card(number("%.1f", t.formation().reference().halfLife()), "half-life formed, rows");
    card(number("%.3g", t.formation().pValue()), "p of formation");
    page.append("</div>");
    // Written so that NaN counts as not found.
    if (!(t.formation().pValue() <= FORMED)) {
      page.append("<p class=\"none\">")
          .append(
              "The formation window does not show a pair: its p-value is above %s. "
                  .formatted(FORMED))
          .append("That it stays what it was then says little.</p>");
    }
    if (t.checks().isEmpty()) {
      page.append(
          "<p class=\"none\">The window of %d rows was never full: %d rows.</p>"
              .formatted(t.settings().window(), t.rows()));
      return;
    }
    if (!t.judgesReversion()) {
      page.append("<p class=\"none\">")
          .append(
              "A window of %d rows holds fewer than %d half-lives"
                  .formatted(t.settings().window(), t.settings().windowHalfLives()))
          .append(": too few to tell reversion from none, so p-value and half-life are shown and")
          .append(" not judged.</p>");
    }
    if (Double.isNaN(t.checks().getLast().farRatio())) {
      page.append("<p class=\"none\">")
          .append(
              "The formation window held too few times of reversion to say how far from its mean")
          .append(" a sound spread goes and how long it stays away.</p>");
    }
    plots(t);
    changes(t);
  }

  private void plots(HealthTimeline t) {
    double sd = t.formation().reference().sd();
    HealthPlot plot = new HealthPlot(t);
    section("Spread in sd of the formation window; the band is two of them");
    page.append(plot.spread(sd));
    section("p-value of a unit root in the window, limits of size-down and exit-only");
    curve(plot, Check::pValue, t.settings().sizeDown().pValue(), t.settings().exitOnly().pValue());
    section("Hedge ratio of the window, and that of the formation window");
    curve(plot, Check::hedgeRatio, t.formation().reference().hedgeRatio());
    section("CUSUM over its boundary; from 1 on the level has moved");
    curve(plot, Check::breakRatio, 1);
    section("Distance from the mean over its limit; a sound pair is seldom as far as 1");
    curve(plot, Check::farRatio, 1);
    section("Time away from the mean over its limit; a sound pair seldom stays for 1");
    curve(plot, Check::longRatio, 1);
    section("Spread sd over that of the formation window, limits");
    curve(plot, Check::sdRatio, t.settings().sizeDown().sdRatio());
  }

  private void curve(HealthPlot plot, ToDoubleFunction<Check> of, double... levels) {
    page.append(plot.curve(of, levels));
  }

  private void section(String title) {
    page.append("<h4>").append(title).append("</h4>");
  }

  private void changes(HealthTimeline t) {
    page.append("<h3>Changes of the verdict</h3>");
    List<Check> changes = t.changes();
    if (changes.isEmpty()) {
      page.append(
          "<p>None: healthy at each of %d checks, the first at %s.</p>"
              .formatted(t.checks().size(), ResearchPage.text(t.checks().getFirst().label())));
      return;
    }
    page.append("<div class=\"wide\"><table><tr><th>at<th>verdict<th>reasons<th class=\"n\">p")
        .append("<th class=\"n\">half-life<th class=\"n\">hedge<th class=\"n\">hedge t")
        .append(
            "<th class=\"n\">sd ratio<th class=\"n\">shift, sd<th class=\"n\">CUSUM<th class=\"n\">far<th class=\"n\">long");
    for (Check c : changes.subList(0, Math.min(LISTED, changes.size()))) {
      page.append(
          "<tr><td>%s<td>%s<td class=\"w\">%s"
              .formatted(
                  ResearchPage.text(c.label()),
                  Check.word(c.state()),
                  String.join(", ", c.reasons())));
      for (double value :
          new double[] {
            c.pValue(),
            c.halfLife(),
            c.hedgeRatio(),
            c.hedgeDriftT(),
            c.sdRatio(),
            c.shiftSd(),
            c.breakRatio(),
            c.farRatio(),
            c.longRatio()
          }) {
        page.append("<td class=\"n\">").append(number("%.3g", value));
      }
    }
    page.append("</table></div>");
  }

  private void card(String value, String what) {
    page.append("<div class=\"card\"><b>%s</b>%s</div>".formatted(value, what));
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
  }
}
