package io.statarb.report.page;

import io.statarb.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The whole page. */
public final class ReportPage {
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private ReportPage() {}

  /** The page of a report: one HTML document that needs nothing beside it. */
  public static String html(Report report) {
    Html body =
        Html.join(
            List.of(
                HeaderSection.html(report),
                navigation(),
                new Html("<main>\n"),
                HeadlineSection.html(report),
                EquitySection.html(report),
                AttributionSection.html(report),
                PairsSection.html(report),
                HealthSection.html(report),
                ComparisonSection.html(report),
                RefusalsSection.html(report),
                GatesSection.html(report),
                QualitySection.html(report),
                ModelsSection.html(report),
                TradesSection.html(report),
                OperationsSection.html(report),
                GlossarySection.html(),
                new Html("</main>\n")));
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"/>
    <title>\
    """
        + Html.escape(title(report))
        + "</title>\n<style>\n"
        + resource("page.css")
        + "</style>\n</head>\n<body>\n"
        + body.markup()
        + "<script type=\"application/json\" id=\"report-data\">"
        + ChartData.json(report)
        + "</script>\n<script>\n"
        + resource(CHARTS)
        + "\n</script>\n<script>\n"
        + resource("page.js")
        + "</script>\n</body>\n</html>\n";
  }

  private static String title(Report report) {
    return "%s (%s) %s"
        .formatted(
            report.provenance().strategy(),
            report.provenance().stage().word(),
            HeaderSection.dates(report.provenance().sessions()));
  }

  private static Html navigation() {
    StringBuilder links = new StringBuilder();
    for (String[] link :
        new String[][] {
          {"equity", "Equity"},
          {"attribution", "Gross to net"},
          {"pairs", "Pairs"},
          {"health", "Health"},
          {"round-trips", "Round trips"},
          {"refusals", "Refusals"},
          {"gates", "Gates"},
          {"quality", "Data"},
          {"models", "Models"},
          {"trades", "Trades"},
          {"operations", "Operations"},
          {"lineage", "Lineage"},
          {"glossary", "Words"}
        }) {
      links.append(Html.of("<a href=\"#%s\">%s</a>\n", link[0], link[1]).markup());
    }
    return Html.of(
        """
        <nav aria-label="Sections">
        %s<button type="button" id="theme" title="Light or dark">◐</button>
        </nav>
        """,
        new Html(links.toString()));
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Invariant: the jar holds its resources: name=" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
