package io.statarb.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Markup that is safe to show: text enters it escaped.
 *
 * @param markup well-formed markup
 */
record Html(String markup) {
  /** Nothing. */
  static final Html EMPTY = new Html("");

  /** Text as text, whatever it holds. */
  static Html text(String text) {
    return new Html(escape(text));
  }

  /**
   * A template with {@code %s} for each part; a part that is not Html is shown as text.
   *
   * @param template markup of our own
   * @param parts what takes the places, in order
   */
  static Html of(String template, Object... parts) {
    Object[] safe =
        Arrays.stream(parts)
            .map(part -> part instanceof Html html ? html.markup : escape(String.valueOf(part)))
            .toArray();
    return new Html(template.formatted(safe));
  }

  /** One after the other. */
  static Html join(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  /** Text in which no character means markup, for content and for quoted attributes. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          // Control characters are not allowed in a document, not even escaped.
          boolean allowed = c >= ' ' || c == '\n' || c == '\t';
          out.append(allowed ? c : '\uFFFD');
        }
      }
    }
    return out.toString();
  }
}
