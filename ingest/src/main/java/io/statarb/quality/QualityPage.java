package io.statarb.quality;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.QualityReport.ReadFile;
import io.statarb.quality.QualityReport.Skipped;
import io.statarb.quality.bars.BarProbe;
import java.time.LocalDate;
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
  private static final int MOST_SERIES = 60;
  private static final int MOST_PERIODS = 72;
  private static final int PLOT_WIDTH = 900;
  private static final int PLOT_HEIGHT = 190;
  private static final int LEFT = 56;

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
      td.e{word-break:break-word}svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:11px}
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
    heatmap();
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

  /** Series down, months (or days of a short span) across; the gravest verdict colours a cell. */
  private void heatmap() {
    Map<String, Map<String, Verdict>> cells = new TreeMap<>();
    TreeSet<String> days = new TreeSet<>();
    report.days().forEach(day -> days.add(day.day()));
    if (days.isEmpty()) {
      return;
    }
    boolean byDay = days.size() <= 40;
    TreeSet<String> periods = new TreeSet<>();
    for (QualityReport.Day day : report.days()) {
      if (day.day().length() < 10) {
        continue;
      }
      String period = byDay ? day.day() : day.day().substring(0, 7);
      periods.add(period);
      cells
          .computeIfAbsent(day.symbol(), s -> new TreeMap<>())
          .merge(period, day.verdict(), Verdict::and);
    }
    List<String> across = new ArrayList<>(periods);
    if (across.size() > MOST_PERIODS) {
      across = across.subList(across.size() - MOST_PERIODS, across.size());
    }
    List<String> down =
        cells.keySet().stream()
            .sorted((a, b) -> Integer.compare(gravity(cells.get(b)), gravity(cells.get(a))))
            .limit(MOST_SERIES)
            .toList();
    if (across.isEmpty()) {
      return;
    }
    int cell = Math.max(8, Math.min(26, (PLOT_WIDTH - 130) / across.size()));
    int width = 140 + cell * across.size();
    int height = 40 + 15 * down.size();
    page.append("<h2>When and where</h2><p class=\"soft\">")
        .append(byDay ? "By day" : "By month")
        .append(", the ")
        .append(down.size())
        .append(" series with the gravest findings of ")
        .append(cells.size())
        .append(".</p><div class=\"wide\"><svg viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"findings by series and period\">");
    for (int r = 0; r < down.size(); r++) {
      int y = 34 + 15 * r;
      text(
          134,
          y + 11,
          "end",
          down.get(r).length() > 20 ? down.get(r).substring(0, 20) : down.get(r));
      Map<String, Verdict> row = cells.getOrDefault(down.get(r), Map.of());
      for (int c = 0; c < across.size(); c++) {
        @Nullable Verdict verdict = row.get(across.get(c));
        page.append("<rect x=\"")
            .append(140 + c * cell)
            .append("\" y=\"")
            .append(y)
            .append("\" width=\"")
            .append(cell - 1)
            .append("\" height=\"13\" fill=\"")
            .append(verdict == null ? "var(--card)" : "var(--" + verdict.json() + ")")
            .append("\"><title>")
            .append(escaped(down.get(r) + " " + across.get(c)))
            .append(verdict == null ? "" : " " + verdict.json())
            .append("</title></rect>");
      }
    }
    int every = Math.max(1, 70 / cell);
    for (int c = 0; c < across.size(); c += every) {
      text(140 + c * cell, 26, "start", across.get(c));
    }
    page.append("</svg></div>");
  }

  private static int gravity(@Nullable Map<String, Verdict> row) {
    int sum = 0;
    if (row != null) {
      for (Verdict verdict : row.values()) {
        sum += verdict == Verdict.FAIL ? 1_000 : verdict == Verdict.WARN ? 1 : 0;
      }
    }
    return sum;
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
      BarProbe.Closes panel = series.get(entry.getKey());
      page.append("<h3>").append(escaped(entry.getKey())).append("</h3>");
      plot(panel, entry.getValue());
      for (Finding finding : entry.getValue().stream().limit(4).toList()) {
        page.append("<div class=\"soft\">")
            .append(words(finding.kind()))
            .append(", ")
            .append(
                finding.from().equals(finding.to())
                    ? finding.from()
                    : finding.from() + " to " + finding.to())
            .append(": ")
            .append(evidence(finding))
            .append("</div>");
      }
    }
  }

  private void plot(BarProbe.@Nullable Closes panel, List<Finding> findings) {
    if (panel == null || panel.days().length < 2) {
      return;
    }
    int[] days = panel.days();
    double low = Double.MAX_VALUE;
    double high = 0;
    for (double close : panel.closes()) {
      low = Math.min(low, close);
      high = Math.max(high, close);
    }
    double bottom = StrictMath.log(low) - 0.02;
    double top = StrictMath.log(high) + 0.02;
    int span = Math.max(1, days[days.length - 1] - days[0]);
    page.append("<svg viewBox=\"0 0 ")
        .append(PLOT_WIDTH)
        .append(' ')
        .append(PLOT_HEIGHT + 22)
        .append("\">");
    for (Finding finding : findings) {
      double from = x((int) day(finding.from()), days[0], span);
      double to = Math.max(from + 3, x((int) day(finding.to()), days[0], span));
      page.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\" fill=\"var(--fail)\" opacity=\"0.22\"/>",
              from,
              to - from,
              PLOT_HEIGHT));
    }
    page.append("<path fill=\"none\" stroke=\"var(--price)\" stroke-width=\"1.2\" d=\"");
    int step = Math.max(1, days.length / 2_500);
    for (int i = 0; i < days.length; i += step) {
      double y = (top - StrictMath.log(panel.closes()[i])) / (top - bottom) * PLOT_HEIGHT;
      page.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x(days[i], days[0], span), y));
    }
    page.append("\"/>");
    text(LEFT - 6, 11, "end", String.format(Locale.ROOT, "%.4g", high));
    text(LEFT - 6, PLOT_HEIGHT - 2, "end", String.format(Locale.ROOT, "%.4g", low));
    text(LEFT, PLOT_HEIGHT + 16, "start", LocalDate.ofEpochDay(days[0]).toString());
    text(
        PLOT_WIDTH - 4,
        PLOT_HEIGHT + 16,
        "end",
        LocalDate.ofEpochDay(days[days.length - 1]).toString());
    page.append("</svg>");
  }

  private static double x(double day, int first, int span) {
    return LEFT + (day - first) / span * (PLOT_WIDTH - LEFT - 4);
  }

  private static long day(String iso) {
    return LocalDate.parse(iso.substring(0, 10)).toEpochDay();
  }

  private void text(int x, int y, String anchor, String text) {
    page.append("<text x=\"")
        .append(x)
        .append("\" y=\"")
        .append(y)
        .append("\" text-anchor=\"")
        .append(anchor)
        .append("\">")
        .append(escaped(text))
        .append("</text>");
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
            ", the gravest first; quality.json has all.</p><table><tr><th>series</th><th>from</th>")
        .append("<th>to</th><th>kind</th><th>verdict</th><th>evidence</th></tr>");
    for (Finding finding : sorted) {
      page.append("<tr><td>")
          .append(escaped(finding.symbol()))
          .append("</td><td>")
          .append(finding.from())
          .append("</td><td>")
          .append(finding.to())
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

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
