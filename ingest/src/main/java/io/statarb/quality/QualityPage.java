package io.statarb.quality;

import static io.statarb.quality.Svg.escaped;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.QualityReport.ReadFile;
import io.statarb.quality.QualityReport.Skipped;
import io.statarb.quality.bars.BarProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The report as one HTML page without anything from outside; plots are SVG. */
final class QualityPage {
  private static final int MOST_PLOTS = 30;
  private static final int MOST_ROWS = 400;
  private static final int MOMENT = "2014-05-01 00:00:00.000".length();

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d8dde4;--card:#f6f7f9;--page:#fff;
      --fail:#c0392b;--warn:#b9770e;--pass:#1f7a5c;--price:#2563a8}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa5b4;--line:#333c48;--card:#1b222c;
      --page:#12171e;--fail:#e8705f;--warn:#e0a84a;--pass:#4fc39a;--price:#6aa9e9}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:980px;
      margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:1.4rem 0 .2rem}
      .gate{display:inline-block;padding:.1rem .6rem;border-radius:.3rem;color:#fff;font-weight:600}
      .fail{background:var(--fail)}.warn{background:var(--warn)}.pass{background:var(--pass)}
      .t-fail{color:var(--fail);font-weight:600}.t-warn{color:var(--warn)}.t-pass{color:var(--pass)}
      .soft{color:var(--soft)}.cards{display:flex;flex-wrap:wrap;gap:.7rem;margin:1rem 0}
      .card{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.5rem .9rem;min-width:8rem}
      .card b{display:block;font-size:1.35rem}
      table{border-collapse:collapse;width:100%;font-size:.88rem}th,td{text-align:left;padding:.25rem .5rem;
      border-bottom:1px solid var(--line);vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      td.e{word-break:break-word}td.t{white-space:nowrap;font-variant-numeric:tabular-nums}svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:11px}
      .wide{overflow-x:auto}
      """;

  private final QualityReport report;
  private final Map<String, BarProbe.Closes> series = new LinkedHashMap<>();
  private final StringBuilder page = new StringBuilder(1 << 16);

  QualityPage(QualityReport report, List<BarProbe.Closes> panels) {
    this.report = report;
    panels.forEach(panel -> series.putIfAbsent(panel.symbol(), panel));
  }

  String html() {
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>Data quality</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    header();
    kinds();
    where();
    plots();
    table();
    files();
    page.append("</body></html>\n");
    return page.toString();
  }

  private void header() {
    String gate = report.gate().json();
    page.append("<h1>Data quality <span class=\"gate ")
        .append(gate)
        .append("\">")
        .append(gate)
        .append("</span></h1><div class=\"cards\">");
    card("files read", report.files().size());
    card("series", report.symbols());
    card("findings", report.findings().size());
    card("series that fail", report.failedSymbols().size());
    card("files skipped", report.skipped().size());
    page.append(
            "</div><p class=\"soft\">A series that fails is in quarantine.json over the span of the")
        .append(
            " finding: no pair may have it for a leg. Warnings are to be looked at; what they name")
        .append(" was left out or is uncertain.</p>");
  }

  private void card(String name, long value) {
    page.append("<div class=\"card\"><span class=\"soft\">")
        .append(name)
        .append("</span><b>")
        .append(String.format(Locale.ROOT, "%,d", value))
        .append("</b></div>");
  }

  private void kinds() {
    page.append("<h2>Findings by kind</h2>");
    if (report.findings().isEmpty()) {
      page.append("<p>None.</p>");
      return;
    }
    Map<FindingKind, Map<Verdict, Integer>> counts = new TreeMap<>();
    Map<FindingKind, TreeSet<String>> symbols = new TreeMap<>();
    for (Finding finding : report.findings()) {
      counts
          .computeIfAbsent(finding.kind(), k -> new TreeMap<>())
          .merge(finding.verdict(), 1, Integer::sum);
      symbols.computeIfAbsent(finding.kind(), k -> new TreeSet<>()).add(finding.symbol());
    }
    page.append("<table><tr><th>kind</th><th class=\"n\">fail</th><th class=\"n\">warn</th>")
        .append("<th class=\"n\">pass</th><th class=\"n\">series</th><th>some of them</th></tr>");
    counts.forEach((kind, n) -> {
      TreeSet<String> names = symbols.getOrDefault(kind, new TreeSet<>());
      page.append("<tr><td>").append(words(kind)).append("</td>");
      number(n.getOrDefault(Verdict.FAIL, 0));
      number(n.getOrDefault(Verdict.WARN, 0));
      number(n.getOrDefault(Verdict.PASS, 0));
      number(names.size());
      page.append("<td class=\"soft\">")
          .append(escaped(String.join(", ", names.stream().limit(8).toList())))
          .append(names.size() > 8 ? " …" : "")
          .append("</td></tr>");
    });
    page.append("</table>");
  }

  private void number(long value) {
    page.append("<td class=\"n\">").append(value == 0 ? "" : value).append("</td>");
  }

  private static String words(FindingKind kind) {
    return kind.json().replace('_', ' ');
  }

  private void where() {
    VerdictMap map = new VerdictMap(report.findings());
    if (!map.isEmpty()) {
      page.append(map.html());
    }
  }

  private void plots() {
    Map<String, List<Finding>> bad = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.FAIL && series.containsKey(finding.symbol())) {
        bad.computeIfAbsent(finding.symbol(), s -> new ArrayList<>()).add(finding);
      }
    }
    if (bad.isEmpty()) {
      return;
    }
    page.append(
            "<h2>Series that fail</h2><p class=\"soft\">Closes on a logarithmic scale; what a finding")
        .append(" spans is shaded.</p>");
    int shown = 0;
    for (Map.Entry<String, List<Finding>> entry : bad.entrySet()) {
      if (shown++ == MOST_PLOTS) {
        page.append("<p class=\"soft\">")
            .append(bad.size() - MOST_PLOTS)
            .append(" more series fail; the table and quality.json have them.</p>");
        break;
      }
      page.append("<h3>").append(escaped(entry.getKey())).append("</h3>");
      BarProbe.@Nullable Closes panel = series.get(entry.getKey());
      if (panel != null) {
        page.append(ClosesPlot.html(panel, entry.getValue()));
      }
      for (Finding finding : entry.getValue().stream().limit(4).toList()) {
        page.append("<div class=\"soft\">")
            .append(words(finding.kind()))
            .append(", ")
            .append(
                finding.from().equals(finding.to())
                    ? moment(finding.from())
                    : moment(finding.from()) + " to " + moment(finding.to()))
            .append(": ")
            .append(evidence(finding))
            .append("</div>");
      }
    }
  }

  private void table() {
    if (report.findings().isEmpty()) {
      return;
    }
    List<Finding> sorted =
        report.findings().stream()
            .sorted((a, b) -> b.verdict().compareTo(a.verdict()))
            .limit(MOST_ROWS)
            .toList();
    page.append("<h2>Findings</h2><p class=\"soft\">")
        .append(sorted.size())
        .append(" of ")
        .append(report.findings().size())
        .append(
            ", the gravest first, times in UTC; quality.json has all.</p><table><tr><th>series</th><th>from</th>")
        .append("<th>to</th><th>kind</th><th>verdict</th><th>evidence</th></tr>");
    for (Finding finding : sorted) {
      page.append("<tr><td>")
          .append(escaped(finding.symbol()))
          .append("</td><td class=\"t\">")
          .append(moment(finding.from()))
          .append("</td><td class=\"t\">")
          .append(finding.to().equals(finding.from()) ? "" : moment(finding.to()))
          .append("</td><td>")
          .append(words(finding.kind()))
          .append("</td><td class=\"t-")
          .append(finding.verdict().json())
          .append("\">")
          .append(finding.verdict().json())
          .append("</td><td class=\"e soft\">")
          .append(evidence(finding))
          .append("</td></tr>");
    }
    page.append("</table>");
  }

  /** For the eye: to the millisecond. */
  private static String moment(String iso) {
    String plain = iso.replace('T', ' ').replace("Z", "");
    return escaped(plain.length() > MOMENT ? plain.substring(0, MOMENT) : plain);
  }

  private static String evidence(Finding finding) {
    List<String> facts = new ArrayList<>();
    finding
        .evidence()
        .forEach((name, value) -> {
          if (value != null) {
            facts.add(name.replace('_', ' ') + " " + value);
          }
        });
    return escaped(String.join(", ", facts));
  }

  private void files() {
    page.append("<h2>Files</h2><table><tr><th>file</th><th>format</th><th class=\"n\">records</th>")
        .append("<th class=\"n\">flawed</th></tr>");
    for (ReadFile file : report.files().stream().limit(MOST_ROWS).toList()) {
      page.append("<tr><td>")
          .append(escaped(file.file()))
          .append("</td><td>")
          .append(file.format())
          .append("</td>");
      number(file.records());
      number(file.flaws());
      page.append("</tr>");
    }
    page.append("</table>");
    if (!report.skipped().isEmpty()) {
      page.append("<h2>Not read</h2><table><tr><th>file</th><th>reason</th></tr>");
      for (Skipped file : report.skipped().stream().limit(MOST_ROWS).toList()) {
        page.append("<tr><td>")
            .append(escaped(file.file()))
            .append("</td><td class=\"soft\">")
            .append(escaped(file.reason()))
            .append("</td></tr>");
      }
      page.append("</table>");
    }
  }
}
