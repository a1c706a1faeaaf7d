package io.statarb.screen;

import java.util.Locale;
import java.util.Map;

/** The frame that pages of research share: an HTML page without anything from outside. */
public final class ResearchPage {
  /** What closes a page. */
  public static final String END = "</body></html>\n";

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d8dde4;--card:#f6f7f9;--page:#fff;
      --bad:#c0392b;--good:#1f7a5c;--price:#2563a8;--band:#2563a814}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa5b4;--line:#333c48;--card:#1b222c;
      --page:#12171e;--bad:#e8705f;--good:#4fc39a;--price:#6aa9e9;--band:#6aa9e922}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:1080px;
      margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:1.4rem 0 .2rem}
      .soft{color:var(--soft)}.none{border-left:4px solid var(--bad);padding:.3rem .8rem;background:var(--card)}
      .cards{display:flex;flex-wrap:wrap;gap:.7rem;margin:1rem 0}
      .card{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.5rem .9rem;min-width:8rem}
      .card b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}
      table{border-collapse:collapse;width:100%;font-size:.86rem}th,td{text-align:left;padding:.2rem .5rem;
      border-bottom:1px solid var(--line);white-space:nowrap}td.n,th.n{text-align:right;
      font-variant-numeric:tabular-nums}td.w{white-space:normal}.selected td{color:var(--good);font-weight:600}
      svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:11px}.wide{overflow-x:auto}
      """;

  private ResearchPage() {}

  /**
   * What opens a page, up to its body.
   *
   * @param title its title, plain text
   */
  public static String begin(String title) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8">\
    <meta name="viewport" content="width=device-width,initial-scale=1">\
    <title>%s</title><style>%s</style></head><body>\
    """
        .formatted(text(title), STYLE);
  }

  /** A number with what it counts, for the head of a page. */
  public static String card(String number, String what) {
    return "<div class=\"card\"><b>" + number + "</b>" + what + "</div>";
  }

  /** A cell of a table with text that is HTML already. */
  public static String cell(String html) {
    return "<td>" + html;
  }

  /** A cell of a table with a number; a dash when there is none. */
  public static String cell(String format, double value) {
    return "<td class=\"n\">"
        + (Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–");
  }

  /** A whole number with its thousands apart. */
  public static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A fraction in per cent. */
  public static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * fraction);
  }

  /** The table of how many have which verdict. */
  public static String verdicts(Map<Verdict, Integer> counts, String what) {
    StringBuilder table =
        new StringBuilder("<h2>What became of the ")
            .append(what)
            .append("</h2><table><tr><th>verdict<th class=\"n\">")
            .append(what)
            .append("<th>");
    counts.forEach((verdict, count) ->
        table
            .append("<tr><td>")
            .append(verdict.word())
            .append("<td class=\"n\">")
            .append(count(count))
            .append("<td class=\"w\">")
            .append(verdict.sentence()));
    return table.append("</table>").toString();
  }

  /** Plain text as HTML. */
  public static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
